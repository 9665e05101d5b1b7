import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

/** What effective permission amounts to, in words every cloud shares. */
export type AccessKind = Extract<
  RelationshipKind,
  "can-read" | "can-write" | "can-invoke" | "can-manage" | "can-assume" | "can-pass"
>;

/** A grant over so many resources that it is kept as one fact of its identity; a search reads it as edges. */
export type EstateGrant = {
  identityKey: string;
  kind: AccessKind;
  reason: string;
  /** Grants with the same extent reach the same resources, whoever holds them. */
  extent: string;
  /** Of the holder itself it says nothing. */
  reaches: (resource: Resource) => boolean;
};

/** What one provider's engine says of an estate. */
export type Access = {
  /** Access and `can-escalate-to`, each with the statements that decide it as its reason. */
  relationships: Relationship[];
  estateGrants: EstateGrant[];
};

/** How much is written out as edges before it is kept as facts instead. */
export type AccessLimits = {
  /** A grant that has to be compared with more resources than this is not written out. */
  perGrant: number;
  /** After this many edges, no wildcard is written out. */
  total: number;
};
export const accessLimits: AccessLimits = { perGrant: 500, total: 400_000 };
