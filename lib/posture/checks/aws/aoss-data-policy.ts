import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/aoss-data-policy",
  title: "OpenSearch Serverless data policies name collections and principals",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "aws.opensearch-serverless.collection",
  risk: "A new role of the account, or any role at all, can read and replace embeddings.",
  remediation: {
    summary: "Name each role and each collection in the data-access policy.",
    cli: "aws opensearchserverless update-access-policy --type data --name <policy> --policy-version <version> --policy file://policy.json",
    terraform: 'resource "aws_opensearchserverless_access_policy" "data" with named Principal and Resource',
    console: ["OpenSearch › Serverless › Data access policies › edit the policy"],
  },
  references: [
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html",
  ],

  evaluate: ({ properties: { broadPolicies } }) =>
    broadPolicies.length === 0
      ? pass
      : fail(`${broadPolicies.join(", ")} covers every collection or every identity`, { broadPolicies }),

  examples: {
    pass: [{ name: "named", properties: { broadPolicies: [] } }],
    fail: [{ name: "a wildcard", properties: { broadPolicies: ["everything"] } }],
  },
});
