import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armKey } from "./arm.ts";
import { eachParent, listed } from "./detail.ts";
import { parseRows, queryGraph } from "./graph-query.ts";

/** What may hold connections, and how each is asked for them. */
const holders = [
  {
    service: "Microsoft.CognitiveServices",
    operation: "Connections_List",
    where: "type =~ 'microsoft.cognitiveservices/accounts' and kind =~ 'AIServices'",
  },
  {
    service: "Microsoft.CognitiveServices",
    operation: "ProjectConnections_List",
    where: "type =~ 'microsoft.cognitiveservices/accounts/projects'",
  },
  {
    service: "Microsoft.MachineLearningServices",
    operation: "Connections_List",
    where: "type =~ 'microsoft.machinelearningservices/workspaces'",
  },
] as const;
const Holder = z.object({ id: z.string(), location: z.string().nullish() });

const Connection = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    category: z.string().nullish(),
    authType: z.string().nullish(),
    target: z.string().nullish(),
    isSharedToAll: z.boolean().nullish(),
    expiryTime: z.string().nullish(),
    metadata: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/** Ways to prove oneself by who one is; every other way holds a key, a token or a password. */
const withoutSecret =
  /^(AAD|ManagedIdentity|ProjectManagedIdentity|AgenticIdentity(Token)?|UserEntraToken|UserEntraIdToken|None|Anonymous)$/i;

type Connection = z.infer<typeof Connection>;
export type ConnectionResource = Resource<"azure.ai-foundry.connection">;

export const connections: Collector = {
  id: "connections",
  title: "Connections of Foundry and Machine Learning",
  per: "account",
  produces: ["azure.ai-foundry.connection", "contains"],
  leavesOpen: ["azure.ai-foundry.connection"],
  permissions: [
    "Microsoft.CognitiveServices/accounts/connections/read",
    "Microsoft.CognitiveServices/accounts/projects/connections/read",
    "Microsoft.MachineLearningServices/workspaces/connections/read",
  ],
  collect: async function* (source) {
    for (const { service, operation, where } of holders) {
      const query = `Resources | where ${where} | project id, location | order by id asc`;
      for await (const { rows, unparsed } of queryGraph(source, query, Holder)) {
        yield { resources: [], relationships: [], unparsed };
        yield* eachParent(rows, async ({ id, location }) => {
          const records = await listed(source, { service, operation }, { id });
          const holder = { key: armKey(id), account: source.scope.account, region: location ?? null };
          return normalizeConnections(records, holder, `${service}:${operation}`);
        });
      }
    }
  },
};

/** What a project, an account or a workspace reaches, and by what it proves itself there. Never the secret itself. */
export function normalizeConnections(
  records: readonly unknown[],
  holder: { key: string; account: string; region: string | null },
  call: string,
): Batch {
  const { rows, unparsed } = parseRows(records, Connection, call);
  // An account's connections are listed again in each of its projects, under the account's own id.
  const own = rows.filter(({ id }) => armKey(id).startsWith(`${holder.key}/connections/`));
  return {
    resources: own.map((row) => connectionOf(row, holder)),
    relationships: own.map(({ id }) => ({ from: holder.key, kind: "contains", to: armKey(id) })),
    unparsed,
  };
}

function connectionOf(
  { id, name, properties }: Connection,
  { account, region }: { account: string; region: string | null },
): ConnectionResource {
  const authType = properties.authType ?? "unknown";
  const holdsSecret = !withoutSecret.test(authType);
  const { target, expiryTime } = properties;
  const targetId = properties.metadata?.["ResourceId"] ?? properties.metadata?.["resourceId"];
  return {
    key: armKey(id),
    type: "azure.ai-foundry.connection",
    name,
    account,
    region,
    tags: {},
    properties: {
      category: properties.category ?? "unknown",
      authType,
      holdsSecret,
      targetHost: target && URL.canParse(target) ? new URL(target).hostname.toLowerCase() || null : null,
      targetKey: typeof targetId === "string" && targetId.startsWith("/") ? armKey(targetId) : null,
      sharedToAll: properties.isSharedToAll === true,
      expiresAt: expiryTime || null,
    },
    facets: {
      // Without a secret there is none to rotate.
      rotation: !holdsSecret || Boolean(expiryTime),
      // Kept in a vault of Azure's own or in the hub's, each under its own key.
      customerKey: true,
    },
  };
}
