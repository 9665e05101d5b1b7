import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { AiAccount, aiAccountsQuery, inheritedFacets } from "./ai-accounts.ts";
import { effectiveFilter } from "./ai-deployments.ts";
import { armKey, identityKeys } from "./arm.ts";
import { detail, eachParent, type Detail } from "./detail.ts";
import { principalKey } from "./entra-principals.ts";
import { toolsOf, type RawTool } from "./foundry-tools.ts";
import { accountOf, endpointOf, Project, projectsQuery } from "./foundry-projects.ts";
import { parseRows, queryAll, queryGraph } from "./graph-query.ts";

const Tools = z.array(z.looseObject({ type: z.string() })).nullish();
const Definition = z.object({
  kind: z.string().nullish(),
  model: z.string().nullish(),
  instructions: z.string().nullish(),
  tools: Tools,
  rai_config: z.object({ rai_policy_name: z.string().nullish() }).nullish(),
});
const Agent = z.object({
  id: z.string(),
  name: z.string(),
  versions: z.object({ latest: z.object({ version: z.string().nullish(), definition: Definition }) }),
  instance_identity: z.object({ principal_id: z.string().nullish() }).nullish(),
});
const Files = z.object({ file_ids: z.array(z.string()).nullish() }).nullish();
const Assistant = z.object({
  id: z.string(),
  name: z.string().nullish(),
  model: z.string().nullish(),
  instructions: z.string().nullish(),
  tools: Tools,
  tool_resources: z
    .object({
      code_interpreter: Files,
      file_search: z.object({ vector_store_ids: z.array(z.string()).nullish() }).nullish(),
    })
    .nullish(),
});
const List = z.object({ data: z.array(z.unknown()) });
const Deployments = z.object({
  value: z.array(
    z.object({ name: z.string(), properties: z.object({ raiPolicyName: z.string().nullish() }) }),
  ),
});

/** One agent, of either interface, in the words both share. */
type Known = {
  id: string;
  name: string;
  kind: string;
  version: string | null;
  model: string | null;
  instructions: string | null;
  tools: RawTool[];
  givenFiles: boolean;
  filter: string | null;
  principalId: string | null;
};

export const foundryAgents: Collector = {
  id: "foundry-agents",
  title: "Foundry agents and their tools",
  per: "account",
  produces: [
    "azure.ai-foundry.agent",
    "azure.ai-foundry.agent-tool",
    "hosted-on",
    "runs-as",
    "invokes",
    "guarded-by",
    "uses-tool",
    "grounded-on",
  ],
  // Agents act as their project or as themselves, so that nobody else's identity, filter or deployment is in doubt.
  leavesOpen: ["azure.ai-foundry.agent", "azure.ai-foundry.agent-tool", "uses-tool", "grounded-on"],
  permissions: [
    "Microsoft.CognitiveServices/accounts/AIServices/agents/read",
    "Microsoft.CognitiveServices/accounts/projects/read",
    "Microsoft.CognitiveServices/accounts/deployments/read",
  ],
  collect: async function* (source) {
    const accounts = await queryAll(source, aiAccountsQuery, AiAccount);
    const byKey = new Map(accounts.rows.map((row) => [armKey(row.id), row]));
    for await (const { rows, unparsed } of queryGraph(source, projectsQuery, Project)) {
      yield { resources: [], relationships: [], unparsed };
      yield* eachParent(rows, async (row) => {
        const endpoint = endpointOf(row);
        if (endpoint === null) return { resources: [], relationships: [] };
        const agents = await readList(source, "Agents_List", endpoint);
        const assistants = await readList(source, "Assistants_List", endpoint);
        const deployments = await detail(
          source,
          { service: "Microsoft.CognitiveServices", operation: "Deployments_List" },
          { id: accountOf(row.id) },
          Deployments,
        );
        const holder = byKey.get(accountOf(row.id));
        return normalizeAgents(row, source.scope.account, { agents, assistants, deployments, holder });
      });
    }
  },
};

async function readList(source: Source, operation: string, endpoint: string): Promise<readonly unknown[]> {
  const call = { service: "foundry", operation };
  const answer = List.safeParse(await source.call(call.service, operation, { endpoint }));
  if (answer.success) return answer.data.data;
  throw new ProviderError("malformed", call, "The answer has no list `data`");
}

export type AgentAnswers = {
  agents: readonly unknown[];
  assistants: readonly unknown[];
  deployments: Detail<z.infer<typeof Deployments>>;
  holder: AiAccount | undefined;
};

export function normalizeAgents(row: Project, account: string, answers: AgentAnswers): Batch {
  const agents = parseRows(answers.agents, Agent, "foundry:Agents_List");
  const assistants = parseRows(answers.assistants, Assistant, "foundry:Assistants_List");
  const known: Known[] = [...agents.rows.map(fromAgent), ...assistants.rows.map(fromAssistant)];
  const batches = known.map((agent) => agentBatch(agent, row, account, answers));
  return {
    resources: batches.flatMap(({ resources }) => resources),
    relationships: batches.flatMap(({ relationships }) => relationships),
    unparsed: [...agents.unparsed, ...assistants.unparsed],
  };
}

function fromAgent({ id, name, versions, instance_identity }: z.infer<typeof Agent>): Known {
  const { version, definition } = versions.latest;
  return {
    id,
    name,
    kind: definition.kind ?? "prompt",
    version: version ?? null,
    model: definition.model ?? null,
    instructions: definition.instructions ?? null,
    tools: definition.tools ?? [],
    givenFiles: false,
    filter: definition.rai_config?.rai_policy_name || null,
    principalId: instance_identity?.principal_id ?? null,
  };
}

function fromAssistant(raw: z.infer<typeof Assistant>): Known {
  const { code_interpreter, file_search } = raw.tool_resources ?? {};
  return {
    id: raw.id,
    name: raw.name || raw.id,
    kind: "assistant",
    version: null,
    model: raw.model ?? null,
    instructions: raw.instructions ?? null,
    tools: raw.tools ?? [],
    givenFiles:
      (code_interpreter?.file_ids ?? []).length > 0 || (file_search?.vector_store_ids ?? []).length > 0,
    filter: null,
    principalId: null,
  };
}

const searchingWeb = /^(bing_|web_search|browser_automation|deep_research)/;

function agentBatch(agent: Known, row: Project, account: string, answers: AgentAnswers): Batch {
  const key = `${armKey(row.id)}/agents/${agent.id}`.toLowerCase();
  const kinds = [...new Set(agent.tools.map(({ type }) => type))].toSorted();
  const tools = toolsOf(agent.tools, { key, account, region: row.location ?? null });
  const resource: Resource<"azure.ai-foundry.agent"> = {
    key,
    type: "azure.ai-foundry.agent",
    name: agent.name,
    account,
    region: row.location ?? null,
    tags: {},
    properties: {
      kind: agent.kind,
      version: agent.version,
      model: agent.model,
      tools: kinds,
      readsFiles: agent.givenFiles || kinds.some((kind) => /^(file_search|sharepoint|fabric)/.test(kind)),
      searchesWeb: kinds.some((kind) => searchingWeb.test(kind)),
      hasInstructions: Boolean(agent.instructions),
      filter: agent.filter,
    },
    facets: {
      codeInterpreter: kinds.some((kind) => /^(code_interpreter|computer_use|local_shell|shell)/.test(kind)),
      sessionTtlSeconds: null,
      customerKey: answers.holder ? inheritedFacets(answers.holder.properties).customerKey : false,
    },
  };
  return {
    resources: [
      // Without the deployments it is not known under which of the account's filters the model answers.
      answers.deployments.unknown && agent.filter === null
        ? { ...resource, unknown: { "relationships.guarded-by": answers.deployments.unknown } }
        : resource,
      ...tools.resources,
    ],
    relationships: [...relationshipsOf(key, agent, row, account, answers), ...tools.relationships],
  };
}

function relationshipsOf(
  from: string,
  agent: Known,
  row: Project,
  account: string,
  { deployments }: AgentAnswers,
): Relationship[] {
  const holder = accountOf(row.id);
  const deployment = (deployments.value?.value ?? []).find(
    ({ name }) => name.toLowerCase() === agent.model?.toLowerCase(),
  );
  const filter = agent.filter ?? (deployment ? effectiveFilter(deployment.properties.raiPolicyName) : null);
  const actors = agent.principalId ? [principalKey(agent.principalId, account)] : identityKeys(row);
  return [
    { from, kind: "hosted-on", to: armKey(row.id) },
    ...actors.map((to) => ({ from, kind: "runs-as" as const, to })),
    ...(deployment
      ? [{ from, kind: "invokes" as const, to: `${holder}/deployments/${deployment.name}`.toLowerCase() }]
      : []),
    ...(filter === null
      ? []
      : [{ from, kind: "guarded-by" as const, to: `${holder}/raipolicies/${filter}`.toLowerCase() }]),
  ];
}
