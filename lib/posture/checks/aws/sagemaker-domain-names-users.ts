import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-domain-names-users",
  title: "SageMaker domain names the person behind each call",
  severity: "low",
  layer: "identity",
  function: "detect",
  appliesTo: "aws.sagemaker.domain",
  risk: "CloudTrail shows the shared execution role alone, so nobody can tell who read or changed what.",
  remediation: {
    summary:
      "Set the execution role's source identity to the user profile, and allow sts:SetSourceIdentity in the role's trust.",
    cli: "aws sagemaker update-domain --domain-id <id> --domain-settings-for-update ExecutionRoleIdentityConfig=USER_PROFILE_NAME",
    terraform: 'domain_settings { execution_role_identity_config = "USER_PROFILE_NAME" }',
    console: ["Set it with the command line while no app of the domain runs"],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html"],

  evaluate: ({ properties: { tellsUsers } }) =>
    tellsUsers ? pass : fail("CloudTrail does not tell which user profile made a call", { tellsUsers }),

  examples: {
    pass: [{ name: "named", properties: { tellsUsers: true } }],
    fail: [{ name: "the role alone", properties: { tellsUsers: false } }],
  },
});
