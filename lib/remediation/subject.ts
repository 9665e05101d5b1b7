import { z } from "zod";

import { personOf, type Context } from "#lib/access/context.ts";
import type { SubjectType } from "#lib/contract/remediation.ts";
import { AppError } from "#lib/domain/errors.ts";
import { severities } from "#lib/domain/severity.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { allOf, queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** What remediation needs to know of a finding or an issue. */
const Subject = z.object({
  id: z.string(),
  severity: z.enum(severities),
  status: z.string(),
  assigneeId: z.string().nullable(),
  teamId: z.string().nullable(),
  dueAt: z.date().nullable(),
});
export type Subject = z.infer<typeof Subject>;

/** Names of our own, never of the caller's. */
export const tableOf: Record<SubjectType, Sql> = { finding: sql`"Finding"`, issue: sql`"Issue"` };

/** Fetches and locks the subject within the organization and what the actor may see. Throws `not-found`. */
export async function lockSubject(tx: Tx, ctx: Context, type: SubjectType, id: string): Promise<Subject> {
  const conditions = [
    sql`f."organizationId" = ${ctx.organizationId}::uuid`,
    sql`f.id = ${id}::uuid`,
    ...visibility(ctx),
  ];
  const [subject] = await queryRows(
    tx,
    Subject,
    sql`SELECT f.id, f.severity, f.status, f."assigneeId", f."teamId", f."dueAt"
        FROM ${tableOf[type]} f WHERE ${allOf(conditions)} FOR UPDATE`,
  );
  if (!subject) throw new AppError("not-found", `There is no such ${type}.`);
  return subject;
}

/** Refuses people and teams of other organizations, and people who can no longer sign in. */
export async function requireOwner(
  tx: Tx,
  ctx: Context,
  { assigneeId, teamId }: { assigneeId: string | null; teamId: string | null },
): Promise<void> {
  const { organizationId } = ctx;
  if (assigneeId !== null) {
    const member = await tx.membership.findUnique({
      where: { organizationId_userId: { organizationId, userId: assigneeId } },
    });
    if (!member || member.disabledAt !== null)
      throw unknownOwner("assigneeId", "There is no such person in this organization");
  }
  if (teamId !== null) {
    const team = await tx.team.findFirst({ where: { organizationId, id: teamId } });
    if (!team) throw unknownOwner("teamId", "There is no such team in this organization");
  }
}

const unknownOwner = (field: string, message: string) =>
  new AppError("invalid-input", `${field}: ${message}.`, { fields: [{ field, message }] });

/** Whether the subject is the actor's or one of the actor's teams'. */
export async function isOwn(tx: Tx, ctx: Context, subject: Subject): Promise<boolean> {
  const userId = personOf(ctx);
  if (subject.assigneeId === userId) return true;
  if (subject.teamId === null) return false;
  const { organizationId } = ctx;
  return (await tx.teamMember.count({ where: { organizationId, teamId: subject.teamId, userId } })) > 0;
}
