import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/sagemaker-domain-sso",
  title: "SageMaker domain signs people in through the workforce's directory",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.sagemaker.domain",
  risk: "Whoever leaves the company keeps a way in until somebody finds the IAM identity, and no second factor of the directory applies.",
  remediation: {
    summary:
      "Make a domain that signs in through IAM Identity Center and move the work; the mode of a domain cannot be changed.",
    cli: "aws sagemaker create-domain --domain-name <name> --auth-mode SSO --vpc-id <vpc> --subnet-ids <subnet> --app-network-access-type VpcOnly --default-user-settings ExecutionRole=<role>",
    terraform: 'auth_mode = "SSO"',
    console: [
      "SageMaker › Domains › Create domain › Set up for organizations",
      "Login through IAM Identity Center",
    ],
  },
  references: ["https://docs.aws.amazon.com/sagemaker/latest/dg/onboard-sso-users.html"],

  evaluate: ({ properties: { authMode } }) =>
    authMode === "SSO" ? pass : fail(`People sign in by ${authMode}`, { authMode }),

  examples: {
    pass: [{ name: "single sign-on", properties: { authMode: "SSO" } }],
    fail: [{ name: "IAM identities", properties: { authMode: "IAM" } }],
  },
});
