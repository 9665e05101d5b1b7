import { z } from "zod";

import type { Collector, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { normalizeActionGroup } from "./bedrock-action-group-record.ts";
import { normalizeAgent } from "./bedrock-agent-record.ts";
import { agentKey } from "./bedrock-arns.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { allItems, detailItems, itemsOf, pages, smallNextToken, type Unknowns } from "./pages.ts";
import { tagsOf } from "./tags.ts";

const service = "bedrock-agent";

export const bedrockAgents: Collector = {
  id: "bedrock-agents",
  title: "Bedrock agents and their action groups",
  per: "region",
  produces: [
    "aws.bedrock.agent",
    "aws.bedrock.action-group",
    "runs-as",
    "guarded-by",
    "invokes",
    "uses-tool",
    "grounded-on",
    "encrypted-by",
    "hosted-on",
  ],
  permissions: [
    "bedrock:ListAgents",
    "bedrock:GetAgent",
    "bedrock:GetAgentVersion",
    "bedrock:ListAgentAliases",
    "bedrock:ListAgentActionGroups",
    "bedrock:GetAgentActionGroup",
    "bedrock:ListAgentKnowledgeBases",
    "bedrock:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListAgents", {}, smallNextToken)) {
      const ids = itemsOf(page, "agentSummaries").map((item) =>
        textOf(item, "agentId", "bedrock-agent:ListAgents"),
      );
      const found = (await mapConcurrently(ids, 4, (id) => agent(source, id))).filter(isPresent);
      yield batchOf("bedrock:GetAgent", found, (parts) => normalizeAgent(parts, source.scope));
      for (const { agentId, actionGroups } of found)
        yield batchOf("bedrock:GetAgentActionGroup", actionGroups, (raw) =>
          normalizeActionGroup(raw, agentId, source.scope),
        );
    }
  },
};

/** Everything about the version of an agent that its users get. */
async function agent(source: Source, agentId: string) {
  const unknowns: Unknowns = {};
  const listing = (operation: string, list: string, input: Record<string, string>) => ({
    service,
    operation,
    list,
    input,
    tokens: smallNextToken,
  });
  const aliases = await detailItems(
    source,
    listing("ListAgentAliases", "agentAliasSummaries", { agentId }),
    unknowns,
    servedPaths,
  );
  const agentVersion = servedAgentVersion(aliases);
  const raw =
    agentVersion === "DRAFT"
      ? await existing(source, service, "GetAgent", { agentId })
      : await existing(source, service, "GetAgentVersion", { agentId, agentVersion });
  if (raw === null) return null;
  const versionInput = { agentId, agentVersion };
  const knowledgeBases = await detailItems(
    source,
    listing("ListAgentKnowledgeBases", "agentKnowledgeBaseSummaries", versionInput),
    unknowns,
    ["relationships.grounded-on"],
  );
  const actionGroups = await actionGroupsOf(source, versionInput);
  const resourceArn = agentKey(agentId, source.scope);
  const tags = await tagsOf(source, service, "ListTagsForResource", { resourceArn }, unknowns);
  return { agentId, raw, aliases, knowledgeBases, actionGroups, tags, unknowns };
}

/** Without the aliases it is not known which version users get, so neither is what only that version tells. */
const servedPaths = [
  "properties.aliases",
  "properties.version",
  "properties.guardrailVersion",
  "properties.userInput",
  "properties.instructionRisks",
  "facets.codeInterpreter",
  "relationships.guarded-by",
  "relationships.uses-tool",
  "relationships.grounded-on",
];

async function actionGroupsOf(source: Source, input: { agentId: string; agentVersion: string }) {
  const summaries = await allItems(
    source,
    service,
    "ListAgentActionGroups",
    "actionGroupSummaries",
    input,
    smallNextToken,
  );
  const groups = await mapConcurrently(summaries, 4, (item) =>
    existing(source, service, "GetAgentActionGroup", {
      ...input,
      actionGroupId: textOf(item, "actionGroupId", "bedrock-agent:ListAgentActionGroups"),
    }),
  );
  return groups.filter(isPresent);
}

const RawAlias = z.object({
  routingConfiguration: z.array(z.object({ agentVersion: z.string().optional() })).default([]),
});

/** The newest numbered version that an alias routes to; the working draft where only the test alias exists. */
export function servedAgentVersion(aliases: readonly unknown[]): string {
  const versions = aliases
    .flatMap((alias) => RawAlias.safeParse(alias).data?.routingConfiguration ?? [])
    .map(({ agentVersion }) => Number(agentVersion))
    .filter(Number.isInteger);
  return versions.length === 0 ? "DRAFT" : String(Math.max(...versions));
}
