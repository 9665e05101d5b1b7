import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { armKey } from "./arm.ts";
import { listed } from "./detail.ts";
import { parseRows, queryAll } from "./graph-query.ts";
import { eachWorkspace, type Workspace } from "./ml-workspace-rows.ts";

const call = { service: "Microsoft.MachineLearningServices", operation: "Datastores_List" };

export const Datastore = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    datastoreType: z.string(),
    isDefault: z.boolean().nullish(),
    credentials: z.object({ credentialsType: z.string() }).nullish(),
    accountName: z.string().nullish(),
    containerName: z.string().nullish(),
    /** Of a data lake, whose containers are called file systems. */
    filesystem: z.string().nullish(),
  }),
});
export type Datastore = z.infer<typeof Datastore>;

const Account = z.object({ id: z.string(), name: z.string() });
const accountsQuery =
  "Resources | where type =~ 'microsoft.storage/storageaccounts' | project id, name | order by id asc";

export const mlDatastores: Collector = {
  id: "ml-datastores",
  title: "Machine Learning datastores",
  per: "account",
  produces: ["azure.machine-learning.datastore", "contains", "ingests"],
  permissions: ["Microsoft.MachineLearningServices/workspaces/datastores/read"],
  collect: async function* (source) {
    const keyOf = await storageAccounts(source);
    yield* eachWorkspace(source, async (workspace) => {
      const records = await listed(source, call, { id: workspace.id });
      return normalizeDatastores(records, workspace, source.scope.account, keyOf);
    });
  },
};

/** Names of storage accounts are unique in the world, so a name is enough to find the account. */
export async function storageAccounts(source: Source): Promise<ReadonlyMap<string, string>> {
  const { rows } = await queryAll(source, accountsQuery, Account);
  return new Map(rows.map(({ id, name }) => [name.toLowerCase(), armKey(id)]));
}

export function normalizeDatastores(
  records: readonly unknown[],
  workspace: Workspace,
  account: string,
  keyOf: ReadonlyMap<string, string>,
): Batch {
  const { rows, unparsed } = parseRows(records, Datastore, `${call.service}:${call.operation}`);
  return {
    resources: rows.map(({ id, name, properties }) => ({
      key: armKey(id),
      type: "azure.machine-learning.datastore",
      name,
      account,
      region: workspace.location ?? null,
      tags: {},
      properties: {
        kind: properties.datastoreType,
        credentials: properties.credentials?.credentialsType ?? "None",
        isDefault: properties.isDefault === true,
      },
      // It only says where data is; who may read that, and under which key it lies, is told of the store itself.
      facets: { publicRead: false, customerKey: true, externalPrincipals: [] },
    })),
    relationships: rows.flatMap((row): Relationship[] => {
      const container = containerKey(row, keyOf);
      return [
        { from: armKey(workspace.id), kind: "contains", to: armKey(row.id) },
        ...(container === null
          ? []
          : [
              {
                from: armKey(row.id),
                kind: "ingests" as const,
                to: container,
                reason: `datastore ${row.name}`,
              },
            ]),
      ];
    }),
    unparsed,
  };
}

/** The blob container a datastore stands for, where the storage account is known. */
export function containerKey({ properties }: Datastore, keyOf: ReadonlyMap<string, string>): string | null {
  const account = keyOf.get((properties.accountName ?? "").toLowerCase());
  const container = properties.containerName ?? properties.filesystem ?? "";
  if (account === undefined || container === "") return null;
  return `${account}/blobservices/default/containers/${container.toLowerCase()}`;
}
