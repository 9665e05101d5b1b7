import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import { withUnknowns } from "./batch.ts";
import { RawActionGroup } from "./bedrock-action-group-record.ts";
import {
  actionGroupKey,
  agentKey,
  bedrockServiceKey,
  guardrailKey,
  knowledgeBaseKey,
  modelKey,
} from "./bedrock-arns.ts";
import { risksOf } from "./instruction-risks.ts";
import type { Unknowns } from "./pages.ts";

/** What `GetAgent` and `GetAgentVersion` tell alike. */
const RawAgent = z.object({
  agentId: z.string(),
  agentName: z.string(),
  agentStatus: z.string(),
  version: z.string().optional(),
  foundationModel: z.string().optional(),
  instruction: z.string().optional(),
  idleSessionTTLInSeconds: z.number(),
  agentResourceRoleArn: z.string().optional(),
  customerEncryptionKeyArn: z.string().optional(),
  guardrailConfiguration: z
    .object({ guardrailIdentifier: z.string().optional(), guardrailVersion: z.string().optional() })
    .optional(),
  memoryConfiguration: z.object({ enabledMemoryTypes: z.array(z.string()).optional() }).optional(),
  agentCollaboration: z.string().optional(),
});
type RawAgent = z.infer<typeof RawAgent>;
const RawAnswer = z.union([
  z.object({ agent: RawAgent }).transform(({ agent }) => agent),
  z.object({ agentVersion: RawAgent }).transform(({ agentVersion }) => agentVersion),
]);
const RawAlias = z.object({
  agentAliasId: z.string(),
  agentAliasName: z.string(),
  routingConfiguration: z.array(z.object({ agentVersion: z.string().optional() })).optional(),
});
const RawKnowledgeBase = z.object({ knowledgeBaseId: z.string(), knowledgeBaseState: z.string() });

export type AgentParts = {
  raw: unknown;
  aliases: readonly unknown[];
  knowledgeBases: readonly unknown[];
  actionGroups: readonly unknown[];
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeAgent(parts: AgentParts, scope: Scope): Batch {
  const agent = RawAnswer.parse(parts.raw);
  const enabledTools = parts.actionGroups
    .map((group) => RawActionGroup.parse(group).agentActionGroup)
    .filter((group) => group.actionGroupState === "ENABLED");
  const signatures = new Set(enabledTools.map((group) => group.parentActionSignature));
  const resource = withUnknowns(
    {
      key: agentKey(agent.agentId, scope),
      type: "aws.bedrock.agent" as const,
      name: agent.agentName,
      ...scope,
      tags: parts.tags,
      properties: {
        agentId: agent.agentId,
        status: agent.agentStatus,
        version: agent.version ?? "DRAFT",
        foundationModel: agent.foundationModel ?? null,
        guardrailVersion: agent.guardrailConfiguration?.guardrailVersion ?? null,
        memory: (agent.memoryConfiguration?.enabledMemoryTypes?.length ?? 0) > 0,
        userInput: signatures.has("AMAZON.UserInput"),
        instructionRisks: risksOf(agent.instruction ?? ""),
        collaboration: agent.agentCollaboration ?? "DISABLED",
        aliases: parts.aliases.map(toAlias),
      },
      facets: {
        codeInterpreter: signatures.has("AMAZON.CodeInterpreter"),
        sessionTtlSeconds: agent.idleSessionTTLInSeconds,
        customerKey: agent.customerEncryptionKeyArn !== undefined,
      },
    },
    parts.unknowns,
  );
  const toolKeys = enabledTools.map((group) => actionGroupKey(agent.agentId, group.actionGroupId, scope));
  return {
    resources: [resource],
    relationships: relationshipsOf(agent, toolKeys, parts.knowledgeBases, scope),
  };
}

function relationshipsOf(
  agent: RawAgent,
  toolKeys: readonly string[],
  knowledgeBases: readonly unknown[],
  scope: Scope,
): Relationship[] {
  const guardrail = agent.guardrailConfiguration?.guardrailIdentifier;
  const enabledBases = knowledgeBases
    .map((base) => RawKnowledgeBase.parse(base))
    .filter((base) => base.knowledgeBaseState === "ENABLED");
  const all = (kind: RelationshipKind, targets: readonly (string | undefined)[]): Relationship[] =>
    targets.flatMap((to) => (to ? [{ from: agentKey(agent.agentId, scope), kind, to }] : []));
  return [
    ...all("runs-as", [agent.agentResourceRoleArn]),
    ...all("guarded-by", [guardrail && guardrailKey(guardrail, scope)]),
    ...all("invokes", [agent.foundationModel && modelKey(agent.foundationModel, scope)]),
    ...all("uses-tool", toolKeys),
    ...all(
      "grounded-on",
      enabledBases.map((base) => knowledgeBaseKey(base.knowledgeBaseId, scope)),
    ),
    ...all("encrypted-by", [agent.customerEncryptionKeyArn]),
    ...all("hosted-on", [bedrockServiceKey(scope)]),
  ];
}

function toAlias(raw: unknown): { id: string; name: string; versions: string[] } {
  const alias = RawAlias.parse(raw);
  const versions = (alias.routingConfiguration ?? []).flatMap(({ agentVersion }) => agentVersion ?? []);
  return { id: alias.agentAliasId, name: alias.agentAliasName, versions };
}
