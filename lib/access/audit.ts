import { createHash } from "node:crypto";

import type pg from "pg";
import { z } from "zod";

import type { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { execute, queryRows, sql } from "#lib/platform/sql.ts";
import { takeTurn, type Tx } from "#lib/platform/transaction.ts";
import type { Context } from "./context.ts";

export type AuditRecord = {
  /** `noun.verb` */
  action: string;
  subjectType: string;
  subjectId: string;
  before?: Prisma.InputJsonValue;
  after?: Prisma.InputJsonValue;
};

const Head = z.object({ sequence: z.coerce.bigint(), hash: z.string() });

/**
 * Writes the audit entry of a change in the change's own transaction, chained to the entry before it: deleting,
 * changing or reordering an entry breaks every hash after it.
 */
export async function audit(tx: Tx | pg.ClientBase, ctx: Context, record: AuditRecord): Promise<void> {
  await takeTurn(tx, `audit ${ctx.organizationId}`);
  const [head] = await queryRows(
    tx,
    Head,
    sql`SELECT sequence, hash FROM "AuditEntry" WHERE "organizationId" = ${ctx.organizationId}::uuid ORDER BY sequence DESC LIMIT 1`,
  );
  const entry = {
    id: newId(),
    organizationId: ctx.organizationId,
    sequence: (head?.sequence ?? 0n) + 1n,
    at: new Date(),
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    actorName: ctx.actor.name,
    action: record.action,
    subjectType: record.subjectType,
    subjectId: record.subjectId,
    before: record.before,
    after: record.after,
    previousHash: head?.hash ?? "",
  };
  await execute(
    tx,
    sql`INSERT INTO "AuditEntry" (id, "organizationId", sequence, at, "actorKind", "actorId", "actorName", action, "subjectType",
        "subjectId", before, after, "previousHash", hash)
      VALUES (${entry.id}::uuid, ${entry.organizationId}::uuid, ${entry.sequence}::bigint, ${entry.at}::timestamptz, ${entry.actorKind},
        ${entry.actorId}, ${entry.actorName}, ${entry.action}, ${entry.subjectType}, ${entry.subjectId}, ${jsonOf(entry.before)}::jsonb,
        ${jsonOf(entry.after)}::jsonb, ${entry.previousHash}, ${auditHash(entry)})`,
  );
}

const jsonOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

type Hashed = {
  sequence: bigint;
  at: Date;
  actorKind: string;
  actorId: string;
  actorName: string;
  action: string;
  subjectType: string;
  subjectId: string;
  before?: unknown;
  after?: unknown;
  previousHash: string;
};

/** SHA-256 over the entry and the hash before it. JSON members are sorted, as jsonb does not keep their order. */
export function auditHash(entry: Hashed): string {
  const body = [
    String(entry.sequence),
    entry.at.toISOString(),
    entry.actorKind,
    entry.actorId,
    entry.actorName,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    stableJson(entry.before ?? null),
    stableJson(entry.after ?? null),
    entry.previousHash,
  ];
  return createHash("sha256").update(JSON.stringify(body)).digest("hex");
}

const stableJson = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
