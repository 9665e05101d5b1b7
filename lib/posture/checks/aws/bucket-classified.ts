import { aiDataKinds, aiUsersOfData } from "#lib/domain/ai-use.ts";
import { defineCheck, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const account = "111122223333";
const user = { ...sampleResource("knowledge-base", "kb") };
const session = (enabled: boolean) =>
  sampleResource("security-service", "macie", { enabled }, { type: "aws.macie.session", account });
const ingests = { from: "kb", kind: "ingests" as const, to: "example" };
const watched = { from: "example", kind: "monitored-by" as const, to: "macie" };

export default defineCheck({
  id: "aws/bucket-classified",
  title: "Bucket that holds AI data is searched for personal data and secrets",
  severity: "medium",
  layer: "data",
  function: "detect",
  appliesTo: "aws.s3.bucket",
  follows: [...aiDataKinds, "monitored-by"],
  followDepth: 1,
  risk: "Nobody knows that documents which ground or train a model hold what it must not tell.",
  remediation: {
    summary: "Let Macie's automated discovery sample the bucket, or name it in a discovery job.",
    cli: 'aws macie2 create-classification-job --job-type SCHEDULED --name ai-data --schedule-frequency \'{"weeklySchedule":{"dayOfWeek":"MONDAY"}}\' --s3-job-definition \'{"bucketDefinitions":[{"accountId":"<account>","buckets":["<bucket>"]}]}\'',
    terraform:
      'resource "aws_macie2_classification_job" "ai" { job_type = "SCHEDULED" s3_job_definition { bucket_definitions { account_id = data.aws_caller_identity.this.account_id buckets = [aws_s3_bucket.ai.id] } } }',
    console: ["Macie › Automated sensitive data discovery › Enable", "See that the bucket is not excluded"],
  },
  references: ["https://docs.aws.amazon.com/macie/latest/user/discovery-asdd.html"],

  evaluate: ({ key, account: owner, region }, graph) => {
    if (aiUsersOfData(graph, key).length === 0) return notApplicable;
    const sessions = graph.inAccount("aws.macie.session", owner, region);
    const watching = graph
      .follow(key, "monitored-by")
      .some((service) => isOfClass(service, "security-service") && service.facets.enabled);
    if (watching) return pass;
    return missing(
      sessions.length === 0
        ? "Macie is off in its region"
        : "Macie neither samples it nor runs a job over it",
      { macie: sessions.map(({ name }) => name) },
    );
  },

  examples: {
    pass: [
      {
        name: "sampled",
        neighbours: { resources: [user, session(true)], relationships: [ingests, watched] },
      },
    ],
    fail: [
      { name: "Macie is off", neighbours: { resources: [user], relationships: [ingests] } },
      {
        name: "Macie leaves it out",
        neighbours: { resources: [user, session(true)], relationships: [ingests] },
      },
      {
        name: "Macie is paused",
        neighbours: { resources: [user, session(false)], relationships: [ingests, watched] },
      },
    ],
    notApplicable: [{ name: "no AI uses it", neighbours: { resources: [session(true)] } }],
    unknown: [
      {
        name: "Macie may not be asked",
        neighbours: {
          resources: [user],
          relationships: [ingests],
          gaps: [
            {
              account,
              region: "eu-west-1",
              produces: ["aws.macie.session", "monitored-by"],
              unknown: {
                reason: "denied",
                call: "macie2:GetMacieSession",
                permission: "macie2:GetMacieSession",
                message: "Access denied",
              },
            },
          ],
        },
      },
    ],
  },
});
