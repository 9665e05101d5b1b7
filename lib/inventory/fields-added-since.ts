import { facetSchemas } from "#lib/domain/resource-class.ts";
import { classOf, resourceTypes, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";

type Document = Pick<Resource, "properties" | "facets" | "unknown">;
type Unknowns = Readonly<Record<string, Unknown>>;

/**
 * What this version knows of a type and the stored document does not state, for it was collected by an earlier one:
 * unknown until the next sync, and named beside what was unknown already.
 */
export function withFieldsAddedSince(type: ResourceType, document: Document): Unknowns | undefined {
  const missing = fieldsOf(type).filter(
    ({ path, group, name }) => !(name in document[group]) && !document.unknown?.[path],
  );
  if (missing.length === 0) return document.unknown;
  return {
    ...document.unknown,
    ...Object.fromEntries(missing.map(({ path }) => [path, collectedEarlier])),
  };
}

type Field = { group: "properties" | "facets"; name: string; path: string };
const known = new Map<ResourceType, readonly Field[]>();

function fieldsOf(type: ResourceType): readonly Field[] {
  const found = known.get(type) ?? [
    ...required("properties", resourceTypes[type].properties.shape),
    ...required("facets", facetSchemas[classOf(type)].shape),
  ];
  known.set(type, found);
  return found;
}

function required(group: Field["group"], shape: object): Field[] {
  return Object.entries(shape).flatMap(
    ([name, field]: [string, { safeParse: (value: unknown) => object }]) =>
      "error" in field.safeParse(undefined) ? [{ group, name, path: `${group}.${name}` }] : [],
  );
}

const collectedEarlier: Unknown = {
  reason: "not-recorded",
  call: "sync",
  permission: null,
  message: "It was collected by an earlier version of Nacre. Sync the connection.",
};
