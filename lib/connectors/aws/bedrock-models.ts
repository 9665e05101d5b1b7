import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { batchOf } from "./batch.ts";
import { bedrockServiceKey, isFoundationModelKey, modelKey } from "./bedrock-arns.ts";
import { recentlyInvoked } from "./bedrock-use.ts";
import { existing } from "./existing.ts";
import { textOf } from "./listed.ts";
import { allItems, asAnswer, itemsOf, smallNextToken, type Answer } from "./pages.ts";

/** `ListFoundationModels`, one summary. */
const RawModel = z.object({
  modelArn: z.string(),
  modelId: z.string(),
  modelName: z.string().optional(),
  providerName: z.string().optional(),
  modelLifecycle: z
    .object({
      status: z.enum(["ACTIVE", "LEGACY"]),
      legacyTime: z.string().optional(),
      endOfLifeTime: z.string().optional(),
    })
    .optional(),
});

/** Of the hundreds on offer, only the models that somebody here uses: by an agent, a knowledge base, or directly. */
export const bedrockModels: Collector = {
  id: "bedrock-models",
  title: "Bedrock foundation models in use",
  per: "region",
  produces: ["aws.bedrock.foundation-model", "hosted-on"],
  permissions: [
    "bedrock:ListFoundationModels",
    "bedrock:ListAgents",
    "bedrock:GetAgent",
    "bedrock:ListKnowledgeBases",
    "bedrock:GetKnowledgeBase",
    "bedrock:ListCustomModels",
    "bedrock:ListInferenceProfiles",
    "cloudtrail:LookupEvents",
  ],
  collect: async function* (source) {
    const { names, unread } = await namesInUse(source);
    const used = new Set(names.map((name) => modelKey(name, source.scope)));
    const keys = [...used].filter(isFoundationModelKey);
    if (keys.length > 0) {
      const offered = await allItems(source, "bedrock", "ListFoundationModels", "modelSummaries");
      const wanted = offered.filter((item) =>
        keys.includes(textOf(item, "modelArn", "bedrock:ListFoundationModels")),
      );
      yield batchOf("bedrock:ListFoundationModels", wanted, (raw) =>
        normalizeModel(raw, source.scope, new Date()),
      );
    }
    // What was found stands; that there may be more ends the collection as not complete.
    if (unread) throw unread;
  },
};

/** What stands at a path of names, where it is text. */
function textAt(value: unknown, ...path: string[]): string[] {
  const found = path.reduce<unknown>(
    (at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined),
    value,
  );
  return typeof found === "string" && found !== "" ? [found] : [];
}

async function namesInUse(source: Source): Promise<{ names: string[]; unread: ProviderError | null }> {
  const list = (service: string, operation: string, name: string, input: Answer = {}) =>
    allItems(source, service, operation, name, input, smallNextToken);
  const names: string[] = [];
  for (const item of await list("bedrock-agent", "ListAgents", "agentSummaries")) {
    const agentId = textOf(item, "agentId", "bedrock-agent:ListAgents");
    const answer = await existing(source, "bedrock-agent", "GetAgent", { agentId });
    names.push(...textAt(answer, "agent", "foundationModel"));
  }
  for (const item of await list("bedrock-agent", "ListKnowledgeBases", "knowledgeBaseSummaries")) {
    const knowledgeBaseId = textOf(item, "knowledgeBaseId", "bedrock-agent:ListKnowledgeBases");
    const answer = await existing(source, "bedrock-agent", "GetKnowledgeBase", { knowledgeBaseId });
    names.push(...textAt(answer, "knowledgeBase", ...embeddingPath));
  }
  for (const item of await list("bedrock", "ListCustomModels", "modelSummaries"))
    names.push(...textAt(item, "baseModelArn"));
  const profiles = { typeEquals: "APPLICATION" };
  for (const item of await list("bedrock", "ListInferenceProfiles", "inferenceProfileSummaries", profiles))
    for (const model of itemsOf(asAnswer(item, inferenceProfiles), "models"))
      names.push(...textAt(model, "modelArn"));
  try {
    return { names: [...names, ...(await recentlyInvoked(source))], unread: null };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { names, unread: error };
  }
}

const inferenceProfiles = { service: "bedrock", operation: "ListInferenceProfiles" };
const embeddingPath = ["knowledgeBaseConfiguration", "vectorKnowledgeBaseConfiguration", "embeddingModelArn"];

export function normalizeModel(raw: unknown, scope: Scope, at: Date): Batch {
  const model = RawModel.parse(raw);
  const { status, legacyTime = null, endOfLifeTime = null } = model.modelLifecycle ?? {};
  const ended = endOfLifeTime !== null && new Date(endOfLifeTime) <= at;
  return {
    resources: [
      {
        key: model.modelArn,
        type: "aws.bedrock.foundation-model",
        name: model.modelName ?? model.modelId,
        ...scope,
        tags: {},
        properties: { modelId: model.modelId, legacyAt: legacyTime, endsAt: endOfLifeTime },
        facets: {
          origin: "provider",
          publisher: model.providerName ?? null,
          version: /-(v\d[\w:.]*)$/.exec(model.modelId)?.[1] ?? null,
          lifecycle: ended ? "retired" : lifecycleOf(status),
          // A model the provider serves holds no data of the customer's to encrypt.
          customerKey: true,
        },
      },
    ],
    relationships: [{ from: model.modelArn, kind: "hosted-on", to: bedrockServiceKey(scope) }],
  };
}

const lifecycleOf = (status: "ACTIVE" | "LEGACY" | undefined): "active" | "legacy" | "unstated" => {
  if (status === undefined) return "unstated";
  return status === "LEGACY" ? "legacy" : "active";
};
