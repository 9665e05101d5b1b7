import type pg from "pg";

import { AppError } from "#lib/domain/errors.ts";
import { permissionsOfRole, permissions, type Permission, type Role } from "#lib/domain/permission.ts";
import { inSnapshot } from "#lib/platform/snapshot.ts";
import {
  inBulkTransaction,
  inOrganization,
  type Scope,
  type Snapshot,
  type Tx,
} from "#lib/platform/transaction.ts";

export type Actor = {
  kind: "user" | "token" | "job";
  /** The user's id for users and tokens; the job's name for jobs. */
  id: string;
  name: string;
};

/** Who is asking, for which organization, and what they may do. Every verb takes one as its first argument. */
export type Context = {
  organizationId: string;
  actor: Actor;
  permissions: ReadonlySet<Permission>;
  /** Reads what was shown at this moment, and changes nothing. */
  asOf?: Date;
  /** Reads as of one moment, however long it takes; see `inSnapshot`. */
  snapshot?: Snapshot;
};

/** Throws `forbidden` unless the context holds the permission. The first line of every verb. */
export function requirePermission(ctx: Context, permission: Permission): void {
  if (!ctx.permissions.has(permission))
    throw new AppError("forbidden", `This needs the permission ${permission}.`);
}

export const userContext = (
  organizationId: string,
  user: { id: string; name: string },
  role: Role,
): Context => ({
  organizationId,
  actor: { kind: "user", ...user },
  permissions: new Set(permissionsOfRole[role]),
});

/** Jobs act for the organization itself. */
export const jobContext = (organizationId: string, jobName: string): Context => ({
  organizationId,
  actor: { kind: "job", id: jobName, name: "Nacre" },
  permissions: new Set(permissions),
});

/** The id of the person behind the context. Jobs have none, and what asks for a person is not for them. */
export function personOf(ctx: Context): string {
  if (ctx.actor.kind === "job") throw new AppError("forbidden", "Only a person can do this.");
  return ctx.actor.id;
}

/** The moment that reads are about: now, or the one asked for. */
export const momentOf = ({ asOf }: Context): Date => asOf ?? new Date();

/** What rows the actor may see and change, and as of when. */
export const scopeOf = ({ organizationId, asOf, actor, snapshot }: Context): Scope => ({
  organizationId,
  asOf,
  by: `${actor.kind}:${actor.id}`,
  snapshot,
});

/** One transaction that sees this organization's rows only. Audit goes inside. */
export const inTransaction = <T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inOrganization(scopeOf(ctx), work);

/** As `inTransaction`, on a bare connection, which COPY needs. */
export const inBulk = <T>(ctx: Context, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
  inBulkTransaction(scopeOf(ctx), work);

/** What `read` makes of rows that are all as of one moment. Nothing is written through the context it is given. */
export const asOfOneMoment = <T>(ctx: Context, read: (ctx: Context) => AsyncIterable<T>): AsyncIterable<T> =>
  inSnapshot(scopeOf(ctx), (snapshot) => read({ ...ctx, snapshot }));
