import { z } from "zod";

import type { Batch } from "#lib/domain/connector.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";

/** The resource without the facts that are unknown, and with the reason for each, by `facets.x`, `properties.x` or `relationships.kind`. */
export function withUnknown<T extends ResourceType>(
  resource: Resource<T>,
  unknowns: Readonly<Record<string, Unknown | null>>,
): Resource<T> {
  const named = Object.entries(unknowns).filter((entry): entry is [string, Unknown] => entry[1] !== null);
  if (named.length === 0) return resource;
  const without = (values: object, prefix: string) =>
    Object.fromEntries(
      Object.entries(values).filter(([name]) => !named.some(([path]) => path === `${prefix}.${name}`)),
    );
  // Safe because every reader of a resource with `unknown` goes through the guard that throws on what is left out.
  return {
    ...resource,
    properties: without(resource.properties, "properties"),
    facets: without(resource.facets, "facets"),
    unknown: { ...resource.unknown, ...Object.fromEntries(named) },
  } as Resource<T>;
}

/** Normalizes each record by itself: one that does not fit is counted, the others stand. */
export function normalizeEach<T>(
  call: string,
  records: readonly T[],
  normalize: (record: T) => Batch,
): Batch {
  const batches: Batch[] = [];
  const unparsed: { call: string; message: string }[] = [];
  for (const record of records)
    try {
      batches.push(normalize(record));
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      unparsed.push({ call, message: z.prettifyError(error).slice(0, 500) });
    }
  return {
    resources: batches.flatMap(({ resources }) => resources),
    relationships: batches.flatMap(({ relationships }) => relationships),
    unparsed,
  };
}
