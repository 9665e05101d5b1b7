import { z } from "zod";

import { ResourceView } from "#lib/contract/inventory.ts";
import { isResourceType, titleOf } from "#lib/domain/resource.ts";
import { sql } from "#lib/platform/sql.ts";

export const resourceColumns = sql`
  r.id, r.key, r.name, r.type, r.class, r.layer, r.provider, r.account, r.region,
  r.derived->'exposure'->>'reach' AS exposure, r.derived->'sensitivity'->>'level' AS sensitivity,
  r.derived->'privilege'->>'level' AS privilege,
  (SELECT count(*)::int FROM jsonb_object_keys(r.document->'unknown')) AS "unknownCount",
  r.attention, r."firstSeenAt", r."changedAt", r."removedAt"`;

export const ResourceRow = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  class: z.string(),
  layer: z.string(),
  provider: z.string(),
  account: z.string(),
  region: z.string().nullable(),
  exposure: z.string().nullable(),
  sensitivity: z.string().nullable(),
  privilege: z.string().nullable(),
  unknownCount: z.number(),
  attention: z.number(),
  firstSeenAt: z.date(),
  changedAt: z.date(),
  removedAt: z.date().nullable(),
});
export type ResourceRow = z.infer<typeof ResourceRow>;

export const toResourceView = (row: ResourceRow): ResourceView =>
  ResourceView.parse({
    ...row,
    typeTitle: typeTitle(row.type),
    firstSeenAt: row.firstSeenAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    removedAt: row.removedAt?.toISOString() ?? null,
  });

/** A type that this version no longer knows is shown by its own name. */
export const typeTitle = (type: string): string => (isResourceType(type) ? titleOf(type) : type);
