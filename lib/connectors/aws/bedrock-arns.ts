import type { Scope } from "#lib/domain/connector.ts";
import { arnIn, partitionOf } from "./partition.ts";

export const bedrockServiceKey = (scope: Scope): string => arnIn(scope, "bedrock", "service");

export const guardrailKey = (idOrArn: string, scope: Scope): string =>
  idOrArn.startsWith("arn:") ? idOrArn : arnIn(scope, "bedrock", `guardrail/${idOrArn}`);

export const agentKey = (agentId: string, scope: Scope): string =>
  arnIn(scope, "bedrock", `agent/${agentId}`);

export const flowKey = (flowId: string, scope: Scope): string => arnIn(scope, "bedrock", `flow/${flowId}`);

export const knowledgeBaseKey = (id: string, scope: Scope): string =>
  arnIn(scope, "bedrock", `knowledge-base/${id}`);

export const actionGroupKey = (agentId: string, actionGroupId: string, scope: Scope): string =>
  `${agentKey(agentId, scope)}/action-group/${actionGroupId}`;

/**
 * Key of the model that a model id, model ARN or inference profile stands for. A profile such as `eu.anthropic.claude-…`
 * spreads calls of one model over regions, so the model of this region stands for it.
 */
export function modelKey(idOrArn: string, { region }: Scope): string {
  if (idOrArn.startsWith("arn:") && !/:(foundation-model|inference-profile)\//.test(idOrArn)) return idOrArn;
  const id = (idOrArn.split("/").at(-1) ?? idOrArn).replace(/^(us|us-gov|eu|apac|jp|au|ca|global)\./, "");
  return `arn:${partitionOf(region)}:bedrock:${region ?? "*"}::foundation-model/${id}`;
}

export const isFoundationModelKey = (key: string): boolean => key.includes("::foundation-model/");

/**
 * Agents that environment variables name: by id, as the SDK's InvokeAgent and InvokeFlow need it, or by the ARN of a
 * runtime.
 */
export const agentsNamedIn = (variables: Readonly<Record<string, string>>, scope: Scope): string[] =>
  Object.entries(variables).flatMap(([name, value]) => {
    const runtime = /^(arn:[^:]+:bedrock-agentcore:[^:]+:\d{12}:runtime\/[^/:]+)(?:\/.*)?$/.exec(value)?.[1];
    if (runtime) return [runtime];
    if (!/^[A-Z0-9]{10}$/.test(value)) return [];
    if (/(^|_)AGENT_?ID$/i.test(name)) return [agentKey(value, scope)];
    return /(^|_)FLOW_?ID$/i.test(name) ? [flowKey(value, scope)] : [];
  });
