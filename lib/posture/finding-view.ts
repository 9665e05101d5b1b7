import { z } from "zod";

import { FindingView } from "#lib/contract/findings.ts";
import { isResourceType, titleOf } from "#lib/domain/resource.ts";
import { sql } from "#lib/platform/sql.ts";
import { checkById } from "./check-by-id.ts";

/** Columns of "Finding" f with the names of who has it. */
export const findingColumns = sql`
  f.id, f."checkId", f.severity, f."severityWeight", f.layer, f.status, f.reason, f."resourceId", f."resourceKey",
  f."resourceName", f."resourceType", f.provider, f.account, f.region, f.source AS origin, f."firstSeenAt", f."openedAt", f."changedAt",
  f."resolvedAt", f."reopenedCount", f."dueAt", f."assigneeId", f."teamId", f."exceptedUntil",
  f."checkVersion",
  CASE WHEN f."checkId" LIKE 'custom/%' THEN (SELECT c.title FROM "CustomCheck" c
    WHERE c."organizationId" = f."organizationId" AND c.slug = substr(f."checkId", 8)) END AS "ownTitle",
  (SELECT r.title FROM "ImportedRule" r WHERE r."organizationId" = f."organizationId" AND r."checkId" = f."checkId") AS "ruleTitle",
  (SELECT u.name FROM "User" u WHERE u.id = f."assigneeId") AS "assigneeName",
  (SELECT t.name FROM "Team" t WHERE t.id = f."teamId") AS "teamName"`;

export const FindingRow = z.object({
  id: z.string(),
  checkId: z.string(),
  severity: FindingView.shape.severity,
  severityWeight: z.number(),
  layer: FindingView.shape.layer,
  status: FindingView.shape.status,
  reason: z.string(),
  resourceId: z.string().nullable(),
  resourceKey: z.string(),
  resourceName: z.string(),
  resourceType: z.string(),
  provider: FindingView.shape.resource.shape.provider,
  account: z.string(),
  region: z.string().nullable(),
  origin: z.string(),
  /** Of another tool's rule. */
  ruleTitle: z.string().nullable(),
  firstSeenAt: z.date(),
  openedAt: z.date(),
  changedAt: z.date(),
  resolvedAt: z.date().nullable(),
  reopenedCount: z.number(),
  dueAt: z.date().nullable(),
  assigneeId: z.string().nullable(),
  teamId: z.string().nullable(),
  exceptedUntil: z.date().nullable(),
  assigneeName: z.string().nullable(),
  teamName: z.string().nullable(),
  checkVersion: z.number().nullable(),
  /** Of an organization's own check. */
  ownTitle: z.string().nullable(),
});
export type FindingRow = z.infer<typeof FindingRow>;

export const toFindingView = (row: FindingRow): FindingView => ({
  id: row.id,
  checkId: row.checkId,
  title: checkById(row.checkId)?.title ?? row.ownTitle ?? row.ruleTitle ?? row.checkId,
  origin: row.origin,
  severity: row.severity,
  layer: row.layer,
  status: row.status,
  reason: row.reason,
  resource: {
    id: row.resourceId,
    key: row.resourceKey,
    name: row.resourceName,
    type: row.resourceType,
    typeTitle: isResourceType(row.resourceType) ? titleOf(row.resourceType) : "Not in the inventory",
    provider: row.provider,
    account: row.account,
    region: row.region,
  },
  firstSeenAt: row.firstSeenAt.toISOString(),
  openedAt: row.openedAt.toISOString(),
  changedAt: row.changedAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  reopenedCount: row.reopenedCount,
  dueAt: row.dueAt?.toISOString() ?? null,
  assignee: named(row.assigneeId, row.assigneeName),
  team: named(row.teamId, row.teamName),
  exceptedUntil: row.exceptedUntil?.toISOString() ?? null,
});

const named = (id: string | null, name: string | null): { id: string; name: string } | null =>
  id && name ? { id, name } : null;
