import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { keyOf, lastSegment, locationOf, withProjectId } from "./names.ts";
import { listItems } from "./paging.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const Attributes = z.record(z.string(), z.unknown()).default({});
const Interface = z.object({ url: z.string() });
const RegisteredAgent = z.object({
  name: z.string(),
  displayName: z.string().optional(),
  attributes: Attributes,
  protocols: z
    .array(z.object({ type: z.string().optional(), interfaces: z.array(Interface).default([]) }))
    .default([]),
});
const McpServer = z.object({
  name: z.string(),
  displayName: z.string().optional(),
  attributes: Attributes,
  interfaces: z.array(Interface).default([]),
  tools: z
    .array(
      z.object({
        name: z.string(),
        annotations: z.object({ readOnlyHint: z.boolean().optional() }).optional(),
      }),
    )
    .default([]),
});

const service = "agentregistry";
export const agentRegistry: Collector = {
  id: "agent-registry",
  title: "Agent Registry",
  per: "account",
  produces: ["gcp.agentregistry.agent", "gcp.agentregistry.mcp-server"],
  permissions: ["agentregistry.locations.list", "agentregistry.agents.list", "agentregistry.mcpServers.list"],
  collect: async function* (source) {
    for await (const locations of listItems(source, service, "projects.locations.list", "locations"))
      for (const { locationId } of z.array(z.object({ locationId: z.string() })).parse(locations)) {
        const input = { location: locationId };
        const agents = "projects.locations.agents.list";
        for await (const page of listItems(source, service, agents, "agents", input))
          yield normalizeEach(`${service}:${agents}`, page, (raw) => normalizeAgent(raw, source.scope));
        const servers = "projects.locations.mcpServers.list";
        for await (const page of listItems(source, service, servers, "mcpServers", input))
          yield normalizeEach(`${service}:${servers}`, page, (raw) => normalizeMcpServer(raw, source.scope));
      }
  },
};

const notTold = (what: string): Unknown => ({
  reason: "unsupported",
  call: "agentregistry:projects.locations.agents.list",
  permission: null,
  message: `The registry does not tell ${what}`,
});

const attribute = (attributes: z.infer<typeof Attributes>, name: string, field: string): string | null => {
  const parsed = z
    .object({ [field]: z.string() })
    .safeParse(attributes[`agentregistry.googleapis.com/system/${name}`]);
  return parsed.data?.[field] ?? null;
};

const hostsOf = (interfaces: readonly z.infer<typeof Interface>[]): string[] => [
  ...new Set(interfaces.flatMap(({ url }) => (URL.canParse(url) ? [new URL(url).host.toLowerCase()] : []))),
];

/** One that Agent Engine runs is known from there, with more than the registry tells. */
export function normalizeAgent(raw: unknown, { account }: Scope): Batch {
  const agent = RegisteredAgent.parse(raw);
  const runsOn = attribute(agent.attributes, "RuntimeReference", "uri");
  if (runsOn?.includes("/reasoningEngines/")) return { resources: [], relationships: [] };
  const resource: Resource<"gcp.agentregistry.agent"> = {
    key: keyOf(service, withProjectId(agent.name, account)),
    type: "gcp.agentregistry.agent",
    name: agent.displayName || lastSegment(agent.name),
    account,
    region: locationOf(agent.name),
    tags: {},
    properties: {
      framework: attribute(agent.attributes, "Framework", "framework"),
      runsOn,
      protocols: agent.protocols.flatMap(({ type }) => type ?? []),
      hosts: hostsOf(agent.protocols.flatMap(({ interfaces }) => interfaces)),
    },
    facets: { codeInterpreter: false, sessionTtlSeconds: null, customerKey: false },
  };
  return {
    resources: [
      withUnknown(resource, {
        "facets.codeInterpreter": notTold("whether it runs code"),
        "facets.customerKey": notTold("under which key it keeps what it knows"),
        "relationships.guarded-by": notTold("what guards it"),
      }),
    ],
    relationships: [],
  };
}

const isGoogles = (host: string): boolean => host.endsWith(".googleapis.com");

export function normalizeMcpServer(raw: unknown, { account }: Scope): Batch {
  const server = McpServer.parse(raw);
  const hosts = hostsOf(server.interfaces);
  // Google's own servers ask for a Google identity; of others the registry knows the address alone.
  const ownedByGoogle = hosts.length > 0 && hosts.every(isGoogles);
  const resource: Resource<"gcp.agentregistry.mcp-server"> = {
    key: keyOf(service, withProjectId(server.name, account)),
    type: "gcp.agentregistry.mcp-server",
    name: server.displayName || lastSegment(server.name),
    account,
    region: locationOf(server.name),
    tags: {},
    properties: {
      runsOn: attribute(server.attributes, "RuntimeReference", "uri"),
      tools: server.tools.map(({ name }) => name).slice(0, 200),
      clearTextUrls: server.interfaces.map(({ url }) => url).filter((url) => url.startsWith("http://")),
    },
    facets: {
      changesState: server.tools.some(({ annotations }) => annotations?.readOnlyHint !== true),
      requiresConfirmation: false,
      authentication: "identity",
      publicNetwork: true,
      hosts,
    },
  };
  return {
    resources: [
      withUnknown(resource, {
        "facets.changesState": server.tools.length > 0 ? null : notTold("what its tools do"),
        "facets.requiresConfirmation": notTold("whether a person confirms its calls"),
        "facets.authentication": ownedByGoogle ? null : notTold("what its callers must prove"),
        "facets.publicNetwork": ownedByGoogle ? null : notTold("from where it is reached"),
      }),
    ],
    relationships: [],
  };
}
