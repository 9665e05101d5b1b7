import { expect, test } from "vitest";

import { collectGcp, denied, parent, told, type Answers } from "#tests/support/recorded-gcp.ts";
import { ragCorpora } from "./rag-corpora.ts";

const files = "aiplatform:projects.locations.ragCorpora.ragFiles.list";
const collect = (corpus: object, answers: Answers = {}) =>
  collectGcp(ragCorpora, {
    "aiplatform:projects.locations.ragCorpora.list": {
      ragCorpora: [{ name: `${parent}/ragCorpora/5`, displayName: "policies", ...corpus }],
    },
    ...answers,
  });

test("a corpus is filled from where its files came", async () => {
  const { only, relationships } = await collect(
    { vectorDbConfig: { vertexVectorSearch: { index: `${parent}/indexes/3` } } },
    {
      [files]: {
        ragFiles: [
          { name: "a", gcsSource: { uris: ["gs://claims-docs/a.pdf", "gs://claims-docs/b.pdf"] } },
          { name: "b", googleDriveSource: { resourceIds: [] } },
        ],
      },
    },
  );
  expect(only().properties).toMatchObject({
    backend: "vertex-vector-search",
    sources: ["google-drive", "gs://claims-docs"],
    truncated: false,
  });
  expect(told(relationships)).toEqual([
    "aiplatform:ragCorpora/5 ingests storage:claims-docs",
    "aiplatform:ragCorpora/5 indexes-into aiplatform:indexes/3",
  ]);
});

test.each([
  ["managed", {}],
  ["managed", { vectorDbConfig: { ragManagedDb: {} } }],
  ["pinecone", { vectorDbConfig: { pinecone: { indexName: "x" } } }],
  ["vertex-ai-search", { vertexAiSearchConfig: { servingConfig: "x" } }],
])("a backend that is %s", async (backend, corpus) => {
  expect((await collect(corpus)).only().properties).toMatchObject({ backend });
});

test("what fills it is unknown where its files may not be listed", async () => {
  const { only } = await collect({}, { [files]: denied("aiplatform.ragFiles.list") });
  expect(Object.keys(only().unknown ?? {})).toEqual([
    "properties.sources",
    "properties.truncated",
    "relationships.ingests",
  ]);
});

test("a corpus of many files is looked at in part, and says so", async () => {
  let page = 0;
  const { only, calls } = await collect(
    {},
    {
      [files]: () => ({
        ragFiles: Array.from({ length: 500 }, () => ({ name: "x", slackSource: {} })),
        nextPageToken: String(++page),
      }),
    },
  );
  expect(only().properties).toMatchObject({ sources: ["slack"], truncated: true });
  expect(calls.filter(({ operation }) => operation === files)).toHaveLength(2);
});
