import { z } from "zod";

import type { ChangeTeam, CreateTeam, Team } from "#lib/contract/access.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { allOf, queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import { takeTurn, type Tx } from "#lib/platform/transaction.ts";
import { audit } from "./audit.ts";
import { inTransaction, requirePermission, type Context } from "./context.ts";

const Row = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.date(),
  members: z.array(z.object({ id: z.string(), name: z.string() })),
});

export async function listTeams(ctx: Context): Promise<{ items: Team[] }> {
  requirePermission(ctx, "people:read");
  return { items: await inTransaction(ctx, (tx) => teams(tx, ctx)) };
}

export async function createTeam(ctx: Context, { name, memberIds }: CreateTeam): Promise<Team> {
  requirePermission(ctx, "people:write");
  return inTransaction(ctx, async (tx) => {
    await assertFreeName(tx, ctx, name);
    const { organizationId } = ctx;
    const { id } = await tx.team.create({ data: { id: newId(), organizationId, name } });
    await setMembers(tx, ctx, id, memberIds);
    const team = await teamInOrganization(tx, ctx, id);
    await audit(tx, ctx, { action: "team.create", subjectType: "team", subjectId: id, after: summary(team) });
    return team;
  });
}

export async function changeTeam(ctx: Context, teamId: string, change: ChangeTeam): Promise<Team> {
  requirePermission(ctx, "people:write");
  return inTransaction(ctx, async (tx) => {
    const before = await teamInOrganization(tx, ctx, teamId);
    if (change.name !== undefined && change.name !== before.name) {
      await assertFreeName(tx, ctx, change.name, teamId);
      await tx.team.update({ where: { id: teamId }, data: { name: change.name } });
    }
    if (change.memberIds) await setMembers(tx, ctx, teamId, change.memberIds);
    const after = await teamInOrganization(tx, ctx, teamId);
    await audit(tx, ctx, {
      action: "team.change",
      subjectType: "team",
      subjectId: teamId,
      before: summary(before),
      after: summary(after),
    });
    return after;
  });
}

export async function deleteTeam(ctx: Context, teamId: string): Promise<void> {
  requirePermission(ctx, "people:write");
  await inTransaction(ctx, async (tx) => {
    const before = await teamInOrganization(tx, ctx, teamId);
    const { organizationId } = ctx;
    const open = await tx.assignment.count({ where: { organizationId, teamId, endedAt: null } });
    if (open > 0)
      throw new AppError(
        "conflict",
        `${before.name} has ${open} open assignments. Give them to somebody else first.`,
      );
    await tx.teamMember.deleteMany({ where: { organizationId, teamId } });
    await tx.team.delete({ where: { id: teamId } });
    await audit(tx, ctx, {
      action: "team.delete",
      subjectType: "team",
      subjectId: teamId,
      before: summary(before),
    });
  });
}

async function teamInOrganization(tx: Tx, ctx: Context, teamId: string): Promise<Team> {
  const [team] = await teams(tx, ctx, sql`t.id = ${teamId}::uuid`);
  if (!team) throw new AppError("not-found", "There is no such team in this organization.");
  return team;
}

async function teams(tx: Tx, ctx: Context, ...conditions: Sql[]): Promise<Team[]> {
  const rows = await queryRows(
    tx,
    Row,
    sql`SELECT t.id, t.name, t."createdAt",
          (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) ORDER BY u.name), '[]')
            FROM "TeamMember" tm JOIN "User" u ON u.id = tm."userId" WHERE tm."teamId" = t.id) AS members
        FROM "Team" t
        WHERE ${allOf([sql`t."organizationId" = ${ctx.organizationId}::uuid`, ...conditions])}
        ORDER BY lower(t.name), t.id`,
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

async function assertFreeName(
  tx: Tx,
  { organizationId }: Context,
  name: string,
  ownId: string | null = null,
): Promise<void> {
  // Two teams that want the same name at the same instant take turns.
  await takeTurn(tx, `teams ${organizationId}`);
  const taken = await queryRows(
    tx,
    z.object({ id: z.string() }),
    sql`SELECT id FROM "Team" WHERE "organizationId" = ${organizationId}::uuid AND lower(name) = lower(${name})`,
  );
  if (taken.some(({ id }) => id !== ownId))
    throw new AppError("conflict", `There is a team ${name} already.`, {
      fields: [{ field: "name", message: "There is a team of this name already" }],
    });
}

async function setMembers(tx: Tx, ctx: Context, teamId: string, memberIds: readonly string[]): Promise<void> {
  const { organizationId } = ctx;
  const wanted = [...new Set(memberIds)];
  const members = await tx.membership.count({ where: { organizationId, userId: { in: wanted } } });
  if (members !== wanted.length)
    throw new AppError(
      "invalid-input",
      "memberIds: Somebody of these does not belong to this organization.",
      {
        fields: [{ field: "memberIds", message: "Somebody of these does not belong to this organization" }],
      },
    );
  await tx.teamMember.deleteMany({ where: { organizationId, teamId } });
  await tx.teamMember.createMany({ data: wanted.map((userId) => ({ organizationId, teamId, userId })) });
}

const summary = ({ name, members }: Team) => ({ name, members: members.map((member) => member.name) });
