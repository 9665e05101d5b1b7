import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import { withUnknowns } from "./batch.ts";
import { bedrockServiceKey, modelKey } from "./bedrock-arns.ts";
import type { Unknowns } from "./pages.ts";

/** `GetKnowledgeBase`. */
const RawKnowledgeBase = z.object({
  knowledgeBase: z.object({
    knowledgeBaseArn: z.string(),
    name: z.string(),
    status: z.string(),
    roleArn: z.string(),
    knowledgeBaseConfiguration: z.object({
      vectorKnowledgeBaseConfiguration: z.object({ embeddingModelArn: z.string() }).optional(),
    }),
    storageConfiguration: z
      .object({
        type: z.string(),
        opensearchServerlessConfiguration: z.object({ collectionArn: z.string() }).optional(),
        opensearchManagedClusterConfiguration: z.object({ domainArn: z.string() }).optional(),
        rdsConfiguration: z.object({ resourceArn: z.string() }).optional(),
        neptuneAnalyticsConfiguration: z.object({ graphArn: z.string() }).optional(),
        s3VectorsConfiguration: z
          .object({ vectorBucketArn: z.string().optional(), indexArn: z.string().optional() })
          .optional(),
      })
      .optional(),
  }),
});
type Storage = z.infer<typeof RawKnowledgeBase>["knowledgeBase"]["storageConfiguration"];

/** `GetDataSource`. */
const RawDataSource = z.object({
  dataSource: z.object({
    dataSourceId: z.string(),
    name: z.string(),
    dataSourceConfiguration: z.object({
      type: z.string(),
      s3Configuration: z.object({ bucketArn: z.string() }).optional(),
    }),
    serverSideEncryptionConfiguration: z.object({ kmsKeyArn: z.string().optional() }).optional(),
  }),
});

export type KnowledgeBaseParts = {
  raw: unknown;
  dataSources: readonly unknown[];
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeKnowledgeBase(parts: KnowledgeBaseParts, scope: Scope): Batch {
  const base = RawKnowledgeBase.parse(parts.raw).knowledgeBase;
  const dataSources = parts.dataSources.map((raw) => RawDataSource.parse(raw).dataSource);
  const key = base.knowledgeBaseArn;
  const embedding = base.knowledgeBaseConfiguration.vectorKnowledgeBaseConfiguration?.embeddingModelArn;
  const keys = dataSources.map((source) => source.serverSideEncryptionConfiguration?.kmsKeyArn);
  const all = (kind: RelationshipKind, targets: readonly (string | undefined)[]): Relationship[] =>
    [...new Set(targets)].flatMap((to) => (to ? [{ from: key, kind, to }] : []));
  const resource = withUnknowns(
    {
      key,
      type: "aws.bedrock.knowledge-base" as const,
      name: base.name,
      ...scope,
      tags: parts.tags,
      properties: {
        status: base.status,
        embeddingModel: embedding ?? null,
        storage: base.storageConfiguration?.type ?? null,
        dataSources: dataSources.map((source, at) => ({
          id: source.dataSourceId,
          name: source.name,
          kind: source.dataSourceConfiguration.type,
          customerKey: keys[at] !== undefined,
        })),
      },
      facets: { customerKey: keys.every((kmsKey) => kmsKey !== undefined) },
    },
    parts.unknowns,
  );
  return {
    resources: [resource],
    relationships: [
      ...all("runs-as", [base.roleArn]),
      ...all("indexes-into", [vectorStoreOf(base.storageConfiguration)]),
      ...all(
        "ingests",
        dataSources.map((source) => source.dataSourceConfiguration.s3Configuration?.bucketArn),
      ),
      ...all("invokes", [embedding && modelKey(embedding, scope)]),
      ...all("encrypted-by", keys),
      ...all("hosted-on", [bedrockServiceKey(scope)]),
    ],
  };
}

const vectorStoreOf = (storage: Storage): string | undefined =>
  storage?.opensearchServerlessConfiguration?.collectionArn ??
  storage?.opensearchManagedClusterConfiguration?.domainArn ??
  storage?.rdsConfiguration?.resourceArn ??
  storage?.neptuneAnalyticsConfiguration?.graphArn ??
  storage?.s3VectorsConfiguration?.vectorBucketArn ??
  storage?.s3VectorsConfiguration?.indexArn?.replace(/\/index\/.*$/, "");
