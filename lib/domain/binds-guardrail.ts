import type { ResourceType } from "./resource.ts";

/** Agents whose code names a guardrail in each call, if any: no answer of their provider says whether there is one. */
const guardedInCode: ReadonlySet<ResourceType> = new Set(["aws.agentcore.runtime"]);

/** Whether a guardrail is bound to agents of this type by a setting, so that its absence can be seen. */
export const bindsGuardrail = (type: ResourceType): boolean => !guardedInCode.has(type);
