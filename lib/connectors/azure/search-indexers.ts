import { z } from "zod";

import type { Unknown } from "#lib/domain/unknown.ts";
import { armKey } from "./arm.ts";

const Indexer = z.object({ name: z.string(), dataSourceName: z.string() });
const DataSource = z.object({
  name: z.string(),
  type: z.string(),
  credentials: z.object({ connectionString: z.string().nullish() }).nullish(),
  container: z.object({ name: z.string() }).nullish(),
});
export const Indexers = z.object({ value: z.array(Indexer) });
export const DataSources = z.object({ value: z.array(DataSource) });

type Ingested = { containers: { key: string; indexer: string }[]; unknown: Unknown | null };

/** Private links by which a search service reaches what it reads. */
export const SharedLinks = z
  .array(
    z.object({
      properties: z.object({ groupId: z.string().nullish(), privateLinkResourceId: z.string().nullish() }),
    }),
  )
  .nullish();

/**
 * Blob containers that indexers read. A data source that connects with an identity names the storage account by its
 * resource id. One that connects with a key comes back without it: then the account is that of the only private link
 * to blobs, or unknown.
 */
export function ingestedContainers(
  indexers: readonly z.infer<typeof Indexer>[],
  dataSources: readonly z.infer<typeof DataSource>[],
  links: z.infer<typeof SharedLinks> = [],
): Ingested {
  const onlyLinked = onlyBlobAccount(links);
  const byName = new Map(dataSources.map((dataSource) => [dataSource.name, dataSource]));
  const ingested: Ingested = { containers: [], unknown: null };
  for (const { name, dataSourceName } of indexers) {
    const dataSource = byName.get(dataSourceName);
    if (!dataSource || !["azureblob", "adlsgen2"].includes(dataSource.type)) continue;
    const account = storageAccountOf(dataSource.credentials?.connectionString ?? "") ?? onlyLinked;
    if (account !== null && dataSource.container)
      ingested.containers.push({
        key: `${account}/blobservices/default/containers/${dataSource.container.name.toLowerCase()}`,
        indexer: name,
      });
    else
      ingested.unknown ??= {
        reason: "unsupported",
        call: "search:DataSources_List",
        permission: null,
        message: `The data source ${dataSource.name} does not tell which storage account it reads`,
      };
  }
  return ingested;
}

const storageAccountOf = (connectionString: string): string | null => {
  const id = /ResourceId=(\/subscriptions\/[^;]+\/storageAccounts\/[^;/]+)/i.exec(connectionString)?.[1];
  return id === undefined ? null : armKey(id);
};

function onlyBlobAccount(links: z.infer<typeof SharedLinks>): string | null {
  const accounts = (links ?? []).flatMap(({ properties: { groupId, privateLinkResourceId } }) =>
    // Data Lake storage is the same account, reached by its other door.
    (groupId === "blob" || groupId === "dfs") && privateLinkResourceId ? [armKey(privateLinkResourceId)] : [],
  );
  const [only, ...others] = new Set(accounts);
  return only !== undefined && others.length === 0 ? only : null;
}
