import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/opensearch-at-rest",
  title: "OpenSearch domain encrypts what it stores",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "aws.opensearch.domain",
  risk: "Vectors and the documents beneath them lie in clear on disks and in snapshots.",
  remediation: {
    summary: "Turn encryption at rest on, with a key of your own; it cannot be turned off again.",
    cli: "aws opensearch update-domain-config --domain-name <domain> --encryption-at-rest-options Enabled=true,KmsKeyId=<key>",
    terraform: "encrypt_at_rest { enabled = true kms_key_id = aws_kms_key.search.arn }",
    console: [
      "OpenSearch Service › Domains › open the domain › Security configuration › Edit",
      "Enable encryption of data at rest",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html",
  ],

  evaluate: ({ properties: { encryptedAtRest } }) =>
    encryptedAtRest ? pass : fail("It stores its indexes in clear", { encryptedAtRest }),

  examples: {
    pass: [{ name: "encrypted", properties: { encryptedAtRest: true } }],
    fail: [{ name: "in clear", properties: { encryptedAtRest: false } }],
  },
});
