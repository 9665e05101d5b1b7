import { ZodError } from "zod";

import type { Batch } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import type { Unknowns } from "./pages.ts";

/** Normalizes each record; one that does not fit its schema is counted and left out. */
export function batchOf<Raw>(call: string, raws: Iterable<Raw>, normalize: (raw: Raw) => Batch): Batch {
  const resources: Resource[] = [];
  const relationships: Relationship[] = [];
  const unparsed: { call: string; message: string }[] = [];
  for (const raw of raws)
    try {
      const batch = normalize(raw);
      resources.push(...batch.resources);
      relationships.push(...batch.relationships);
      unparsed.push(...(batch.unparsed ?? []));
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      const [issue] = error.issues;
      unparsed.push({ call, message: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is malformed"}` });
    }
  return { resources, relationships, unparsed };
}

/** The resource without the facts that could not be collected, which are named in its `unknown` instead. */
export function withUnknowns<T extends ResourceType>(resource: Resource<T>, unknowns: Unknowns): Resource<T> {
  if (Object.keys(unknowns).length === 0) return resource;
  const known = (values: object, prefix: string) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !unknowns[`${prefix}.${name}`]));
  // Safe because the graph's guard makes every read of what is left out end in `unknown`.
  return {
    ...resource,
    properties: known(resource.properties, "properties"),
    facets: known(resource.facets, "facets"),
    unknown: unknowns,
  } as Resource<T>;
}

/** Runs at most `limit` at a time, and keeps the order. Once one failed, nothing more is begun. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  limit: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let failed = false;
  const work = async () => {
    while (next < items.length && !failed) {
      const at = next++;
      const item = items[at];
      if (item === undefined) continue;
      results[at] = await map(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}
