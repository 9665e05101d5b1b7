import { toRecord } from "#lib/inventory/resource-record.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Cell } from "#lib/platform/copy.ts";
import { newId } from "#lib/platform/id.ts";

/** Where resources of a measure were found, and when. */
export type Found = { organizationId: string; connectionId: string; collectionId: string; at: Date };

/** Columns of "Resource", in the order of `resourceCells`. */
export const resourceColumns = [
  "id",
  "organizationId",
  "connectionId",
  "collectionId",
  "key",
  "type",
  "class",
  "layer",
  "provider",
  "account",
  "region",
  "name",
  "hash",
  "document",
  "attention",
  "firstSeenAt",
  "changedAt",
] as const;

/** A resource as a row, hashed as a sync does it. */
export function resourceCells(resource: Resource, found: Found): Cell[] {
  const { at, ...place } = found;
  const cells: Record<(typeof resourceColumns)[number], Cell> = {
    ...toRecord(resource),
    ...place,
    id: newId(),
    firstSeenAt: at,
    changedAt: at,
  };
  return resourceColumns.map((column) => cells[column]);
}
