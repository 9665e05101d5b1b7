import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { placeOf, type ArmRow } from "./arm.ts";
import { detail, type Detail } from "./detail.ts";
import { purviewReader } from "./permission-kinds.ts";
import { collectorOfType } from "./row-collector.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.Purview";
const call = { service, operation: "Discovery_Query" };

/** What Microsoft's own classifications say is personal, financial, of a government or a secret; the rest is no claim. */
const telling = /^MICROSOFT\.(PERSONAL|FINANCIAL|GOVERNMENT|SECURITY)\./i;
/** Where somebody may live is no secret of theirs. */
const place = /CITY|STATE|COUNTRY|ZIP/i;
const classificationsMax = 30;
const pageSize = 1_000;
const pagesMax = 2;

const Facet = z.object({ value: z.string(), count: z.number() });
const Overview = z.object({
  "@search.count": z.number().default(0),
  "@search.facets": z.object({ classification: z.array(Facet).nullish() }).nullish(),
});
type Pages = { stores: ReadonlySet<string>; isCut: boolean; unknown: Unknown | null };
const Found = z.object({
  value: z.array(z.looseObject({ qualifiedName: z.string().nullish() })).nullish(),
  continuationToken: z.string().nullish(),
});

/** Where Purview found what it calls personal, financial or secret. What it found it in stays there: stores are named. */
export const purviewDataMap = collectorOfType({
  id: "purview-data-map",
  title: "What Purview classified",
  type: "microsoft.purview/accounts",
  properties: z.unknown(),
  produces: ["azure.purview.account"],
  permissions: ["Microsoft.Purview/accounts/read", purviewReader],
  read: async (row, source) => {
    const { name } = row;
    const overview = await detail(source, call, { accountName: name, body: overviewBody }, Overview);
    const all = (overview.value?.["@search.facets"]?.classification ?? [])
      .map(({ value }) => value)
      .filter((value) => telling.test(value) && !place.test(value));
    const stores = new Map<string, Set<string>>();
    const cut: string[] = all.slice(classificationsMax);
    let unknown: Unknown | null = overview.unknown;
    for (const classification of all.slice(0, classificationsMax)) {
      const found = await storesOf(source, name, classification);
      for (const store of found.stores)
        stores.set(store, (stores.get(store) ?? new Set()).add(classification));
      if (found.isCut) cut.push(classification);
      unknown ??= found.unknown;
    }
    return normalizeDataMap(row, source.scope.account, {
      assetCount: overview.value?.["@search.count"] ?? 0,
      stores,
      cut,
      overview: overview.unknown,
      unknown,
    });
  },
});

const overviewBody = { limit: 1, facets: [{ facet: "classification", count: 200 }] };

async function storesOf(source: Source, accountName: string, classification: string): Promise<Pages> {
  const stores = new Set<string>();
  let continuationToken: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const further: object = continuationToken === null ? {} : { continuationToken };
    const body = { limit: pageSize, filter: { classification }, ...further };
    const found: Detail<z.infer<typeof Found>> = await detail(source, call, { accountName, body }, Found);
    if (found.unknown) return { stores, isCut: false, unknown: found.unknown };
    for (const { qualifiedName } of found.value?.value ?? []) {
      const store = storeOf(qualifiedName ?? "");
      if (store !== null) stores.add(store);
    }
    continuationToken = found.value?.continuationToken || null;
    if (continuationToken === null) return { stores, isCut: false, unknown: null };
  }
  return { stores, isCut: true, unknown: null };
}

/** The container that a file lies in, or the server of a table; null where it is neither. */
export function storeOf(qualifiedName: string): string | null {
  if (!URL.canParse(qualifiedName)) return null;
  const { protocol, hostname, pathname } = new URL(qualifiedName);
  const account = /^([a-z0-9]{3,24})(?:\.z\d{2})?\.(?:blob|dfs)\.(?:core|storage)\./.exec(hostname)?.[1];
  const container = pathname.split("/")[1] ?? "";
  if (account !== undefined) return container === "" ? null : `${account}/${container}`;
  return protocol === "mssql:" && hostname !== "" ? hostname.toLowerCase() : null;
}

type Told = {
  assetCount: number;
  stores: ReadonlyMap<string, ReadonlySet<string>>;
  /** Classifications of which not everything was read. */
  cut: readonly string[];
  overview: Unknown | null;
  unknown: Unknown | null;
};

function normalizeDataMap(row: ArmRow<unknown>, account: string, told: Told): Batch {
  const resource: Resource<"azure.purview.account"> = {
    ...placeOf(row, account),
    type: "azure.purview.account",
    properties: {
      assetCount: told.assetCount,
      classifiedStores: [...told.stores]
        .map(([store, found]) => ({ store, classifications: [...found].toSorted() }))
        .toSorted((a, b) => (a.store < b.store ? -1 : 1)),
    },
    facets: { enabled: true, coversAi: told.assetCount > 0 },
  };
  return {
    resources: [
      withUnknown(resource, {
        "properties.assetCount": told.overview,
        "properties.classifiedStores": told.unknown,
        "facets.coversAi": told.overview,
      }),
    ],
    relationships: [],
    unparsed: told.cut.map((classification) => ({
      call: `${service}:${call.operation}`,
      message: `Not every asset that is ${classification} was read`,
    })),
  };
}
