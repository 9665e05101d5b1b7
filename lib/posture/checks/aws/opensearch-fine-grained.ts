import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/opensearch-fine-grained",
  title: "OpenSearch domain decides on indexes and documents by its own roles",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "aws.opensearch.domain",
  risk: "Whoever may ask the domain anything may read every tenant's documents and change every index.",
  remediation: {
    summary: "Turn fine-grained access control on and give each application a role on its own indexes.",
    cli: "aws opensearch update-domain-config --domain-name <domain> --advanced-security-options Enabled=true,MasterUserOptions={MasterUserARN=<role>}",
    terraform:
      "advanced_security_options { enabled = true master_user_options { master_user_arn = aws_iam_role.search_admin.arn } }",
    console: [
      "OpenSearch Service › Domains › open the domain › Security configuration › Edit",
      "Enable fine-grained access control and choose the role of its administrator",
    ],
  },
  references: ["https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html"],

  evaluate: ({ properties: { fineGrained } }) =>
    fineGrained ? pass : fail("One permission on it opens every index", { fineGrained }),

  examples: {
    pass: [{ name: "on", properties: { fineGrained: true } }],
    fail: [{ name: "off, or still letting anonymous requests in", properties: { fineGrained: false } }],
  },
});
