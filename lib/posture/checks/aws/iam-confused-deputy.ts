import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const aiServices = /^(bedrock|bedrock-agentcore|sagemaker|qbusiness)\.amazonaws\.com(\.cn)?$/;

export default defineCheck({
  id: "aws/iam-confused-deputy",
  title: "Role for an AI service says whose call it serves",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.iam.role",
  risk: "Another customer of the service can make it act with your role on your data.",
  remediation: {
    summary: "Add aws:SourceAccount, and aws:SourceArn where it is known, to the trust policy.",
    cli: "aws iam update-assume-role-policy --role-name <role> --policy-document file://trust.json",
    terraform:
      'condition { test = "StringEquals" variable = "aws:SourceAccount" values = [data.aws_caller_identity.current.account_id] }',
    console: [
      "IAM › Roles › open the role › Trust relationships › Edit",
      "Add a condition on aws:SourceAccount",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/cross-service-confused-deputy-prevention.html",
  ],

  evaluate: ({ facets, properties }) => {
    const served = facets.trusts.filter(
      ({ kind, principal }) => kind === "service" && aiServices.test(principal),
    );
    if (properties.serviceLinked || served.length === 0) return notApplicable;
    const open = served.filter(({ conditional }) => !conditional).map(({ principal }) => principal);
    if (open.length === 0) return pass;
    return fail(`It trusts ${open.join(", ")} for calls of any account`, { services: open });
  },

  examples: {
    pass: [
      {
        name: "source account",
        properties: { serviceLinked: false },
        facets: { trusts: [{ kind: "service", principal: "bedrock.amazonaws.com", conditional: true }] },
      },
    ],
    fail: [
      {
        name: "no source",
        properties: { serviceLinked: false },
        facets: { trusts: [{ kind: "service", principal: "sagemaker.amazonaws.com", conditional: false }] },
      },
    ],
    notApplicable: [
      {
        name: "another service",
        properties: { serviceLinked: false },
        facets: { trusts: [{ kind: "service", principal: "ec2.amazonaws.com", conditional: false }] },
      },
      {
        name: "made by the service itself",
        properties: { serviceLinked: true },
        facets: { trusts: [{ kind: "service", principal: "bedrock.amazonaws.com", conditional: false }] },
      },
    ],
  },
});
