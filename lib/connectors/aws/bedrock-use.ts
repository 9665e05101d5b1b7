import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { existing } from "./existing.ts";
import { itemsOf } from "./pages.ts";
import { fromJson } from "./from-json.ts";

const invocations = ["InvokeModel", "InvokeModelWithResponseStream", "Converse", "ConverseStream"];
const latestPerKind = 50;

const RawEvent = z.object({ CloudTrailEvent: z.string() });
const RawDetail = z.object({ requestParameters: z.object({ modelId: z.string() }) });

/**
 * Models that somebody called directly of late, from the events CloudTrail keeps without any trail. Nothing else
 * tells of a function that simply calls a model. Throws `ProviderError` where events may not be looked up.
 */
export async function recentlyInvoked(source: Source): Promise<string[]> {
  const models = new Set<string>();
  for (const AttributeValue of invocations) {
    const answer = await existing(source, "cloudtrail", "LookupEvents", {
      LookupAttributes: [{ AttributeKey: "EventName", AttributeValue }],
      MaxResults: latestPerKind,
    });
    for (const event of itemsOf(answer ?? {}, "Events")) {
      const model = modelOf(event);
      if (model) models.add(model);
    }
  }
  return [...models];
}

/** An event that failed before a model was named has none. */
function modelOf(event: unknown): string | null {
  const text = RawEvent.safeParse(event).data?.CloudTrailEvent;
  if (!text) return null;
  const detail = RawDetail.safeParse(fromJson(text));
  return detail.success ? detail.data.requestParameters.modelId : null;
}

const listings = [
  ["bedrock-agent", "ListAgents", "agentSummaries"],
  ["bedrock-agent", "ListKnowledgeBases", "knowledgeBaseSummaries"],
  ["bedrock", "ListGuardrails", "guardrails"],
  ["bedrock", "ListCustomModels", "modelSummaries"],
] as const;

/** Whether anything was made with Bedrock here, or any model called of late. */
export async function isBedrockUsed(source: Source): Promise<boolean> {
  for (const [service, operation, list] of listings)
    if (itemsOf((await existing(source, service, operation, {})) ?? {}, list).length > 0) return true;
  return (await recentlyInvoked(source)).length > 0;
}

export const usePermissions = [
  "bedrock:ListAgents",
  "bedrock:ListKnowledgeBases",
  "bedrock:ListGuardrails",
  "bedrock:ListCustomModels",
  "cloudtrail:LookupEvents",
];
