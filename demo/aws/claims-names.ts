import { arn, home } from "./names.ts";

export const tags = { owner: "claims-platform", environment: "production", application: "claims-assistant" };
export const corpus = "acme-claims-policies";
export const agentId = "CLAIMSAG01";
export const aliasId = "PRODALIAS1";
export const knowledgeBaseId = "CLAIMSKB01";
export const dataSourceId = "CLAIMSDS01";
export const actionGroupId = "CLAIMACT01";
export const guardrailId = "gr4claims0a1b";
export const apiId = "a1b2c3d4e5";
export const collectionId = "07tjusf2h91cunochc";
export const collectionArn = arn("aoss", home, `collection/${collectionId}`);

const model = (modelId: string, modelName: string, providerName: string, status = "ACTIVE") => ({
  modelArn: `arn:aws:bedrock:${home}::foundation-model/${modelId}`,
  modelId,
  modelName,
  providerName,
  inputModalities: ["TEXT"],
  outputModalities: ["TEXT"],
  responseStreamingSupported: true,
  inferenceTypesSupported: ["ON_DEMAND"],
  modelLifecycle: { status },
});

export const models = {
  claude: model("anthropic.claude-sonnet-4-5-20250929-v1:0", "Claude Sonnet 4.5", "Anthropic"),
  titan: model("amazon.titan-embed-text-v2:0", "Titan Text Embeddings V2", "Amazon"),
  nova: model("amazon.nova-pro-v1:0", "Nova Pro", "Amazon"),
  mistral: model("mistral.mistral-large-2402-v1:0", "Mistral Large (24.02)", "Mistral AI", "LEGACY"),
};
