import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { listParameter } from "#lib/domain/parameter.ts";
import { UnknownRead } from "#lib/domain/unknown.ts";

export default defineCheck({
  id: "ai/owner-named",
  title: "AI resource says who owns it and for which environment it is",
  severity: "low",
  layer: "model",
  function: "detect",
  evidenceFor: "model-accountability",
  // Those that can carry tags of their own, and whose tags are read. Others are owned with what they belong to.
  appliesTo: [
    "aws.agentcore.browser",
    "aws.agentcore.code-interpreter",
    "aws.agentcore.gateway",
    "aws.agentcore.runtime",
    "aws.bedrock.agent",
    "aws.bedrock.custom-model",
    "aws.bedrock.flow",
    "aws.bedrock.guardrail",
    "aws.bedrock.knowledge-base",
    "aws.comprehend.endpoint",
    "aws.comprehend.model",
    "aws.kendra.index",
    "aws.opensearch-serverless.collection",
    "aws.opensearch.domain",
    "aws.qbusiness.application",
    "aws.sagemaker.domain",
    "aws.sagemaker.endpoint",
    "aws.sagemaker.feature-group",
    "aws.sagemaker.model",
    "aws.sagemaker.notebook",
    "azure.cognitive-services.account",
    "azure.databricks.workspace",
    "azure.machine-learning.workspace",
    "azure.search.service",
    "azure.synapse.workspace",
    "gcp.aiplatform.dataset",
    "gcp.aiplatform.endpoint",
    "gcp.aiplatform.index",
    "gcp.aiplatform.model",
    "gcp.notebooks.instance",
  ],
  risk: "When it leaks, fails or costs too much, nobody knows whom to ask, nor whether customers depend on it.",
  remediation: {
    summary: "Tag it with its owner and its environment, and require both tags where it is made.",
    cli: "aws resourcegroupstaggingapi tag-resources --resource-arn-list <arn> --tags owner=<team>,environment=production",
    terraform: 'tags = { owner = "claims-platform" environment = "production" }',
    console: ["Open the resource › Tags › Add owner and environment"],
  },
  references: [
    "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
    "https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-tagging",
  ],

  parameters: {
    ownerTags: listParameter({
      title: "Tags that name an owner",
      help: "Any one of them will do, in whatever case it is written.",
      default: ["owner", "team", "contact", "owned-by", "application-owner"],
    }),
    environmentTags: listParameter({
      title: "Tags that name an environment",
      help: "Any one of them will do, in whatever case it is written. Leave it empty where accounts part the environments.",
      default: ["environment", "env", "stage"],
    }),
  },

  evaluate: ({ tags, unknown }, _graph, { ownerTags, environmentTags }) => {
    if (unknown?.["tags"]) throw new UnknownRead(unknown["tags"]);
    const told = new Set(
      Object.entries(tags)
        .filter(([, value]) => value.trim() !== "")
        .map(([name]) => name.toLowerCase()),
    );
    const has = (names: readonly string[]) =>
      names.length === 0 || names.some((name) => told.has(name.toLowerCase()));
    const missing = [...(has(ownerTags) ? [] : ["owner"]), ...(has(environmentTags) ? [] : ["environment"])];
    return missing.length === 0 ? pass : fail(`No tag names its ${missing.join(" or ")}`, { missing });
  },

  examples: {
    pass: [
      { name: "both", tags: { owner: "claims", environment: "production" } },
      { name: "in another case", tags: { Team: "claims", Env: "test" } },
      {
        name: "accounts part the environments, and owners are named in another way",
        tags: { steward: "claims" },
        parameters: { ownerTags: ["steward"], environmentTags: [] },
      },
    ],
    fail: [
      { name: "none", tags: {} },
      { name: "an owner alone", tags: { owner: "claims" } },
      { name: "a tag without a value", tags: { owner: " ", environment: "production" } },
      { name: "other tags", tags: { project: "x" } },
    ],
    unknown: [
      {
        name: "tags that may not be read",
        unknown: {
          tags: { reason: "denied", call: "bedrock:ListTagsForResource", permission: null, message: "No" },
        },
      },
    ],
  },
});
