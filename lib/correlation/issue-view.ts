import { z } from "zod";

import { IssueView } from "#lib/contract/issues.ts";
import { sql } from "#lib/platform/sql.ts";

/** Columns of "Issue" f with the names of who has it and of what it is about. */
export const issueColumns = sql`
  f.id, f."pathId", f.title, f.story, f.severity, f.score, f.status, f.layers, f.providers, f.environment, f.path,
  f."workloadId", f."findingCount", f."firstSeenAt", f."openedAt", f."changedAt", f."resolvedAt", f."reopenedCount",
  f."dueAt", f."assigneeId", f."teamId",
  (SELECT w.name FROM "Workload" w WHERE w.id = f."workloadId") AS "workloadName",
  (SELECT u.name FROM "User" u WHERE u.id = f."assigneeId") AS "assigneeName",
  (SELECT t.name FROM "Team" t WHERE t.id = f."teamId") AS "teamName",
  (SELECT jsonb_object_agg(r.key, r.id) FROM "Resource" r
     WHERE r."organizationId" = f."organizationId" AND r.key = ANY(f.keys) AND r."removedAt" IS NULL) AS "idByKey"`;

const Node = z.object({ key: z.string(), name: z.string(), typeTitle: z.string() });
/** As `plan-issues` stored it. */
export const StoredPathRow = z.object({
  nodes: z.array(Node),
  stops: z.array(z.number()),
  edges: z.array(
    z.object({
      from: z.string(),
      kind: z.string(),
      to: z.string(),
      reason: z.string().optional(),
      against: z.boolean(),
    }),
  ),
  otherEntries: z.array(Node),
  otherTargets: z.array(Node),
  otherEntryCount: z.number().optional(),
  otherTargetCount: z.number().optional(),
});

export const IssueRow = z.object({
  id: z.string(),
  pathId: z.string(),
  title: z.string(),
  story: z.string(),
  severity: z.string(),
  score: z.number(),
  status: z.string(),
  layers: z.array(z.string()),
  providers: z.array(z.string()),
  environment: z.string().nullable(),
  path: StoredPathRow,
  workloadId: z.string().nullable(),
  workloadName: z.string().nullable(),
  findingCount: z.number(),
  firstSeenAt: z.date(),
  openedAt: z.date(),
  changedAt: z.date(),
  resolvedAt: z.date().nullable(),
  reopenedCount: z.number(),
  dueAt: z.date().nullable(),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  teamId: z.string().nullable(),
  teamName: z.string().nullable(),
  idByKey: z.record(z.string(), z.string()).nullable(),
});
export type IssueRow = z.infer<typeof IssueRow>;

export const toEnd =
  ({ idByKey }: Pick<IssueRow, "idByKey">) =>
  (node: z.infer<typeof Node> | undefined) => ({
    id: node ? (idByKey?.[node.key] ?? null) : null,
    key: node?.key ?? "",
    name: node?.name ?? "",
    typeTitle: node?.typeTitle ?? "",
  });

export function toIssueView(row: IssueRow): IssueView {
  const end = toEnd(row);
  const { workloadId, workloadName, assigneeId, assigneeName, teamId, teamName } = row;
  return IssueView.parse({
    ...row,
    entry: end(row.path.nodes[0]),
    target: end(row.path.nodes.at(-1)),
    workload: workloadId && workloadName ? { id: workloadId, name: workloadName } : null,
    assignee: assigneeId && assigneeName ? { id: assigneeId, name: assigneeName } : null,
    team: teamId && teamName ? { id: teamId, name: teamName } : null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    openedAt: row.openedAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
  });
}
