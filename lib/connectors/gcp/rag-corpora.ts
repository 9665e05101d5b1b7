import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { answered, type Detail } from "./detail.ts";
import { bucketKeyOfUri } from "./names.ts";
import { listItems } from "./paging.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexIdentity, vertexKey } from "./vertex.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const RagCorpus = z.object({
  ...vertexBase,
  vectorDbConfig: z
    .looseObject({
      pinecone: z.unknown().optional(),
      vertexVectorSearch: z.object({ index: z.string().optional() }).optional(),
    })
    .optional(),
  vertexAiSearchConfig: z.unknown().optional(),
});
const RagFile = z.looseObject({
  gcsSource: z.object({ uris: z.array(z.string()).default([]) }).optional(),
  googleDriveSource: z.unknown().optional(),
  slackSource: z.unknown().optional(),
  jiraSource: z.unknown().optional(),
  sharePointSources: z.unknown().optional(),
  directUploadSource: z.unknown().optional(),
});

/** Sources repeat from file to file, so the first thousand files tell them; a corpus holds up to ten thousand. */
const filesMax = 1_000;
type Sources = { uris: string[]; truncated: boolean };

const operation = "projects.locations.ragCorpora.list";
const filesOperation = "projects.locations.ragCorpora.ragFiles.list";
export const ragCorpora: Collector = {
  id: "rag-corpora",
  title: "RAG corpora",
  per: "region",
  produces: ["gcp.aiplatform.rag-corpus", "ingests", "indexes-into", "encrypted-by"],
  permissions: ["aiplatform.ragCorpora.list", "aiplatform.ragFiles.list"],
  collect: async function* (source) {
    for await (const page of listItems(source, "aiplatform", operation, "ragCorpora")) {
      const records: { raw: unknown; sources: Detail<Sources> }[] = [];
      for (const raw of page) {
        const { data } = z.object({ name: z.string() }).safeParse(raw);
        const sources = await answered({ service: "aiplatform", operation: filesOperation }, () =>
          readSources(
            listItems(source, "aiplatform", filesOperation, "ragFiles", { parent: data?.name ?? "-" }),
          ),
        );
        records.push({ raw, sources });
      }
      yield normalizeEach(`aiplatform:${operation}`, records, ({ raw, sources }) =>
        normalizeRagCorpus(raw, sources, source.scope),
      );
    }
  },
};

async function readSources(pages: AsyncIterable<unknown[]>): Promise<Sources> {
  const found = new Set<string>();
  let seen = 0;
  for await (const page of pages) {
    for (const file of z.array(RagFile).parse(page)) for (const source of sourcesOf(file)) found.add(source);
    seen += page.length;
    if (seen >= filesMax) return { uris: [...found].toSorted(), truncated: true };
  }
  return { uris: [...found].toSorted(), truncated: false };
}

function sourcesOf(file: z.infer<typeof RagFile>): string[] {
  const named: [string, unknown][] = [
    ["google-drive", file.googleDriveSource],
    ["slack", file.slackSource],
    ["jira", file.jiraSource],
    ["share-point", file.sharePointSources],
    ["upload", file.directUploadSource],
  ];
  const buckets = (file.gcsSource?.uris ?? []).flatMap((uri) => /^gs:\/\/[^/]+/.exec(uri)?.[0] ?? []);
  return [...buckets, ...named.flatMap(([name, value]) => (value === undefined ? [] : [name]))];
}

export function normalizeRagCorpus(raw: unknown, { value, unknown }: Detail<Sources>, scope: Scope): Batch {
  const corpus = RagCorpus.parse(raw);
  const kmsKey = kmsKeyName(corpus.encryptionSpec);
  const sources = value ?? { uris: [], truncated: false };
  const resource: Resource<"gcp.aiplatform.rag-corpus"> = {
    ...vertexIdentity(corpus, scope),
    type: "gcp.aiplatform.rag-corpus",
    properties: { backend: backendOf(corpus), sources: sources.uris, truncated: sources.truncated, kmsKey },
    facets: { customerKey: kmsKey !== null },
  };
  const index = corpus.vectorDbConfig?.vertexVectorSearch?.index;
  const relationships: Relationship[] = [
    ...encryptedBy(resource.key, kmsKey),
    ...sources.uris.flatMap((uri) => {
      const to = bucketKeyOfUri(uri);
      return to ? [{ from: resource.key, kind: "ingests" as const, to }] : [];
    }),
    ...(index
      ? [{ from: resource.key, kind: "indexes-into" as const, to: vertexKey(index, scope, corpus.name) }]
      : []),
  ];
  return {
    resources: [
      withUnknown(resource, {
        "properties.sources": unknown,
        "properties.truncated": unknown,
        "relationships.ingests": unknown,
      }),
    ],
    relationships,
  };
}

function backendOf({ vectorDbConfig, vertexAiSearchConfig }: z.infer<typeof RagCorpus>): string {
  if (vertexAiSearchConfig !== undefined) return "vertex-ai-search";
  if (vectorDbConfig?.pinecone !== undefined) return "pinecone";
  return vectorDbConfig?.vertexVectorSearch ? "vertex-vector-search" : "managed";
}
