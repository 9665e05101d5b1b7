import { defineClassCheck, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

export default defineClassCheck({
  id: "aws/bedrock-model-evaluated",
  title: "Bedrock model in use was evaluated",
  severity: "low",
  layer: "model",
  function: "detect",
  appliesToClass: "model",
  follows: ["monitored-by"],
  followDepth: 1,
  risk: "Nobody measured how often the model is wrong, toxic or led astray before users met it.",
  remediation: {
    summary:
      "Run an evaluation job with safety measures on data of the workload, and again with every new model.",
    cli: "aws bedrock create-evaluation-job --job-name <name> --role-arn <role> --evaluation-config file://evaluation.json --inference-config file://models.json --output-data-config s3Uri=s3://<bucket>/",
    terraform:
      "The AWS provider has no resource for evaluation jobs; start one in the pipeline that ships the model",
    console: [
      "Bedrock › Evaluations › Create",
      "Choose the model, a dataset and measures of accuracy, robustness and toxicity",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/evaluation.html",
    "https://www.nist.gov/itl/ai-risk-management-framework",
  ],

  evaluate: ({ key, type, name, account, region }, graph) => {
    // Embeddings and rankings say nothing that could be wrong or harmful.
    if (!type.startsWith("aws.bedrock.") || /embed|rerank/i.test(name)) return notApplicable;
    const finished = graph
      .follow(key, "monitored-by")
      .filter((by) => isOfClass(by, "evaluation") && by.facets.finishedAt !== null);
    if (finished.length > 0) return pass;
    graph.noteGap("aws.bedrock.evaluation-job", account, region);
    return missing("No finished evaluation measured it", { evaluations: 0 });
  },

  examples: {
    pass: [
      {
        name: "a finished evaluation",
        neighbours: {
          resources: [sampleResource("evaluation", "job", { finishedAt: "2026-11-01T00:00:00.000Z" })],
          relationships: [{ from: "example", kind: "monitored-by", to: "job" }],
        },
      },
    ],
    fail: [
      { name: "none", properties: {} },
      {
        name: "one that failed",
        neighbours: {
          resources: [sampleResource("evaluation", "job", { finishedAt: null })],
          relationships: [{ from: "example", kind: "monitored-by", to: "job" }],
        },
      },
    ],
    unknown: [
      {
        name: "evaluations may not be listed",
        region: "eu-west-1",
        neighbours: {
          gaps: [
            {
              account: "111122223333",
              region: "eu-west-1",
              produces: ["aws.bedrock.evaluation-job", "monitored-by"],
              unknown: {
                reason: "denied",
                call: "bedrock:ListEvaluationJobs",
                permission: "bedrock:ListEvaluationJobs",
                message: "Access denied",
              },
            },
          ],
        },
      },
    ],
  },
});
