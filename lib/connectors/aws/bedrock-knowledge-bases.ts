import { z } from "zod";

import type { Collector, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { knowledgeBaseKey } from "./bedrock-arns.ts";
import { normalizeKnowledgeBase } from "./bedrock-knowledge-base-record.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { allItems, detail, itemsOf, pages, smallNextToken, type Unknowns } from "./pages.ts";
import { tagsOf } from "./tags.ts";

const service = "bedrock-agent";

export const bedrockKnowledgeBases: Collector = {
  id: "bedrock-knowledge-bases",
  title: "Bedrock knowledge bases and their data sources",
  per: "region",
  produces: [
    "aws.bedrock.knowledge-base",
    "runs-as",
    "indexes-into",
    "ingests",
    "stores-artifacts-in",
    "invokes",
    "encrypted-by",
    "hosted-on",
  ],
  permissions: [
    "bedrock:ListKnowledgeBases",
    "bedrock:GetKnowledgeBase",
    "bedrock:ListDataSources",
    "bedrock:GetDataSource",
    "bedrock:ListIngestionJobs",
    "bedrock:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListKnowledgeBases", {}, smallNextToken)) {
      const ids = itemsOf(page, "knowledgeBaseSummaries").map((item) =>
        textOf(item, "knowledgeBaseId", "bedrock-agent:ListKnowledgeBases"),
      );
      const found = await mapConcurrently(ids, 4, (id) => knowledgeBase(source, id));
      yield batchOf("bedrock:GetKnowledgeBase", found.filter(isPresent), (parts) =>
        normalizeKnowledgeBase(parts, source.scope),
      );
    }
  },
};

async function knowledgeBase(source: Source, knowledgeBaseId: string) {
  const unknowns: Unknowns = {};
  const raw = await existing(source, service, "GetKnowledgeBase", { knowledgeBaseId });
  if (raw === null) return null;
  const input = { knowledgeBaseId };
  const summaries = await allItems(
    source,
    service,
    "ListDataSources",
    "dataSourceSummaries",
    input,
    smallNextToken,
  );
  const dataSources = await mapConcurrently(summaries, 4, (item) =>
    existing(source, service, "GetDataSource", {
      ...input,
      dataSourceId: textOf(item, "dataSourceId", "bedrock-agent:ListDataSources"),
    }),
  );
  const found = dataSources.filter(isPresent);
  const syncs = await latestSyncs(source, knowledgeBaseId, found, unknowns);
  const resourceArn = knowledgeBaseKey(knowledgeBaseId, source.scope);
  const tags = await tagsOf(source, service, "ListTagsForResource", { resourceArn }, unknowns);
  return { raw, dataSources: found, syncs, tags, unknowns };
}

const RawSource = z.object({
  dataSource: z.object({
    dataSourceId: z.string(),
    dataSourceConfiguration: z.object({ type: z.string() }),
  }),
});

/** The latest sync of each source. Documents of a custom source are put in one by one, so that nothing is synced. */
async function latestSyncs(
  source: Source,
  knowledgeBaseId: string,
  dataSources: readonly unknown[],
  unknowns: Unknowns,
): Promise<Map<string, unknown>> {
  const ids = dataSources
    .flatMap((raw) => RawSource.safeParse(raw).data?.dataSource ?? [])
    .filter(({ dataSourceConfiguration }) => dataSourceConfiguration.type !== "CUSTOM")
    .map(({ dataSourceId }) => dataSourceId);
  const latest = await mapConcurrently(ids, 4, async (dataSourceId) => {
    const sortBy = { attribute: "STARTED_AT", order: "DESCENDING" };
    const input = { knowledgeBaseId, dataSourceId, sortBy, maxResults: 1 };
    const answer = await detail(source, service, "ListIngestionJobs", input, unknowns, ["properties.syncs"]);
    return [dataSourceId, itemsOf(answer ?? {}, "ingestionJobSummaries")[0] ?? null] as const;
  });
  return new Map(latest);
}
