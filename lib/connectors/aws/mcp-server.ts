import type { Batch } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { withUnknowns } from "./batch.ts";
import type { Unknowns } from "./pages.ts";

type Fn = Resource<"aws.lambda.function">;

/** A function that serves the Model Context Protocol, told by its settings: a tool that agents may call. */
export function mcpServer(
  fn: Fn,
  variables: readonly (readonly [string, string])[],
  unknowns: Unknowns,
): Batch | null {
  const readinessPath = variables.find(([name]) => readinessNames.has(name))?.[1];
  if (!servesMcp(variables, readinessPath)) return null;
  const key = `${fn.key}#mcp`;
  const server: Resource<"aws.mcp.server"> = {
    key,
    type: "aws.mcp.server",
    name: `${fn.name} (MCP)`,
    account: fn.account,
    region: fn.region,
    tags: fn.tags,
    properties: { functionKey: fn.key, path: readinessPath ?? "/mcp" },
    facets: {
      // Left out again below.
      changesState: true,
      requiresConfirmation: false,
      authentication: fn.facets.authentication,
      publicNetwork: fn.facets.publicNetwork,
      hosts: fn.facets.hosts,
    },
  };

  const shared = Object.fromEntries(Object.entries(unknowns).filter(([path]) => sharedPaths.has(path)));
  return {
    resources: [withUnknowns(server, { ...shared, ...untold })],
    relationships: [{ from: key, kind: "invokes", to: fn.key, reason: "served by the function" }],
  };
}

const toldByServer: Unknown = {
  reason: "unsupported",
  call: "mcp:tools/list",
  permission: null,
  message: "What its tools do is told by the server alone, which is never called",
};
const untold: Unknowns = {
  "facets.changesState": toldByServer,
  "facets.requiresConfirmation": toldByServer,
};
const sharedPaths = new Set(["facets.authentication", "facets.publicNetwork", "facets.hosts", "tags"]);

/** The Lambda Web Adapter asks here whether the server behind it is up. */
const readinessNames = new Set(["AWS_LWA_READINESS_CHECK_PATH", "READINESS_CHECK_PATH"]);

/** A client of a server elsewhere is told apart by what it holds: an address or a key of that server. */
function servesMcp(
  variables: readonly (readonly [string, string])[],
  readinessPath: string | undefined,
): boolean {
  if (readinessPath?.startsWith("/mcp")) return true;
  return variables.some(
    ([name, value]) =>
      name.startsWith("MCP_") && !/^https?:/.test(value) && !/(TOKEN|API_?KEY|SECRET)$/i.test(name),
  );
}
