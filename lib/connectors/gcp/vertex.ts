import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { kmsKeyOf, keyOf, withProjectId } from "./names.ts";
import { listItems } from "./paging.ts";
import { normalizeEach } from "../normalized.ts";

const EncryptionSpec = z.object({ kmsKeyName: z.string().optional() }).optional();

/** What every Vertex AI resource states. */
export const vertexBase = {
  name: z.string(),
  displayName: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
  encryptionSpec: EncryptionSpec,
};

export const vertexKey = (name: string, scope: Scope, own: string = name): string =>
  keyOf("aiplatform", withProjectId(name.replace(/@[^/]*$/, ""), scope.account, own));

type VertexRecord = {
  name: string;
  displayName?: string | undefined;
  labels: Record<string, string>;
};

/** The part of a resource that all Vertex types share. */
export const vertexIdentity = (record: VertexRecord, scope: Scope) => ({
  key: vertexKey(record.name, scope),
  name: record.displayName ?? record.name.slice(record.name.lastIndexOf("/") + 1),
  account: scope.account,
  region: scope.region,
  tags: record.labels,
});

export const kmsKeyName = (spec: z.infer<typeof EncryptionSpec>): string | null => spec?.kmsKeyName || null;

export const encryptedBy = (from: string, kmsKey: string | null): Batch["relationships"] => {
  const to = kmsKeyOf(kmsKey);
  return to === null ? [] : [{ from, kind: "encrypted-by", to }];
};

/** A collector of one regional Vertex listing. */
export const vertexCollector = (
  spec: Pick<Collector, "id" | "title" | "produces"> & {
    /** As the REST path and the answer's field name it. */
    collection: string;
    normalize: (record: unknown, scope: Scope) => Batch;
  },
): Collector => ({
  id: spec.id,
  title: spec.title,
  per: "region",
  produces: spec.produces,
  permissions: [`aiplatform.${spec.collection}.list`],
  collect: async function* ({ call, scope }) {
    const operation = `projects.locations.${spec.collection}.list`;
    for await (const page of listItems({ call }, "aiplatform", operation, spec.collection))
      yield normalizeEach(`aiplatform:${operation}`, page, (record) => spec.normalize(record, scope));
  },
});
