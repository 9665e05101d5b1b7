import { z } from "zod";

import type { Batch } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { withUnknown } from "../normalized.ts";
import type { Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { doubtOf, storeOf } from "./artifact-place.ts";
import type { Target } from "./inventory.ts";
import { modelKey, serverKey } from "./names.ts";
import type { FoundServer } from "./read-server.ts";

const Tags = z.array(z.looseObject({ key: z.string(), value: z.string().nullish() })).default([]);
const Version = z.looseObject({
  version: z.string(),
  current_stage: z.string().nullish(),
  source: z.string().nullish(),
  run_id: z.string().nullish(),
  tags: Tags,
});
type Version = z.infer<typeof Version>;
const RegisteredModel = z.looseObject({
  name: z.string().min(1),
  latest_versions: z.array(Version).default([]),
  aliases: z.array(z.looseObject({ alias: z.string(), version: z.string() })).default([]),
  tags: Tags,
});
type RegisteredModel = z.infer<typeof RegisteredModel>;

/** The version that is used: the one in production, else one that an alias names, else the newest. Null where it has none. */
export function usedVersionOf(raw: unknown): Version | null {
  const parsed = RegisteredModel.safeParse(raw);
  return parsed.success ? usedIn(parsed.data) : null;
}

function usedIn({ latest_versions: versions, aliases }: RegisteredModel): Version | null {
  const newestFirst = versions.toSorted((a, b) => Number(b.version) - Number(a.version));
  return (
    newestFirst.find(({ current_stage: stage }) => stage?.toLowerCase() === "production") ??
    newestFirst.find(({ version }) => aliases.some((alias) => alias.version === version)) ??
    newestFirst[0] ??
    null
  );
}

/** Tags by which people note a signature or a digest; MLflow has no field for either. */
const signatureTag = /(^|[._-])(signature|signed|sigstore|cosign|digest|sha256)([._-]|$)/i;
const isNo = /^(|false|no|none|0)$/i;
const isSigned = (tags: z.infer<typeof Tags>): boolean =>
  tags.some(({ key, value }) => signatureTag.test(key) && !isNo.test(value?.trim() ?? ""));

export function normalizeRegisteredModel(
  raw: unknown,
  server: FoundServer,
  targets: readonly Target[],
  measured: ReadonlyMap<string, Detail<readonly string[]>>,
): Batch {
  const found = RegisteredModel.parse(raw);
  const { site, url } = server;
  const version = usedIn(found);
  const key = modelKey(site, url, found.name);
  const store = version?.source ? storeOf(version.source, site, targets) : { key: null, isDoubtful: false };
  const run = version?.run_id ? measured.get(version.run_id) : { value: [], unknown: null };
  const tuned = [...found.tags, ...(version?.tags ?? [])].some(({ key: tag }) =>
    /(^|[._-])base_model$/i.test(tag),
  );
  const resource: Resource<"onprem.registered-model"> = {
    key,
    type: "onprem.registered-model",
    name: found.name,
    account: site,
    region: null,
    tags: server.tags,
    properties: {
      version: version?.version ?? null,
      stage: version?.current_stage ?? null,
      aliases: found.aliases.map(({ alias }) => alias).toSorted(),
      source: version?.source ?? null,
      signed: isSigned([...found.tags, ...(version?.tags ?? [])]),
      measures: [...(run?.value ?? [])],
    },
    facets: {
      origin: tuned ? "fine-tuned" : "custom",
      publisher: null,
      version: version?.version ?? null,
      lifecycle: "unstated",
      // Files lie in a store whose own encryption is a fact of that store.
      customerKey: true,
    },
  };
  const uncounted = untold("mlflow:get-run", "Only the runs of the first 500 models are read");
  return {
    resources: [
      withUnknown(resource, {
        "properties.measures": run ? run.unknown : uncounted,
        "relationships.stores-artifacts-in": doubtOf([store]),
      }),
    ],
    relationships: [
      { from: serverKey(site, url), kind: "contains", to: key },
      ...(store.key === null ? [] : [{ from: key, kind: "stores-artifacts-in" as const, to: store.key }]),
    ],
  };
}
