import { z } from "zod";

import type { Relationship } from "#lib/domain/relationship.ts";
import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";

export type RawTool = { type: string; [member: string]: unknown };
type ToolFacets = FacetsOf<"agent-tool">;
type Told = {
  name: string;
  server: string | null;
  approval: string;
  changesState: boolean;
  authentication: ToolFacets["authentication"];
};

const Mcp = z.object({
  server_label: z.string(),
  server_url: z.string().nullish(),
  /** `always`, `never`, or which tools of the server ask and which do not. */
  require_approval: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  project_connection_id: z.string().nullish(),
});
const OpenApi = z.object({
  openapi: z.object({
    name: z.string(),
    auth: z.object({ type: z.string() }).nullish(),
    spec: z.record(z.string(), z.unknown()).nullish(),
  }),
});
const Spec = z.object({
  servers: z.array(z.object({ url: z.string() })).nullish(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())).nullish(),
});

/** Servers outside the agent that it may call by itself. What a caller runs in its own code is no server. */
export function toolsOf(
  tools: readonly RawTool[],
  agent: { key: string; account: string; region: string | null },
): { resources: Resource<"azure.ai-foundry.agent-tool">[]; relationships: Relationship[] } {
  const told = new Map<string, { kind: string; tool: Told }>();
  for (const raw of tools) {
    const tool = raw.type === "mcp" ? mcpTool(raw) : openApiTool(raw);
    if (tool) told.set(`${agent.key}/tools/${tool.name}`.toLowerCase(), { kind: raw.type, tool });
  }
  const resources = [...told].map(([key, { kind, tool }]): Resource<"azure.ai-foundry.agent-tool"> => ({
    key,
    type: "azure.ai-foundry.agent-tool",
    name: tool.name,
    account: agent.account,
    region: agent.region,
    tags: {},
    properties: { kind, server: hostOf(tool.server), approval: tool.approval },
    facets: {
      changesState: tool.changesState,
      requiresConfirmation: tool.approval === "always",
      authentication: tool.authentication,
      // Foundry itself calls it, so it answers where Foundry is.
      publicNetwork: true,
      hosts: hostOf(tool.server) === null ? [] : [hostOf(tool.server) ?? ""],
    },
  }));
  return {
    resources,
    relationships: resources.map(({ key }) => ({ from: agent.key, kind: "uses-tool", to: key })),
  };
}

/** Which tools a server offers is the server's to say, and to change, so any of them may change something. */
function mcpTool(raw: RawTool): Told | null {
  const { data } = Mcp.safeParse(raw);
  if (!data) return null;
  const approval = data.require_approval ?? "always";
  return {
    name: data.server_label,
    server: data.server_url ?? null,
    approval: typeof approval === "string" ? approval : "for some tools",
    changesState: true,
    authentication: data.project_connection_id ? "key" : "none",
  };
}

const changing = new Set(["post", "put", "patch", "delete"]);

function openApiTool(raw: RawTool): Told | null {
  const { data } = OpenApi.safeParse(raw);
  if (raw.type !== "openapi" || !data) return null;
  const { name, auth, spec } = data.openapi;
  const read = Spec.safeParse(spec ?? {}).data;
  const methods = Object.values(read?.paths ?? {}).flatMap((path) => Object.keys(path));
  return {
    name,
    server: read?.servers?.[0]?.url ?? null,
    approval: "never",
    changesState: methods.some((method) => changing.has(method.toLowerCase())),
    authentication: authentications[auth?.type ?? "anonymous"] ?? "key",
  };
}

const authentications: Record<string, ToolFacets["authentication"]> = {
  anonymous: "none",
  managed_identity: "identity",
  project_connection: "key",
  connection: "key",
};

const hostOf = (url: string | null): string | null =>
  url !== null && URL.canParse(url) ? new URL(url).hostname.toLowerCase() || null : null;
