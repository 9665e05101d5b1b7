import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { WorkloadMemberView } from "#lib/contract/workloads.ts";
import { Derived } from "#lib/domain/derived.ts";
import { isResourceType, titleOf } from "#lib/domain/resource.ts";
import { severities } from "#lib/domain/severity.ts";
import { memberRoles, memberRoleTitles } from "#lib/domain/workload.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

const Row = z.object({
  resourceId: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  class: z.string(),
  provider: z.string(),
  account: z.string(),
  layer: z.string(),
  role: z.enum(memberRoles),
  reason: z.string(),
  shared: z.boolean(),
  derived: Derived,
  openCount: z.coerce.number(),
  worstRank: z.number().nullable(),
});
export type Member = { view: WorkloadMemberView; derived: Derived };

/** Members with what is open on each, in the order of what they do. */
export async function listMembers(tx: Tx, ctx: Context, workloadId: string): Promise<Member[]> {
  const rows = await queryRows(
    tx,
    Row,
    sql`SELECT r.id AS "resourceId", r.key, r.name, r.type, r.class, r.provider, r.account, m.layer, m.role, m.reason,
               m.shared, r.derived, count(f.id) AS "openCount", min(f."severityRank") AS "worstRank"
        FROM "WorkloadMember" m
        JOIN "Resource" r ON r."organizationId" = m."organizationId" AND r.key = m."resourceKey" AND r."removedAt" IS NULL
        LEFT JOIN "Finding" f ON f."organizationId" = m."organizationId" AND f."resourceKey" = m."resourceKey"
          AND f.status IN ('open', 'in-progress')
        WHERE m."organizationId" = ${ctx.organizationId}::uuid AND m."workloadId" = ${workloadId}::uuid
        GROUP BY r.id, r.key, r.name, r.type, r.class, r.provider, r.account, r.derived, m.layer, m.role, m.reason, m.shared
        ORDER BY array_position(${[...memberRoles]}::text[], m.role), r.name, r.id`,
  );
  return rows.map(({ derived, worstRank, ...row }) => ({
    derived,
    view: WorkloadMemberView.parse({
      ...row,
      typeTitle: isResourceType(row.type) ? titleOf(row.type) : row.type,
      roleTitle: memberRoleTitles[row.role],
      worst: worstRank === null ? null : (severities[worstRank] ?? null),
    }),
  }));
}
