import { aiRegionsOf } from "#lib/domain/ai-regions.ts";
import { defineCheck, fail, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const placed = { account: "111122223333", region: "eu-west-1" };
const agent = sampleResource("agent", "agent", {}, placed);
const service = (facets: { enabled: boolean; coversAi: boolean }) =>
  sampleResource("security-service", "service", facets, { ...placed, type: "aws.config.recorder" });

export default defineCheck({
  id: "aws/config-records-ai",
  title: "AWS Config records AI resources in each region where AI runs",
  severity: "low",
  layer: "identity",
  function: "detect",
  appliesTo: "aws.account",
  risk: "Who changed a model, an endpoint or a notebook, and from what, cannot be told afterwards.",
  remediation: {
    summary: "Record every resource type, or add those of SageMaker and Bedrock.",
    cli: "aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=<role> --recording-group allSupported=true --region <region>",
    terraform: "recording_group { all_supported = true }",
    console: ["AWS Config › Settings › Edit › Recording strategy", "Choose all resource types"],
  },
  references: ["https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html"],

  evaluate: ({ account }, graph) => {
    const regions = aiRegionsOf(graph, account);
    if (regions.length === 0) return notApplicable;
    const enabled = (at: string) =>
      graph.inAccount("aws.config.recorder", account, at).filter(({ facets }) => facets.enabled);
    const off = regions.filter((at) => enabled(at).length === 0);
    const blind = regions.filter(
      (at) => enabled(at).length > 0 && !enabled(at).some(({ facets }) => facets.coversAi),
    );
    if (blind.length > 0)
      return fail(`Config leaves AI resources out in ${blind.join(", ")}`, { blind, off });
    return off.length === 0 ? pass : missing(`Config records nothing in ${off.join(", ")}`, { off });
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
