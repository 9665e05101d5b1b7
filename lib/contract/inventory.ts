import {
  createLoader,
  createSerializer,
  parseAsInteger,
  parseAsString,
  type inferParserType,
} from "nuqs/server";
import { z } from "zod";

import { Derived } from "#lib/domain/derived.ts";
import { layers } from "#lib/domain/layer.ts";
import { providers } from "#lib/domain/provider.ts";
import { relationshipKinds } from "#lib/domain/relationship.ts";
import { resourceClasses } from "#lib/domain/resource-class.ts";
import { collectionStates, UnknownView } from "./connections.ts";
import { LoggedBy } from "./logged-change.ts";
import { parseAsOneOf, parseAsSetOf } from "./parsers.ts";

export const reaches = ["anyone", "credential", "internal"] as const;
export const sensitivities = ["sensitive", "internal", "public", "unclassified"] as const;
export const privileges = ["admin", "broad", "scoped", "none"] as const;
/** `attention`: AI first, then what is exposed, sensitive or powerful. */
export const resourceSorts = ["attention", "name", "newest"] as const;

export const resourceFilterParsers = {
  class: parseAsSetOf(resourceClasses).withDefault([]),
  layer: parseAsSetOf(layers).withDefault([]),
  provider: parseAsSetOf(providers).withDefault([]),
  exposure: parseAsSetOf(reaches).withDefault([]),
  sensitivity: parseAsSetOf(sensitivities).withDefault([]),
  privilege: parseAsSetOf(privileges).withDefault([]),
  type: parseAsString.withDefault(""),
  account: parseAsString.withDefault(""),
  region: parseAsString.withDefault(""),
  connection: parseAsString.withDefault(""),
  /** Part of the name, or the start of the key. */
  q: parseAsString.withDefault(""),
  /** `present` leaves out what was removed, `removed` shows only that. */
  state: parseAsOneOf(["present", "removed"]).withDefault("present"),
  sort: parseAsOneOf(resourceSorts).withDefault("name"),
  cursor: parseAsString,
  limit: parseAsInteger.withDefault(100),
};
export type ResourceFilters = inferParserType<typeof resourceFilterParsers>;
export const loadResourceFilters = createLoader(resourceFilterParsers);
export const serializeResourceFilters = createSerializer(resourceFilterParsers);

const time = z.iso.datetime();

export const ResourceView = z.object({
  id: z.string(),
  /** The provider's own id. */
  key: z.string(),
  name: z.string(),
  type: z.string(),
  typeTitle: z.string(),
  class: z.enum(resourceClasses),
  layer: z.enum(layers),
  provider: z.enum(providers),
  account: z.string(),
  region: z.string().nullable(),
  exposure: z.enum(reaches).nullable(),
  sensitivity: z.enum(sensitivities).nullable(),
  privilege: z.enum(privileges).nullable(),
  /** Facts about it that could not be collected. */
  unknownCount: z.number(),
  firstSeenAt: time,
  changedAt: time,
  removedAt: time.nullable(),
});
export type ResourceView = z.infer<typeof ResourceView>;

export const ResourcePage = z.object({
  items: z.array(ResourceView),
  nextCursor: z.string().nullable(),
  /** How many the filters admit, counted no further than `countMax`. */
  count: z.number(),
});
export type ResourcePage = z.infer<typeof ResourcePage>;
/** A count that reached this says "this many or more". */
export const countMax = 10_000;

const Counts = z.record(z.string(), z.number());
/** How many resources each value has, of those that the other filters admit. */
export const ResourceFacets = z.object({
  class: Counts,
  type: Counts,
  layer: Counts,
  provider: Counts,
  account: Counts,
  exposure: Counts,
  sensitivity: Counts,
  total: z.number(),
});
export type ResourceFacets = z.infer<typeof ResourceFacets>;

export const RelationshipView = z.object({
  kind: z.enum(relationshipKinds),
  /** `out` is read "this resource <kind> other", `in` "other <kind> this resource". */
  direction: z.enum(["out", "in"]),
  reason: z.string().nullable(),
  /** Computed over the graph, not stated by the provider. */
  derived: z.boolean(),
  other: z.object({
    key: z.string(),
    /** Null where no connection has collected it. */
    id: z.string().nullable(),
    name: z.string(),
    type: z.string().nullable(),
    typeTitle: z.string().nullable(),
    class: z.enum(resourceClasses).nullable(),
    layer: z.enum(layers).nullable(),
  }),
});
export type RelationshipView = z.infer<typeof RelationshipView>;

export const ResourceDetail = ResourceView.extend({
  tags: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.unknown()),
  facets: z.record(z.string(), z.unknown()),
  unknown: z.array(UnknownView.extend({ path: z.string() })),
  derived: Derived,
  relationships: z.array(RelationshipView),
  /** The resources that the reasons of derived facts name by their keys, as far as they are in the inventory. */
  mentioned: z.array(z.object({ key: z.string(), id: z.string(), name: z.string(), typeTitle: z.string() })),
  /** Where it was read, and when that was last confirmed. */
  source: z.object({
    connectionId: z.string(),
    connectionName: z.string(),
    collectorId: z.string(),
    collectorTitle: z.string(),
    state: z.enum(collectionStates),
    verifiedAt: time.nullable(),
  }),
});
export type ResourceDetail = z.infer<typeof ResourceDetail>;

export const ResourceChange = z.object({
  /** `properties.encryption.key`, `tags.owner`, `name`. */
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type ResourceChange = z.infer<typeof ResourceChange>;

/** The states a resource was in, newest first, each with what made it differ from the one before. */
export const ResourceHistory = z.object({
  items: z.array(
    z.object({
      validFrom: time,
      /** Null for the present state. */
      validTo: time.nullable(),
      name: z.string(),
      changes: z.array(ResourceChange),
      /** What the provider's log says of who made it so; null where there is no log that could. */
      log: LoggedBy.nullable(),
    }),
  ),
  firstSeenAt: time,
  removedAt: time.nullable(),
});
export type ResourceHistory = z.infer<typeof ResourceHistory>;
