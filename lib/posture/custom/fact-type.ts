import { z } from "zod";

import { facetSchemas, resourceClasses, type ResourceClass } from "#lib/domain/resource-class.ts";
import { isResourceType, resourceTypes } from "#lib/domain/resource.ts";

/** What is known of a value before there is one. `any` is what nothing is known of. */
export type FactType = { nullable?: boolean } & (
  | { kind: "any" | "bool" | "number" | "int" | "null" }
  | { kind: "text"; options?: readonly string[] }
  | { kind: "list"; item: FactType }
  | { kind: "map"; value: FactType }
  | { kind: "record"; title: string; fields: ReadonlyMap<string, FactType>; isResource?: true }
);

const anything: FactType = { kind: "any" };
const text: FactType = { kind: "text" };

/** Only the parts of JSON Schema that our own schemas use. */
type Schema = {
  type?: string;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
};

function fromSchema(schema: Schema, title: string): FactType {
  if (schema.anyOf) return fromChoices(schema.anyOf, title);
  if (schema.enum) return { kind: "text", options: schema.enum.filter((one) => typeof one === "string") };
  if (typeof schema.const === "string") return { kind: "text", options: [schema.const] };
  switch (schema.type) {
    case "boolean":
      return { kind: "bool" };
    case "number":
    case "integer":
      return { kind: "number" };
    case "string":
      return text;
    case "null":
      return { kind: "null" };
    case "array":
      return { kind: "list", item: schema.items ? fromSchema(schema.items, title) : anything };
    case "object":
      return fromObject(schema, title);
    case undefined:
    default:
      return anything;
  }
}

function fromObject({ properties, additionalProperties }: Schema, title: string): FactType {
  if (!properties && typeof additionalProperties === "object")
    return { kind: "map", value: fromSchema(additionalProperties, title) };
  if (!properties) return anything;
  return {
    kind: "record",
    title,
    fields: new Map(Object.entries(properties).map(([name, one]) => [name, fromSchema(one, name)])),
  };
}

function fromChoices(choices: readonly Schema[], title: string): FactType {
  const others = choices.filter(({ type }) => type !== "null");
  const [only] = others;
  const nullable = others.length < choices.length;
  if (others.length === 1 && only) return { ...fromSchema(only, title), ...(nullable ? { nullable } : {}) };
  return nullable ? { kind: "any", nullable } : anything;
}

const typesByClass = new Map<ResourceClass, FactType>();

export function facetsType(wanted: ResourceClass): FactType {
  const known = typesByClass.get(wanted);
  if (known) return known;
  const made = ofZod(facetSchemas[wanted], `${wanted}'s facets`);
  typesByClass.set(wanted, made);
  return made;
}

export const propertiesType = (type: string | null): FactType =>
  type !== null && isResourceType(type)
    ? ofZod(resourceTypes[type].properties, `properties of ${type}`)
    : anything;

function ofZod(schema: z.ZodType, title: string): FactType {
  // Safe because Zod writes JSON Schema, of which `Schema` names the part that is read.
  return fromSchema(z.toJSONSchema(schema, { unrepresentable: "any", io: "output" }) as Schema, title);
}

const option = (...options: string[]): FactType => ({ kind: "text", options, nullable: true });
export const derivedType: FactType = {
  kind: "record",
  title: "derived facts",
  fields: new Map([
    ["exposure", option("anyone", "credential", "internal")],
    ["sensitivity", option("sensitive", "internal", "public", "unclassified")],
    ["privilege", option("admin", "broad", "scoped", "none")],
  ]),
};

const common: readonly (readonly [string, FactType])[] = [
  ["key", text],
  ["name", text],
  ["type", text],
  ["class", { kind: "text", options: resourceClasses }],
  ["account", text],
  ["region", { kind: "text", nullable: true }],
  ["tags", { kind: "map", value: text }],
  ["derived", derivedType],
];

/** What no loop may call its own. */
export const variableNames: readonly string[] = [...common.map(([name]) => name), "facets", "properties"];

/** The variables of an expression about a class. */
export const variablesOf = (wanted: ResourceClass, type: string | null): ReadonlyMap<string, FactType> =>
  new Map([...common, ["facets", facetsType(wanted)], ["properties", propertiesType(type)]]);

let neighbour: FactType | null = null;

/** A resource of whatever class: it may have any facet that some class has. */
export function neighbourType(): FactType {
  if (neighbour) return neighbour;
  const fields = new Map<string, FactType>();
  for (const one of resourceClasses) {
    const type = facetsType(one);
    if (type.kind !== "record") continue;
    for (const [name, field] of type.fields) fields.set(name, fields.has(name) ? anything : field);
  }
  const facets: FactType = { kind: "record", title: "any class's facets", fields };
  neighbour = {
    kind: "record",
    title: "a resource",
    isResource: true,
    fields: new Map([...common, ["facets", facets], ["properties", anything]]),
  };
  return neighbour;
}

/** In a few words, for a reader. */
export function describeType(type: FactType): string {
  const or = type.nullable ? " or null" : "";
  switch (type.kind) {
    case "bool":
      return `true or false${or}`;
    case "text":
      return (type.options ? type.options.map((one) => `"${one}"`).join(", ") : "text") + or;
    case "number":
    case "int":
      return `number${or}`;
    case "list":
      return `list of ${describeType(type.item)}${or}`;
    case "map":
      return `map to ${describeType(type.value)}${or}`;
    case "record":
      return `record of ${[...type.fields.keys()].slice(0, 12).join(", ")}${or}`;
    case "null":
      return "null";
    case "any":
      return `anything${or}`;
  }
}
