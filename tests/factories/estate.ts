import type { Context } from "#lib/access/context.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import { createInventory } from "./inventory.ts";
import { createResource, stored } from "./resource.ts";

const edge = (from: string, kind: RelationshipKind, to: string): Relationship => ({ from, kind, to });
const tags = { application: "claims-assistant", environment: "prod", team: "claims-platform" };

export const claimsApi = (authentication: "none" | "identity") =>
  stored(createResource("api", "claims-api", { publicNetwork: true, authentication }, { tags }));
export const claimsStore = stored(
  createResource(
    "data-store",
    "claims-store",
    { blocksPublicAccess: true },
    {
      tags: { ...tags, "data-classification": "confidential" },
    },
  ),
);

/** An AI application whose API may ask for nothing, with sensitive grounding, beside one that calls a model service. */
export const createClaimsEstate = (ctx: Context, authentication: "none" | "identity" = "none") =>
  createInventory(
    ctx,
    [
      claimsApi(authentication),
      stored(createResource("compute", "claims-fn", { authentication: "identity" }, { tags })),
      stored(createResource("agent", "claims-agent", {}, { type: "aws.bedrock.agent", tags })),
      stored(createResource("knowledge-base", "claims-base", {}, { tags })),
      claimsStore,
      stored(createResource("model", "claims-model", { origin: "provider" })),
      stored(createResource("compute", "chat-fn", { authentication: "identity" })),
      stored(createResource("ai-service", "chat-service")),
      stored(createResource("model-deployment", "chat-gpt")),
    ],
    [
      edge("claims-api", "routes-to", "claims-fn"),
      edge("claims-fn", "invokes", "claims-agent"),
      edge("claims-agent", "invokes", "claims-model"),
      edge("claims-agent", "grounded-on", "claims-base"),
      edge("claims-base", "ingests", "claims-store"),
      edge("chat-fn", "invokes", "chat-service"),
      edge("chat-gpt", "hosted-on", "chat-service"),
    ],
  );
