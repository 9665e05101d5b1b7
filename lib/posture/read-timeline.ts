import type { Context } from "#lib/access/context.ts";
import type { LoggedBy } from "#lib/contract/logged-change.ts";
import { TimelineEntry } from "#lib/contract/timeline.ts";
import { readLogged } from "#lib/inventory/read-logged.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** What happens because something was changed at the provider: there its log can say who did. */
const broughtAbout = new Set(["opened", "reopened", "resolved", "evidence-changed"]);
const loggedMax = 20;

/** The newest events of one subject, newest first; `opened` is when it was first seen, if that is to be told. */
export async function readTimeline(
  tx: Tx,
  ctx: Context,
  subject: { type: string; id: string; keys: readonly string[]; openedAt: Date | null },
): Promise<TimelineEntry[]> {
  const rows = await tx.timelineEvent.findMany({
    where: { organizationId: ctx.organizationId, subjectType: subject.type, subjectId: subject.id },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 200,
  });
  const entries = [
    ...rows.map(({ id, at, actorKind, actorName, kind, data }) => ({
      id,
      at,
      actor: { kind: actorKind, name: actorName },
      kind,
      data,
    })),
    ...(subject.openedAt ? [openedEntry(subject.id, subject.openedAt)] : []),
  ];
  const logged = await loggedOf(tx, ctx, subject.keys, entries);
  return entries.map((entry) =>
    TimelineEntry.parse({ ...entry, at: entry.at.toISOString(), log: logged.get(entry) ?? null }),
  );
}

const openedEntry = (id: string, at: Date) => ({
  id,
  at,
  actor: { kind: "job", name: "Nacre" },
  kind: "opened",
  data: {},
});

async function loggedOf<Entry extends { kind: string; at: Date }>(
  tx: Tx,
  ctx: Context,
  keys: readonly string[],
  entries: readonly Entry[],
): Promise<Map<Entry, LoggedBy | null>> {
  const asked = entries.filter(({ kind }) => broughtAbout.has(kind)).slice(0, loggedMax);
  const found = await readLogged(
    tx,
    ctx.organizationId,
    asked.map(({ at }) => ({ keys, at })),
  );
  return new Map(asked.map((entry, position) => [entry, found[position] ?? null]));
}
