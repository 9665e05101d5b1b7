import { z } from "zod";

import { facetSchemas, type FacetsOf, type ResourceClass } from "#lib/domain/resource-class.ts";
import { resourceTypes, type Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

/** A resource of a class whose facets are all stated and dull: false, empty, the first of a choice. */
export function createResource<C extends ResourceClass>(
  wanted: C,
  key: string,
  facets: Partial<FacetsOf<C>> = {},
  extra: Parameters<typeof sampleResource>[3] = {},
): Resource {
  // Safe because every field of the class's own schema is given a value of that schema.
  const dull = dullObject(facetSchemas[wanted]) as FacetsOf<C>;
  return sampleResource(wanted, key, { ...dull, ...facets }, extra);
}

/** As plain as a row: an example's facets refuse to be written down, and its properties are left out. */
export function stored(resource: Resource): Resource {
  const properties = { ...dullObject(resourceTypes[resource.type].properties), ...resource.properties };
  // Safe because the copy has every member of the original, and the properties of its type.
  return { ...resource, properties, facets: { ...resource.facets } } as Resource;
}

const dullObject = ({ shape }: z.ZodObject): Record<string, unknown> =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, dullValue(field)]));

const candidates: readonly unknown[] = [null, false, [], 0, "none", ""];

function dullValue(field: z.core.$ZodType): unknown {
  const fitting = candidates.find((candidate) => z.safeParse(field, candidate).success);
  if (fitting !== undefined) return fitting;
  if (field instanceof z.ZodEnum) return field.options[0];
  if (field instanceof z.ZodObject) return dullObject(field);
  throw new Error(`No dull value fits ${field._zod.def.type}`);
}
