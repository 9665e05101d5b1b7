import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "knowledge-base/customer-key",
  title: "Knowledge base is encrypted with a customer key",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "knowledge-base",
  risk: "Copies of source documents made while indexing are under a key the customer can neither audit nor revoke.",
  remediation: {
    summary: "Set a customer-managed key on every data source of the knowledge base.",
    cli: "aws bedrock-agent update-data-source --knowledge-base-id <id> --data-source-id <source> --name <name> --data-source-configuration file://source.json --server-side-encryption-configuration kmsKeyArn=<key>",
    terraform: "server_side_encryption_configuration { kms_key_arn = aws_kms_key.knowledge.arn }",
    console: [
      "Bedrock › Knowledge bases › open the knowledge base › Data source",
      "Advanced settings › KMS key",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-kb.html"],

  evaluate: ({ facets: { customerKey } }) =>
    customerKey ? pass : fail("Not all of its data is under a customer key", { customerKey }),

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
