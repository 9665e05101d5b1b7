import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import { defaultLabels } from "#lib/domain/sensitivity-label.ts";
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
const askedMax = 30;
const pageSize = 1_000;
const pagesMax = 2;

const Facet = z.object({ value: z.string(), count: z.number() });
const Overview = z.object({
  "@search.count": z.number().default(0),
  "@search.facets": z
    .object({ classification: z.array(Facet).nullish(), label: z.array(Facet).nullish() })
    .nullish(),
});
type Pages = { stores: ReadonlySet<string>; isCut: boolean; unknown: Unknown | null };
const Found = z.object({
  value: z
    .array(z.looseObject({ qualifiedName: z.string().nullish(), label: z.array(z.string()).nullish() }))
    .nullish(),
  continuationToken: z.string().nullish(),
});

/**
 * Where Purview found what it calls personal, financial or secret, and what labels it knows there. What it found it in
 * stays there: stores are named.
 */
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
    const labels = (overview.value?.["@search.facets"]?.label ?? []).flatMap(({ value }) => {
      const label = labelOf(value);
      return label === null ? [] : [{ value, label }];
    });
    const classified = await gather(
      all.map((name) => ({ told: name, filter: { classification: name } })),
      (filter) => storesOf(source, name, filter),
      overview.unknown,
    );
    const labeled = await gather(
      labels.map(({ value, label }) => ({ told: label, filter: { label: value } })),
      (filter) => storesOf(source, name, filter),
      overview.unknown,
    );
    return normalizeDataMap(row, source.scope.account, {
      assetCount: overview.value?.["@search.count"] ?? 0,
      overview: overview.unknown,
      classified,
      labeled,
    });
  },
});

const overviewBody = {
  limit: 1,
  facets: [
    { facet: "classification", count: 200 },
    { facet: "label", count: 200 },
  ],
};

type Filter = { classification: string } | { label: string };
type Gathered = {
  stores: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of what not everything was read. */
  cut: readonly string[];
  unknown: Unknown | null;
};

/** Stores with all that was found in them, asked one by one. */
async function gather(
  wanted: readonly { told: string; filter: Filter }[],
  ask: (filter: Filter) => Promise<Pages>,
  before: Unknown | null,
): Promise<Gathered> {
  const stores = new Map<string, Set<string>>();
  const cut = wanted.slice(askedMax).map(({ told }) => told);
  let unknown = before;
  for (const { told, filter } of wanted.slice(0, askedMax)) {
    const found = await ask(filter);
    for (const store of found.stores) stores.set(store, (stores.get(store) ?? new Set()).add(told));
    if (found.isCut) cut.push(told);
    unknown ??= found.unknown;
  }
  return { stores, cut, unknown };
}

/**
 * A sensitivity label by its id, as the Data Map writes it, or by a name that Microsoft gives labels of its own. Other
 * labels are words of whoever may write them.
 */
export function labelOf(value: string): string | null {
  const id = /^microsoft\.label\.([\da-f]{8}(?:[_-][\da-f]{4}){3}[_-][\da-f]{12})$/i.exec(value)?.[1];
  if (id !== undefined) return id.toLowerCase().replaceAll("_", "-");
  return defaultLabels.find((name) => name.toLowerCase() === value.toLowerCase()) ?? null;
}

async function storesOf(source: Source, accountName: string, filter: Filter): Promise<Pages> {
  const stores = new Set<string>();
  let continuationToken: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const further: object = continuationToken === null ? {} : { continuationToken };
    const body = { limit: pageSize, filter, ...further };
    const found: Detail<z.infer<typeof Found>> = await detail(source, call, { accountName, body }, Found);
    if (found.unknown) return { stores, isCut: false, unknown: found.unknown };
    for (const { qualifiedName, label } of found.value?.value ?? []) {
      if ("label" in filter && !label?.includes(filter.label)) continue;
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

type Told = { assetCount: number; overview: Unknown | null; classified: Gathered; labeled: Gathered };

function normalizeDataMap(row: ArmRow<unknown>, account: string, told: Told): Batch {
  const resource: Resource<"azure.purview.account"> = {
    ...placeOf(row, account),
    type: "azure.purview.account",
    properties: {
      assetCount: told.assetCount,
      classifiedStores: inOrder(told.classified).map(([store, classifications]) => ({
        store,
        classifications,
      })),
      labeledStores: inOrder(told.labeled).map(([store, labels]) => ({ store, labels })),
    },
    facets: { enabled: true, coversAi: told.assetCount > 0 },
  };
  return {
    resources: [
      withUnknown(resource, {
        "properties.assetCount": told.overview,
        "properties.classifiedStores": told.classified.unknown,
        "properties.labeledStores": told.labeled.unknown,
        "facets.coversAi": told.overview,
      }),
    ],
    relationships: [],
    unparsed: [...told.classified.cut, ...told.labeled.cut].map((found) => ({
      call: `${service}:${call.operation}`,
      message: `Not every asset that is ${found} was read`,
    })),
  };
}

const inOrder = ({ stores }: Gathered): [store: string, found: string[]][] =>
  [...stores]
    .map(([store, found]): [string, string[]] => [store, [...found].toSorted()])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
