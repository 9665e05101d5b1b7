import type { Collector, Source } from "#lib/domain/connector.ts";
import { servedAgentVersion } from "./bedrock-agents.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { flowKey } from "./bedrock-arns.ts";
import { normalizeFlow, type FlowParts } from "./bedrock-flow-record.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { detailItems, itemsOf, pages, smallNextToken, type Unknowns } from "./pages.ts";
import { tagsOf } from "./tags.ts";

const service = "bedrock-agent";

export const bedrockFlows: Collector = {
  id: "bedrock-flows",
  title: "Bedrock flows",
  per: "region",
  produces: [
    "aws.bedrock.flow",
    "runs-as",
    "guarded-by",
    "invokes",
    "grounded-on",
    "encrypted-by",
    "hosted-on",
  ],
  permissions: [
    "bedrock:ListFlows",
    "bedrock:ListFlowAliases",
    "bedrock:GetFlow",
    "bedrock:GetFlowVersion",
    "bedrock:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListFlows", {}, smallNextToken)) {
      const ids = itemsOf(page, "flowSummaries").map((item) => textOf(item, "id", `${service}:ListFlows`));
      const found = await mapConcurrently(ids, 4, (id) => flow(source, id));
      yield batchOf("bedrock:GetFlow", found.filter(isPresent), (parts) =>
        normalizeFlow(parts, source.scope),
      );
    }
  },
};

async function flow(source: Source, flowIdentifier: string): Promise<FlowParts | null> {
  const unknowns: Unknowns = {};
  const draft = await existing(source, service, "GetFlow", { flowIdentifier });
  if (draft === null) return null;
  const aliases = await detailItems(
    source,
    {
      service,
      operation: "ListFlowAliases",
      list: "flowAliasSummaries",
      input: { flowIdentifier },
      tokens: smallNextToken,
    },
    unknowns,
    servedPaths,
  );
  const flowVersion = servedFlowVersion(aliases);
  const raw =
    flowVersion === "DRAFT"
      ? draft
      : ((await existing(source, service, "GetFlowVersion", { flowIdentifier, flowVersion })) ?? draft);
  const resourceArn = flowKey(flowIdentifier, source.scope);
  const tags = await tagsOf(source, service, "ListTagsForResource", { resourceArn }, unknowns);
  return { raw, draft, tags, unknowns };
}

/** Without the aliases it is not known which version users get, so neither is what only that version tells. */
const servedPaths = [
  "properties.version",
  "properties.generatingNodes",
  "properties.unguardedNodes",
  "properties.draftGuardedNodes",
  "properties.inlinePromptNodes",
  "properties.credentialNodes",
  "relationships.guarded-by",
  "relationships.invokes",
  "relationships.grounded-on",
];

/** Flows' aliases route as agents' do, under another name for the version. */
export const servedFlowVersion = (aliases: readonly unknown[]): string =>
  servedAgentVersion(aliases.map(asAgentAlias));

function asAgentAlias(alias: unknown): unknown {
  const routes: unknown =
    typeof alias === "object" && alias ? Reflect.get(alias, "routingConfiguration") : [];
  if (!Array.isArray(routes)) return alias;
  return {
    routingConfiguration: routes.map((route: unknown) => ({
      agentVersion: typeof route === "object" && route ? Reflect.get(route, "flowVersion") : undefined,
    })),
  };
}
