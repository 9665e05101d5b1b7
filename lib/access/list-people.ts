import { z } from "zod";

import type { Person } from "#lib/contract/access.ts";
import { AppError } from "#lib/domain/errors.ts";
import { roles } from "#lib/domain/permission.ts";
import { allOf, queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { inTransaction, requirePermission, type Context } from "./context.ts";

const Row = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  disabled: z.boolean(),
  hasPassword: z.boolean(),
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  createdAt: z.date(),
  seenAt: z.date().nullable(),
});

export async function listPeople(ctx: Context): Promise<{ items: Person[] }> {
  requirePermission(ctx, "people:read");
  return { items: await inTransaction(ctx, (tx) => people(tx, ctx)) };
}

/** One person of this organization; anybody else is not found. */
export async function personInOrganization(tx: Tx, ctx: Context, personId: string): Promise<Person> {
  const [person] = await people(tx, ctx, sql`u.id = ${personId}::uuid`);
  if (!person) throw new AppError("not-found", "There is no such person in this organization.");
  return person;
}

async function people(tx: Tx, ctx: Context, ...conditions: Sql[]): Promise<Person[]> {
  const where = allOf([sql`m."organizationId" = ${ctx.organizationId}::uuid`, ...conditions]);
  const rows = await queryRows(
    tx,
    Row,
    sql`SELECT u.id, u.name, u.email, m.role::text AS role, m."createdAt",
          (m."disabledAt" IS NOT NULL OR u."disabledAt" IS NOT NULL) AS disabled,
          u."passwordHash" IS NOT NULL AS "hasPassword",
          (SELECT max(s."seenAt") FROM "Session" s
            WHERE s."organizationId" = m."organizationId" AND s."userId" = u.id) AS "seenAt",
          (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) ORDER BY t.name), '[]')
            FROM "TeamMember" tm JOIN "Team" t ON t.id = tm."teamId"
            WHERE tm."organizationId" = m."organizationId" AND tm."userId" = u.id) AS teams
        FROM "Membership" m JOIN "User" u ON u.id = m."userId"
        WHERE ${where} ORDER BY lower(u.name), u.id LIMIT 1000`,
  );
  return rows.map(({ disabled, hasPassword, createdAt, seenAt, ...row }) => ({
    ...row,
    state: stateOf(disabled, hasPassword),
    createdAt: createdAt.toISOString(),
    seenAt: seenAt?.toISOString() ?? null,
  }));
}

function stateOf(disabled: boolean, hasPassword: boolean): Person["state"] {
  if (disabled) return "disabled";
  return hasPassword ? "active" : "invited";
}
