import type { Collector, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import {
  allItems,
  detailPages,
  itemsOf,
  pages,
  smallNextToken,
  type Answer,
  type Unknowns,
} from "./pages.ts";
import { normalizeApplication, type ApplicationParts, type IndexParts } from "./qbusiness-record.ts";
import { tagsOf } from "./tags.ts";

const service = "qbusiness";

export const qbusinessApplications: Collector = {
  id: "qbusiness-applications",
  title: "Q Business applications, their indices, sources and plugins",
  per: "region",
  produces: [
    "aws.qbusiness.application",
    "aws.qbusiness.index",
    "aws.qbusiness.plugin",
    "runs-as",
    "grounded-on",
    "uses-tool",
    "ingests",
    "invokes",
    "encrypted-by",
    "in-network",
  ],
  permissions: [
    "qbusiness:ListApplications",
    "qbusiness:GetApplication",
    "qbusiness:GetChatControlsConfiguration",
    "qbusiness:ListIndices",
    "qbusiness:GetIndex",
    "qbusiness:ListDataSources",
    "qbusiness:GetDataSource",
    "qbusiness:ListRetrievers",
    "qbusiness:GetRetriever",
    "qbusiness:ListPlugins",
    "qbusiness:GetPlugin",
    "qbusiness:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListApplications", {}, smallNextToken)) {
      const ids = itemsOf(page, "applications").map((item) =>
        textOf(item, "applicationId", `${service}:ListApplications`),
      );
      const found = await mapConcurrently(ids, 2, (id) => application(source, id));
      yield batchOf(`${service}:GetApplication`, found.filter(isPresent), (parts) =>
        normalizeApplication(parts, source.scope),
      );
    }
  },
};

async function application(source: Source, applicationId: string): Promise<ApplicationParts | null> {
  const input = { applicationId };
  const raw = await existing(source, service, "GetApplication", input);
  if (raw === null) return null;
  const unknowns: Unknowns = {};
  const call = { service, operation: "GetChatControlsConfiguration", input, tokens: smallNextToken };
  return {
    raw,
    controls: await detailPages(source, call, unknowns, controlled),
    indices: await each(source, input, { list: "ListIndices", items: "indices", id: "indexId" }, (id) =>
      index(source, { ...input, indexId: id }),
    ),
    retrievers: await each(
      source,
      input,
      { list: "ListRetrievers", items: "retrievers", id: "retrieverId" },
      (retrieverId) => existing(source, service, "GetRetriever", { ...input, retrieverId }),
    ),
    plugins: await each(
      source,
      input,
      { list: "ListPlugins", items: "plugins", id: "pluginId" },
      (pluginId) => withTags(source, "GetPlugin", { ...input, pluginId }, "pluginArn"),
    ),
    tags: await tagsOfArn(source, raw, "applicationArn", unknowns),
    unknowns,
  };
}

/** What only the chat controls tell. */
const controlled = [
  "properties.documentsOnly",
  "properties.creatorMode",
  "properties.reducesHallucination",
  "properties.blockedPhraseCount",
  "properties.blockedTopics",
];

async function index(source: Source, input: Answer): Promise<IndexParts | null> {
  const found = await withTags(source, "GetIndex", input, "indexArn");
  if (found === null) return null;
  const dataSources = await each(
    source,
    input,
    { list: "ListDataSources", items: "dataSources", id: "dataSourceId" },
    (dataSourceId) => existing(source, service, "GetDataSource", { ...input, dataSourceId }),
  );
  return { ...found, dataSources };
}

/** What is listed under a parent, each asked for. */
async function each<Found>(
  source: Source,
  input: Answer,
  { list, items, id }: { list: string; items: string; id: string },
  read: (id: string) => Promise<Found | null>,
): Promise<Found[]> {
  const listed = await allItems(source, service, list, items, input, smallNextToken);
  const found = await mapConcurrently(listed, 4, (item) => read(textOf(item, id, `${service}:${list}`)));
  return found.filter(isPresent);
}

async function withTags(source: Source, operation: string, input: Answer, arn: string) {
  const unknowns: Unknowns = {};
  const raw = await existing(source, service, operation, input);
  return raw === null ? null : { raw, tags: await tagsOfArn(source, raw, arn, unknowns), unknowns };
}

function tagsOfArn(source: Source, raw: Answer, arn: string, unknowns: Unknowns) {
  const resourceARN = textOf(raw, arn, `${service}:ListTagsForResource`);
  return tagsOf(source, service, "ListTagsForResource", { resourceARN }, unknowns);
}
