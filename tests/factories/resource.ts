import { z } from "zod";

import { facetSchemas, type FacetsOf, type ResourceClass } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

/** A resource of a class whose facets are all stated and dull: false, empty, the first of a choice. */
export function createResource<C extends ResourceClass>(
  wanted: C,
  key: string,
  facets: Partial<FacetsOf<C>> = {},
  extra: Parameters<typeof sampleResource>[3] = {},
): Resource {
  const fields: Record<string, z.ZodType> = facetSchemas[wanted].shape;
  const dull = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, dullValue(field)]));
  // Safe because every field of the class's own schema is given a value of that schema.
  return sampleResource(wanted, key, { ...(dull as FacetsOf<C>), ...facets }, extra);
}

const candidates: readonly unknown[] = [null, false, [], 0, "none", ""];

function dullValue(field: z.ZodType): unknown {
  const fitting = candidates.find((candidate) => field.safeParse(candidate).success);
  if (fitting !== undefined) return fitting;
  if (field instanceof z.ZodEnum) return field.options[0];
  throw new Error(`No dull value fits ${field.type}`);
}
