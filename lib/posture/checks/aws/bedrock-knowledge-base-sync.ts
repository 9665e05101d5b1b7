import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/bedrock-knowledge-base-sync",
  title: "Knowledge base's sources were synced, and the last sync succeeded",
  severity: "low",
  layer: "data",
  function: "detect",
  appliesTo: "aws.bedrock.knowledge-base",
  risk: "Answers rest on documents that were withdrawn or corrected since.",
  remediation: {
    summary: "Start the ingestion anew, and on a schedule or on changes of the source.",
    cli: "aws bedrock-agent start-ingestion-job --knowledge-base-id <id> --data-source-id <source>",
    terraform:
      'resource "aws_scheduler_schedule" "sync" { schedule_expression = "rate(1 day)" target { arn = "arn:aws:scheduler:::aws-sdk:bedrockagent:startIngestionJob" … } }',
    console: [
      "Bedrock › Knowledge bases › open the knowledge base › Data source › Sync",
      "See the failed documents under Sync history",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/kb-data-source-sync-ingest.html"],

  evaluate: ({ properties: { syncs } }) => {
    if (syncs.length === 0) return notApplicable;
    const never = syncs.filter(({ status }) => status === null).map(({ source }) => source);
    if (never.length > 0) return fail(`${never.join(", ")} was never synced`, { never });
    const failed = syncs.filter(({ status }) => status === "FAILED").map(({ source }) => source);
    return failed.length === 0 ? pass : fail(`The last sync of ${failed.join(", ")} failed`, { failed });
  },

  examples: {
    pass: [
      {
        name: "one done, one under way",
        properties: {
          syncs: [
            { source: "a", status: "COMPLETE" },
            { source: "b", status: "IN_PROGRESS" },
          ],
        },
      },
    ],
    fail: [
      { name: "never", properties: { syncs: [{ source: "a", status: null }] } },
      {
        name: "one of two failed",
        properties: {
          syncs: [
            { source: "a", status: "COMPLETE" },
            { source: "b", status: "FAILED" },
          ],
        },
      },
    ],
    notApplicable: [{ name: "documents are put in one by one", properties: { syncs: [] } }],
  },
});
