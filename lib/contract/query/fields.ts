import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { providers } from "#lib/domain/provider.ts";
import { facetSchemas, resourceClasses, type ResourceClass } from "#lib/domain/resource-class.ts";
import { classOf, isResourceType, resourceTypes, type ResourceType } from "#lib/domain/resource.ts";
import { severities } from "#lib/domain/severity.ts";

/** What a field holds, as far as a condition may ask about it. */
export type FieldShape =
  { kind: "text" | "number" | "boolean" | "list" | "time" } | { kind: "choice"; choices: readonly string[] };

const text: FieldShape = { kind: "text" };
const choice = (choices: readonly string[]): FieldShape => ({ kind: "choice", choices });

/** What every resource can be asked. */
export const commonFields: Readonly<Record<string, FieldShape>> = {
  name: text,
  key: text,
  type: text,
  account: text,
  region: text,
  class: choice(resourceClasses),
  layer: choice(layers),
  provider: choice(providers),
  exposure: choice(["anyone", "credential", "internal"]),
  sensitivity: choice(["sensitive", "internal", "public", "unclassified"]),
  dataClasses: { kind: "list" },
  privilege: choice(["admin", "broad", "scoped", "none"]),
  worstFinding: choice(severities),
  openFindings: { kind: "number" },
};

// Safe because these are the keys of that very object.
const allTypes = Object.keys(resourceTypes) as ResourceType[];

const isClass = (name: string): name is ResourceClass => Object.hasOwn(facetSchemas, name);

/** Everything a node may be called: classes, then types. */
export const selectable: readonly string[] = [...resourceClasses, ...allTypes];
export const isSelectable = (name: string): boolean => isClass(name) || isResourceType(name);

/** What can be asked of a node, beside what every resource can: facets and properties of what it may be. */
export function fieldsOf(select: readonly string[]): ReadonlyMap<string, FieldShape> {
  const id = select.join("|");
  const known = fieldsBySelection.get(id);
  if (known) return known;
  const types = allTypes.filter((type) => select.length === 0 || select.some((name) => isA(type, name)));
  const fields = new Map<string, FieldShape>();
  for (const type of types) addShapes(fields, resourceTypes[type].properties.shape);
  for (const name of new Set(types.map(classOf))) addShapes(fields, facetSchemas[name].shape);
  for (const [name, shape] of Object.entries(commonFields)) fields.set(name, shape);
  fieldsBySelection.set(id, fields);
  return fields;
}
const fieldsBySelection = new Map<string, ReadonlyMap<string, FieldShape>>();

const isA = (type: ResourceType, name: string): boolean => type === name || classOf(type) === name;

function addShapes(fields: Map<string, FieldShape>, shapes: Readonly<Record<string, z.ZodType>>): void {
  for (const [name, schema] of Object.entries(shapes)) {
    const shape = shapeOf(schema);
    const other = fields.get(name);
    // Where two types mean different things by one name, only what holds for any text is asked of it.
    fields.set(name, other && other.kind !== shape.kind ? text : merged(other, shape));
  }
}

const merged = (a: FieldShape | undefined, b: FieldShape): FieldShape =>
  a?.kind === "choice" && b.kind === "choice" ? choice([...new Set([...a.choices, ...b.choices])]) : b;

function shapeOf(schema: z.ZodType): FieldShape {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    // Safe because what these wrap is a schema, which the library types more loosely.
    return shapeOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodEnum) return choice(schema.options.map(String));
  if (schema instanceof z.ZodBoolean) return { kind: "boolean" };
  if (schema instanceof z.ZodNumber) return { kind: "number" };
  if (schema instanceof z.ZodArray || schema instanceof z.ZodRecord || schema instanceof z.ZodObject)
    return { kind: "list" };
  return schema instanceof z.ZodISODateTime ? { kind: "time" } : text;
}
