import { commonFields } from "#lib/contract/query/fields.ts";
import { classOf, layerOf, providerOf, type Resource } from "#lib/domain/resource.ts";
import type { Severity } from "#lib/domain/severity.ts";

/** Open findings of a resource, by its key. */
export type Findings = ReadonlyMap<string, { worst: Severity; openCount: number }>;

type Asked = { resource: Resource; findings: Findings };

const common: Record<string, (asked: Asked) => unknown> = {
  name: ({ resource }) => resource.name,
  key: ({ resource }) => resource.key,
  type: ({ resource }) => resource.type,
  account: ({ resource }) => resource.account,
  region: ({ resource }) => resource.region,
  class: ({ resource }) => classOf(resource.type),
  layer: ({ resource }) => layerOf(resource.type),
  provider: ({ resource }) => providerOf(resource.type),
  exposure: ({ resource }) => resource.derived?.exposure?.reach ?? null,
  sensitivity: ({ resource }) => resource.derived?.sensitivity?.level ?? null,
  dataClasses: ({ resource }) => resource.derived?.sensitivity?.dataClasses ?? [],
  privilege: ({ resource }) => resource.derived?.privilege?.level ?? null,
  worstFinding: ({ resource, findings }) => findings.get(resource.key)?.worst ?? null,
  openFindings: ({ resource, findings }) => findings.get(resource.key)?.openCount ?? 0,
};

/**
 * The value of a field of the query language; null where this resource has no such field. Throws `UnknownRead` where it
 * was not collected.
 */
export function readField(field: string, asked: Asked): unknown {
  const { resource } = asked;
  if (Object.hasOwn(commonFields, field)) return common[field]?.(asked) ?? null;
  if (field.startsWith("tags.")) return ownValue(resource.tags, field.slice("tags.".length));
  return has(resource.facets, field)
    ? ownValue(resource.facets, field)
    : ownValue(resource.properties, field);
}

// A field that was not collected is not enumerable, but an own one all the same: reading it throws.
const has = (values: object, field: string): boolean => Object.hasOwn(values, field);
const ownValue = (values: object, field: string): unknown =>
  has(values, field) ? Reflect.get(values, field) : null;
