import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const denied = {
  reason: "denied" as const,
  call: "organizations:DescribeEffectivePolicy",
  permission: "organizations:DescribeEffectivePolicy",
  message: "Access denied",
};

export default defineCheck({
  id: "aws/organization-ai-opt-out",
  title: "Organization keeps its content out of AWS's AI training",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "aws.account",
  risk: "What Transcribe, Comprehend, Rekognition, Lex and others are given may be stored elsewhere and used to improve them.",
  remediation: {
    summary: "Attach an AI services opt-out policy for every service to the root of the organization.",
    cli: 'aws organizations create-policy --type AISERVICES_OPT_OUT_POLICY --name opt-out --description "All AI services" --content \'{"services":{"default":{"opt_out_policy":{"@@assign":"optOut"}}}}\'',
    terraform:
      'resource "aws_organizations_policy" "opt_out" { type = "AISERVICES_OPT_OUT_POLICY" content = jsonencode({ services = { default = { opt_out_policy = { "@@assign" = "optOut" } } } }) }',
    console: [
      "AWS Organizations › Policies › AI services opt-out policies › Opt out from all services",
      "It is attached to the root of the organization",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out.html",
  ],

  evaluate: ({ properties }) => {
    if (properties.managementAccount === null) return notApplicable;
    return properties.aiServicesOptOut
      ? pass
      : fail("No policy of its organization opts it out of every AI service", { aiServicesOptOut: false });
  },

  examples: {
    pass: [{ name: "opted out", properties: { managementAccount: "210987654321", aiServicesOptOut: true } }],
    fail: [
      {
        name: "no policy, or one that leaves some service in",
        properties: { managementAccount: "210987654321", aiServicesOptOut: false },
      },
    ],
    notApplicable: [{ name: "in no organization", properties: { managementAccount: null } }],
    unknown: [
      {
        name: "policy not readable",
        properties: { managementAccount: "210987654321" },
        unknown: { "properties.aiServicesOptOut": denied },
      },
    ],
  },
});
