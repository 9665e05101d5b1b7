import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { listAfter } from "../rest/listing.ts";
import { malformed } from "../rest/malformed.ts";

const Bucket = z.object({
  results: z.array(
    z.object({
      project_id: z.string().nullish(),
      model: z.string().nullish(),
      num_model_requests: z.number().default(0),
    }),
  ),
});

const daySeconds = 86_400;
const usageDays = 30;

/** Models that each project called in the month before `at`, by project id. Throws `ProviderError`. */
export async function readUsage(
  source: Source,
  at: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const call = { service: "organization", operation: "usage-completions" };
  // Whole days, so that the question is the same all day long and a recording holds its answer.
  const today = Math.floor(Date.parse(at) / 1_000 / daySeconds) * daySeconds;
  const { items } = await listAfter(
    source,
    call,
    {
      start_time: today - usageDays * daySeconds,
      bucket_width: "1d",
      limit: 31,
      group_by: ["project_id", "model"],
    },
    "page",
  );
  const buckets = z.array(Bucket).safeParse(items);
  if (!buckets.success) throw malformed(call, buckets.error);
  const used = new Map<string, Set<string>>();
  for (const { project_id, model, num_model_requests } of buckets.data.flatMap(({ results }) => results)) {
    if (!project_id || !model || num_model_requests === 0) continue;
    used.set(project_id, (used.get(project_id) ?? new Set()).add(model));
  }
  return used;
}
