import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { contextAt } from "#lib/access/moment.ts";
import {
  Changes,
  changeSubjects,
  type ChangesQuery,
  type ChangeSubject,
  type EstateChange,
} from "#lib/contract/changes.ts";
import { AppError } from "#lib/domain/errors.ts";
import { readLogged } from "#lib/inventory/read-logged.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { summarizePosture } from "#lib/posture/summarize-posture.ts";
import { readAuthors } from "./authors.ts";
import { changedRows, changesMax, type ChangedRow } from "./changed-rows.ts";

const itemsMax = 200;

/** What differs between two moments: who sees every finding sees every change. */
export async function listChanges(
  ctx: Context,
  query: ChangesQuery,
  now: Date = new Date(),
): Promise<Changes> {
  requirePermission(ctx, "work:read-all");
  const present = { organizationId: ctx.organizationId, actor: ctx.actor, permissions: ctx.permissions };
  const after =
    query.to === undefined
      ? { ...present, asOf: ctx.asOf ?? now }
      : await contextAt(present, query.to, now, "to");
  const before = await contextAt(present, query.from, now, "from");
  const [from, to] = [before.asOf ?? now, after.asOf ?? now];
  if (from >= to) {
    const message = "It has to be earlier than what it is compared with.";
    throw new AppError("invalid-input", `from: ${message}`, { fields: [{ field: "from", message }] });
  }
  const scores = await scoresOf(before, after);
  return inTransaction(present, async (tx) => {
    const span = { organizationId: ctx.organizationId, from, to };
    const workloads = await workloadsOf(tx, ctx.organizationId);
    const authorOf = await readAuthors(tx, span);
    const found: { subject: ChangeSubject; rows: ChangedRow[] }[] = [];
    for (const subject of changeSubjects) found.push({ subject, rows: await changedRows(tx, subject, span) });
    const all = found.flatMap(({ subject, rows }) =>
      rows.slice(0, changesMax).map(({ resourceKey, author, keys, ...rest }): Known => {
        const workloadId = rest.workloadId ?? (resourceKey && workloads.byKey.get(resourceKey)) ?? null;
        return { ...rest, subject, workloadId, keys, by: authorOf(author, subject, rest.at) };
      }),
    );
    const shown = changeSubjects.flatMap((subject) =>
      all.filter((change) => change.subject === subject).slice(0, itemsMax),
    );
    return Changes.parse({
      ...summary(all, workloads.names),
      from: from.toISOString(),
      to: to.toISOString(),
      scores,
      items: await withLogs(tx, ctx.organizationId, shown),
      cutShort: found.filter(({ rows }) => rows.length > changesMax).map(({ subject }) => subject),
    });
  });
}

type Known = Omit<EstateChange, "at" | "log"> & { at: Date; keys: readonly string[] };

/** What a person changed in Nacre is in no provider's log. */
async function withLogs(tx: Tx, organizationId: string, changes: readonly Known[]): Promise<EstateChange[]> {
  const asked = changes.filter(({ by }) => by.kind !== "person");
  const found = await readLogged(tx, organizationId, asked);
  const logs = new Map(asked.map((change, position) => [change, found[position] ?? null]));
  return changes.map((change) => {
    const { keys: _, at, ...rest } = change;
    return { ...rest, at: at.toISOString(), log: logs.get(change) ?? null };
  });
}

async function scoresOf(before: Context, after: Context): Promise<Changes["scores"]> {
  const [then, now] = await Promise.all([summarizePosture(before), summarizePosture(after)]);
  return now.layers.map(({ layer, score }) => ({
    layer,
    before: then.layers.find((one) => one.layer === layer)?.score ?? null,
    after: score,
  }));
}

type Workloads = { byKey: ReadonlyMap<string, string>; names: ReadonlyMap<string, string> };

async function workloadsOf(tx: Tx, organizationId: string): Promise<Workloads> {
  const workloads = await tx.workload.findMany({
    where: { organizationId },
    select: { id: true, name: true },
  });
  const members = await tx.workloadMember.findMany({
    where: { organizationId },
    select: { workloadId: true, resourceKey: true },
    orderBy: [{ shared: "desc" }, { workloadId: "desc" }],
  });
  return {
    names: new Map(workloads.map(({ id, name }) => [id, name])),
    byKey: new Map(members.map(({ workloadId, resourceKey }) => [resourceKey, workloadId])),
  };
}

const count = (changes: readonly Known[]) => ({
  added: changes.filter(({ kind }) => kind === "added").length,
  removed: changes.filter(({ kind }) => kind === "removed").length,
  changed: changes.filter(({ kind }) => kind === "changed").length,
});

function summary(all: readonly Known[], names: ReadonlyMap<string, string>) {
  const grouped = (keyOf: (change: Known) => string | null) =>
    [...Map.groupBy(all, keyOf)]
      .flatMap(([key, changes]) => (key === null ? [] : [{ key, count: changes.length, ...count(changes) }]))
      .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  return {
    subjects: changeSubjects.map((subject) => ({
      subject,
      ...count(all.filter((change) => change.subject === subject)),
    })),
    byAccount: grouped(({ account }) => account).map(({ key, ...counts }) => ({ account: key, ...counts })),
    byWorkload: grouped(({ workloadId }) => workloadId).map(({ key, ...counts }) => ({
      id: key,
      name: names.get(key) ?? key,
      ...counts,
    })),
  };
}
