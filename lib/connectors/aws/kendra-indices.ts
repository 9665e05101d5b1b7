import type { Collector, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { existing, isPresent } from "./existing.ts";
import { kendraIndexKey, normalizeKendraIndex, type KendraParts } from "./kendra-record.ts";
import { textOf } from "./listed.ts";
import { allItems, itemsOf, pages, type Unknowns } from "./pages.ts";
import { tagsOf } from "./tags.ts";

const service = "kendra";

export const kendraIndices: Collector = {
  id: "kendra-indices",
  title: "Kendra indices and their data sources",
  per: "region",
  produces: ["aws.kendra.index", "runs-as", "ingests", "invokes", "encrypted-by", "in-network"],
  permissions: [
    "kendra:ListIndices",
    "kendra:DescribeIndex",
    "kendra:ListDataSources",
    "kendra:DescribeDataSource",
    "kendra:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListIndices")) {
      const ids = itemsOf(page, "IndexConfigurationSummaryItems").map((item) =>
        textOf(item, "Id", `${service}:ListIndices`),
      );
      const found = await mapConcurrently(ids, 4, (id) => index(source, id));
      yield batchOf(`${service}:DescribeIndex`, found.filter(isPresent), (parts) =>
        normalizeKendraIndex(parts, source.scope),
      );
    }
  },
};

async function index(source: Source, Id: string): Promise<KendraParts | null> {
  const raw = await existing(source, service, "DescribeIndex", { Id });
  if (raw === null) return null;
  const listed = await allItems(source, service, "ListDataSources", "SummaryItems", { IndexId: Id });
  const dataSources = await mapConcurrently(listed, 4, (item) =>
    existing(source, service, "DescribeDataSource", {
      IndexId: Id,
      Id: textOf(item, "Id", `${service}:ListDataSources`),
    }),
  );
  const unknowns: Unknowns = {};
  const ResourceARN = kendraIndexKey(Id, source.scope);
  const tags = await tagsOf(source, service, "ListTagsForResource", { ResourceARN }, unknowns);
  return { raw, dataSources: dataSources.filter(isPresent), tags, unknowns };
}
