import type { Source } from "#lib/domain/connector.ts";
import { existing } from "./existing.ts";
import { itemsOf, type Answer } from "./pages.ts";

/** Jobs are kept for ever and describe the past: what ran of late tells how jobs are run here. */
export const newestMax = 100;

/** The newest entries of a listing that would have no end. */
export async function newest(
  source: Source,
  service: string,
  operation: string,
  list: string,
  input: Answer,
): Promise<readonly unknown[]> {
  return itemsOf((await existing(source, service, operation, input)) ?? {}, list).slice(0, newestMax);
}

/** How the services whose members begin with a small letter are asked for the newest first, and SageMaker. */
export const newestFirst: Answer = { sortBy: "CreationTime", sortOrder: "Descending", maxResults: newestMax };
export const newestFirstInCapitals: Answer = {
  SortBy: "CreationTime",
  SortOrder: "Descending",
  MaxResults: newestMax,
};
