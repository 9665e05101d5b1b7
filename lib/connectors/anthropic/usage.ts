import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { listAfter } from "../rest/listing.ts";
import { malformed } from "../rest/malformed.ts";

const Bucket = z.object({
  starting_at: z.string(),
  results: z.array(
    z.object({
      workspace_id: z.string().nullish(),
      api_key_id: z.string().nullish(),
      model: z.string().nullish(),
    }),
  ),
});

const dayMilliseconds = 86_400_000;
const usageDays = 90;
const lately = 30;

export type Usage = {
  /** Models that a workspace called in the last month; the default workspace is `null`. */
  modelsByWorkspace: ReadonlyMap<string | null, ReadonlySet<string>>;
  /** The last day on which a key was used, of those in the last quarter. */
  lastUsedByKey: ReadonlyMap<string, string>;
};

/** What was called by which key in the last quarter: the one place where a key's use shows. Throws `ProviderError`. */
export async function readUsage(source: Source, at: string): Promise<Usage> {
  const call = { service: "organization", operation: "usage_report.messages" };
  // Whole days, so that the question is the same all day long and a recording holds its answer.
  const today = Date.parse(`${at.slice(0, 10)}T00:00:00Z`);
  const { items } = await listAfter(
    source,
    call,
    {
      starting_at: new Date(today - usageDays * dayMilliseconds).toISOString(),
      bucket_width: "1d",
      limit: 31,
      group_by: ["workspace_id", "api_key_id", "model"],
    },
    "page",
  );
  const buckets = z.array(Bucket).safeParse(items);
  if (!buckets.success) throw malformed(call, buckets.error);
  const modelsByWorkspace = new Map<string | null, Set<string>>();
  const lastUsedByKey = new Map<string, string>();
  for (const { starting_at, results } of buckets.data) {
    const day = Date.parse(starting_at);
    if (Number.isNaN(day)) continue;
    for (const { workspace_id, api_key_id, model } of results) {
      const used = new Date(day).toISOString();
      if (api_key_id && used > (lastUsedByKey.get(api_key_id) ?? "")) lastUsedByKey.set(api_key_id, used);
      if (!model || today - day > lately * dayMilliseconds) continue;
      const workspace = workspace_id ?? null;
      modelsByWorkspace.set(workspace, (modelsByWorkspace.get(workspace) ?? new Set()).add(model));
    }
  }
  return { modelsByWorkspace, lastUsedByKey };
}
