import { aiRegionsOf } from "#lib/domain/ai-regions.ts";
import { defineCheck, fail, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const placed = { account: "111122223333", region: "eu-west-1" };
const agent = sampleResource("agent", "agent", {}, placed);
const service = (facets: { enabled: boolean; coversAi: boolean }) =>
  sampleResource("security-service", "service", facets, { ...placed, type: "aws.securityhub.hub" });

export default defineCheck({
  id: "aws/security-hub-covers-ai",
  title: "Security Hub judges each region where AI runs",
  severity: "low",
  layer: "identity",
  function: "detect",
  appliesTo: "aws.account",
  risk: "What drifts from good practice in SageMaker, Bedrock and around them is seen by nobody who is not looking.",
  remediation: {
    summary: "Enable Security Hub with the Foundational Security Best Practices standard.",
    cli: "aws securityhub enable-security-hub --enable-default-standards --region <region>",
    terraform:
      'resource "aws_securityhub_standards_subscription" "fsbp" { standards_arn = "arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0" }',
    console: ["Security Hub CSPM › Security standards › AWS Foundational Security Best Practices › Enable"],
  },
  references: ["https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html"],

  evaluate: ({ account }, graph) => {
    const regions = aiRegionsOf(graph, account);
    if (regions.length === 0) return notApplicable;
    const enabled = (at: string) =>
      graph.inAccount("aws.securityhub.hub", account, at).filter(({ facets }) => facets.enabled);
    const off = regions.filter((at) => enabled(at).length === 0);
    const blind = regions.filter(
      (at) => enabled(at).length > 0 && !enabled(at).some(({ facets }) => facets.coversAi),
    );
    if (blind.length > 0)
      return fail(`Security Hub runs no standard about AI services in ${blind.join(", ")}`, { blind, off });
    return off.length === 0 ? pass : missing(`Security Hub is off in ${off.join(", ")}`, { off });
  },

  examples: {
    pass: [{ name: "on", neighbours: { resources: [agent, service({ enabled: true, coversAi: true })] } }],
    fail: [
      { name: "not set up", neighbours: { resources: [agent] } },
      {
        name: "stopped",
        neighbours: { resources: [agent, service({ enabled: false, coversAi: true })] },
      },
      {
        name: "blind for AI",
        neighbours: { resources: [agent, service({ enabled: true, coversAi: false })] },
      },
    ],
    notApplicable: [{ name: "no AI in the account" }],
  },
});
