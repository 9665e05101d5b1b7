import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detailList } from "./detail.ts";
import { bucketKey, keyOf } from "./names.ts";

/** A store in which discovery found sensitive data, with what it took the data for. */
export type ProfiledStore = { store: string; infoTypes: string[] };

const Score = z.object({ score: z.string().default("SENSITIVITY_SCORE_UNSPECIFIED") }).optional();
const InfoType = z.object({ infoType: z.object({ name: z.string() }) });
const FileStore = z.object({
  fileStorePath: z.string().default(""),
  sensitivityScore: Score,
  fileStoreInfoTypeSummaries: z.array(InfoType).default([]),
});
const Table = z.object({
  datasetProjectId: z.string().default(""),
  datasetId: z.string().default(""),
  sensitivityScore: Score,
  predictedInfoTypes: z.array(InfoType).default([]),
});

const storesMax = 1_000;
const infoTypesMax = 50;

/** Where discovery keeps what it found: at what it was set up for, in the location it was set up in. */
export type ProfileHome = { parent: string; targets: ReadonlySet<string> };

/** Profiles of the project's stores whose data discovery calls highly sensitive. */
export async function readProfiles(
  source: Source,
  homes: readonly ProfileHome[],
): Promise<{ stores: ProfiledStore[]; unknown: Unknown | null }> {
  const { account } = source.scope;
  const filter = `project_id = "${account}" AND sensitivity_level = HIGH`;
  const found = new Map<string, Set<string>>();
  let unknown: Unknown | null = null;
  const add = (
    store: string | null,
    score: z.infer<typeof Score>,
    types: readonly z.infer<typeof InfoType>[],
  ) => {
    if (store === null || score?.score !== "SENSITIVITY_HIGH") return;
    const known = found.get(store) ?? new Set();
    for (const { infoType } of types) known.add(infoType.name);
    found.set(store, known);
  };
  for (const { parent, targets } of homes) {
    const level = parent.startsWith("organizations/") ? "organizations" : "projects";
    const list = <T>(field: string, schema: z.ZodType<T>) =>
      detailList(
        source,
        { service: "dlp", operation: `${level}.locations.${field}.list`, field },
        { parent, filter, pageSize: 100 },
        schema,
      );
    if (targets.has("cloud-storage")) {
      const files = await list("fileStoreDataProfiles", FileStore);
      unknown ??= files.unknown;
      for (const file of files.value ?? [])
        add(bucketIn(file.fileStorePath), file.sensitivityScore, file.fileStoreInfoTypeSummaries);
    }
    if (targets.has("big-query")) {
      const tables = await list("tableDataProfiles", Table);
      unknown ??= tables.unknown;
      for (const table of tables.value ?? [])
        add(datasetOf(table), table.sensitivityScore, table.predictedInfoTypes);
    }
  }
  const stores = [...found]
    .map(([store, types]) => ({ store, infoTypes: [...types].toSorted().slice(0, infoTypesMax) }))
    .toSorted((a, b) => (a.store < b.store ? -1 : 1));
  return { stores: stores.slice(0, storesMax), unknown };
}

const bucketIn = (path: string): string | null => {
  const name = /^gs:\/\/([^/]+)/.exec(path)?.[1];
  return name === undefined ? null : bucketKey(name);
};

const datasetOf = ({ datasetProjectId, datasetId }: z.infer<typeof Table>): string | null =>
  datasetId === "" ? null : keyOf("bigquery", `projects/${datasetProjectId}/datasets/${datasetId}`);
