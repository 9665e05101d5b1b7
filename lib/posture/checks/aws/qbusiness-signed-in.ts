import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/qbusiness-signed-in",
  title: "Q Business application knows its users",
  severity: "high",
  layer: "identity",
  function: "protect",
  evidenceFor: "identity-and-access",
  appliesTo: "aws.qbusiness.application",
  risk: "Anybody who comes upon the chat is answered out of the connected documents, and nobody can tell who asked.",
  remediation: {
    summary:
      "Make the application anew with IAM Identity Center or your identity provider; the way in cannot be changed later.",
    cli: "aws qbusiness create-application --display-name <name> --identity-type AWS_IAM_IDC --identity-center-instance-arn <instance>",
    terraform: 'identity_type = "AWS_IAM_IDC" in awscc_qbusiness_application',
    console: [
      "Q Business › Create application › User access › Authenticated access",
      "Move the sources over, then delete the anonymous application",
    ],
  },
  references: ["https://docs.aws.amazon.com/amazonq/latest/qbusiness-ug/create-anonymous-application.html"],

  evaluate: ({ properties: { identity } }) =>
    identity === "ANONYMOUS" ? fail("Anybody may ask it, signed in or not", { identity }) : pass,

  examples: {
    pass: [
      { name: "Identity Center", properties: { identity: "AWS_IAM_IDC" } },
      { name: "an own provider", properties: { identity: "AWS_IAM_IDP_OIDC" } },
    ],
    fail: [{ name: "anonymous", properties: { identity: "ANONYMOUS" } }],
  },
});
