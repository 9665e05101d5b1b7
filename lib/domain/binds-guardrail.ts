import type { Resource, ResourceOfClass, ResourceType } from "./resource.ts";

/** Agents whose code names a guardrail in each call, if any: no answer of their provider says whether there is one. */
const guardedInCode: ReadonlySet<ResourceType> = new Set(["aws.agentcore.runtime"]);
/** Agents that no guardrail can be bound to: controls of their own stand in its place. */
const guardedByOwnControls: ReadonlySet<ResourceType> = new Set(["aws.qbusiness.application"]);

/** Whether a guardrail is bound to the agent by a setting, so that its absence can be seen and matters. */
export function bindsGuardrail({
  type,
  properties,
}: Pick<Resource, "type" | "properties"> | Pick<ResourceOfClass<"agent">, "type" | "properties">): boolean {
  if (guardedInCode.has(type) || guardedByOwnControls.has(type)) return false;
  // A flow in which no model writes anything has nothing to guard.
  if (!("generatingNodes" in properties) || !Array.isArray(properties.generatingNodes)) return true;
  return properties.generatingNodes.length > 0;
}
