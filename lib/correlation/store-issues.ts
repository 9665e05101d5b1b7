import { inTransaction, type Context } from "#lib/access/context.ts";
import { isSameJson } from "#lib/domain/same-json.ts";
import { severities } from "#lib/domain/severity.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { sql } from "#lib/platform/sql.ts";
import { insertRows, partsOf, updateRows } from "#lib/platform/store-rows.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { workloadsAround } from "#lib/workloads/workloads-around.ts";
import type { FoundPath, Search } from "./find-paths.ts";
import { isInDoubt } from "./in-doubt.ts";
import { nextLife, type IssueLife, type Transition } from "./issue-lifecycle.ts";
import { openChecksOn } from "./open-checks.ts";
import { issueOf, type IssueContent, type Surroundings } from "./plan-issues.ts";
import { weightsOf } from "./score-weights.ts";

export type IssueRow = Prisma.IssueGetPayload<object>;

export const identityOf = ({
  pathId,
  startKey,
  endKey,
}: Pick<FoundPath, "pathId" | "startKey" | "endKey">): string => `${pathId}\n${startKey}\n${endKey}`;

const issuesAtOnce = 500;

type Told = Record<Transition, number>;

/**
 * Writes the issues that differ, with what happened to them: some hundreds in a transaction of their own, so that there
 * may be as many as there are. To be called by one at a time.
 */
export async function storeIssues(
  ctx: Context,
  search: Search,
  around: Pick<Surroundings, "graph" | "shapes" | "at">,
  signal?: AbortSignal,
): Promise<Told> {
  const known = await inTransaction(ctx, (tx) => knownIssues(tx, ctx.organizationId));
  const told: Told = { opened: 0, reopened: 0, resolved: 0, updated: 0, unchanged: 0 };
  const write = async (changes: (tx: Tx) => Promise<IssueChange[]>) => {
    signal?.throwIfAborted();
    const written = await inTransaction(ctx, async (tx) => {
      const all = await changes(tx);
      await writeChanges(tx, ctx, all, around.at);
      return all;
    });
    for (const { transition } of written) told[transition]++;
  };
  const found = new Set<string>();
  for (const paths of partsOf(search.paths, issuesAtOnce)) {
    for (const path of paths) found.add(identityOf(path));
    await write((tx) => changesOf(tx, ctx.organizationId, paths, known, around));
  }
  const seenWhole = new Set(search.truncated.map(({ pathId }) => pathId));
  const left = [...known].flatMap(([identity, { id, pathId, isOpen }]) =>
    !isOpen || found.has(identity) || seenWhole.has(pathId) ? [] : id,
  );
  for (const ids of partsOf(left, issuesAtOnce))
    await write(async (tx) => {
      const rows = await tx.issue.findMany({
        where: { organizationId: ctx.organizationId, id: { in: [...ids] } },
      });
      const gone = rows.filter((row) => !isInDoubt(row, around.graph, search.doubts));
      told.unchanged += rows.length - gone.length;
      return gone.map((row) => changeOf(row, null, around.at));
    });
  return told;
}

type Known = { id: string; pathId: string; isOpen: boolean; openedAt: Date };

/** Every issue there is by what it is recognised by, and no more of it than that takes. */
async function knownIssues(tx: Tx, organizationId: string): Promise<ReadonlyMap<string, Known>> {
  const rows = await tx.issue.findMany({
    where: { organizationId },
    select: { id: true, pathId: true, startKey: true, endKey: true, status: true, openedAt: true },
  });
  return new Map(
    rows.map((row) => {
      const { id, pathId, status, openedAt } = row;
      return [identityOf(row), { id, pathId, isOpen: status !== "resolved", openedAt }];
    }),
  );
}

async function changesOf(
  tx: Tx,
  organizationId: string,
  paths: readonly FoundPath[],
  known: ReadonlyMap<string, Known>,
  { graph, shapes, at }: Pick<Surroundings, "graph" | "shapes" | "at">,
): Promise<IssueChange[]> {
  const ids = paths.flatMap((path) => known.get(identityOf(path))?.id ?? []);
  const rows = await tx.issue.findMany({ where: { organizationId, id: { in: ids } } });
  const rowByIdentity = new Map(rows.map((row) => [identityOf(row), row]));
  const around: Surroundings = {
    graph,
    shapes,
    at,
    workloads: await workloadsAround(tx, organizationId, [...new Set(paths.flatMap(({ keys }) => keys))]),
    openChecks: await openChecksOn(tx, organizationId, paths),
    openSince: (path) => {
      const before = known.get(identityOf(path));
      return before?.isOpen ? before.openedAt : at;
    },
    weights: await weightsOf(tx, organizationId),
  };
  return paths.flatMap((path) => {
    const content = issueOf(path, around);
    return content ? changeOf(rowByIdentity.get(identityOf(path)) ?? null, content, at) : [];
  });
}

type IssueChange = {
  id: string;
  before: IssueRow | null;
  columns: ReturnType<typeof toColumns> | null;
  life: IssueLife;
  transition: Transition;
  isWritten: boolean;
};

function changeOf(before: IssueRow | null, content: IssueContent | null, at: Date): IssueChange {
  const columns = content && toColumns(content);
  const differing = before && columns ? differences(before, columns) : [];
  const told = differing.some((column) => !drifting.has(column));
  const { life, transition } = nextLife(before && lifeOf(before), content !== null, told, at);
  const isWritten = transition !== "unchanged" || differing.length > 0;
  return { id: before?.id ?? newId(at), before, columns, life, transition, isWritten };
}

/** These move by themselves, with age and with findings: an issue is not news because of them. */
const drifting: ReadonlySet<string> = new Set(["score", "because", "fixes", "findingCount"]);

async function writeChanges(tx: Tx, ctx: Context, all: readonly IssueChange[], at: Date): Promise<void> {
  const { organizationId } = ctx;
  const changes = all.filter(({ isWritten }) => isWritten);
  const of = (...wanted: Transition[]) => changes.filter(({ transition }) => wanted.includes(transition));
  const set = (rows: readonly { id: string }[]) => updateRows(tx, "Issue", organizationId, rows);
  await insertRows(
    tx,
    "Issue",
    of("opened").map(({ id, columns, life }) => ({ id, organizationId, ...columns, ...life })),
  );
  // What a person did since it was read stands, unless the path itself ended or came back.
  await set(
    of("updated", "unchanged").map(({ id, columns, life }) => ({
      id,
      ...columns,
      changedAt: life.changedAt,
    })),
  );
  await set(of("reopened").map(({ id, columns, life }) => ({ id, ...columns, ...life })));
  await set(of("resolved").map(({ id, life }) => ({ id, ...life })));
  await insertRows(
    tx,
    "IssueScore",
    changes.flatMap(({ id, before, columns }) =>
      columns && columns.score !== before?.score
        ? [{ organizationId, issueId: id, at, score: columns.score }]
        : [],
    ),
  );
  await endAssignments(tx, organizationId, of("resolved"), at);
  await takeUpAssignments(tx, organizationId, of("reopened"));
  await tellTimeline(tx, ctx, of("resolved", "reopened"), at);
}

async function endAssignments(
  tx: Tx,
  organizationId: string,
  resolved: readonly IssueChange[],
  at: Date,
): Promise<void> {
  if (resolved.length === 0) return;
  await tx.$executeRaw(sql`UPDATE "Assignment" SET "endedAt" = ${at}
    WHERE "organizationId" = ${organizationId}::uuid AND "subjectType" = 'issue' AND "endedAt" IS NULL
      AND "subjectId" = ANY(${resolved.map(({ id }) => id)}::uuid[])`);
}

/** What ended with the issue goes on with it. */
async function takeUpAssignments(
  tx: Tx,
  organizationId: string,
  reopened: readonly IssueChange[],
): Promise<void> {
  const ends = reopened.flatMap(({ id, before }) =>
    before?.resolvedAt ? [{ id, resolvedAt: before.resolvedAt }] : [],
  );
  if (ends.length === 0) return;
  await tx.$executeRaw(sql`UPDATE "Assignment" a SET "endedAt" = NULL
    FROM jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) AS r(id uuid, "resolvedAt" timestamptz)
    WHERE a."organizationId" = ${organizationId}::uuid AND a."subjectType" = 'issue' AND a."subjectId" = r.id
      AND a."endedAt" = r."resolvedAt"`);
}

async function tellTimeline(
  tx: Tx,
  { organizationId, actor }: Context,
  changes: readonly IssueChange[],
  at: Date,
): Promise<void> {
  await insertRows(
    tx,
    "TimelineEvent",
    changes.map(({ id, before, columns, transition }) => ({
      id: newId(at),
      organizationId,
      subjectType: "issue",
      subjectId: id,
      at,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      kind: transition,
      data: { score: columns?.score ?? before?.score },
    })),
  );
}

/** Nothing but the life, so that writing it back takes nothing else back. */
function lifeOf({
  status,
  firstSeenAt,
  openedAt,
  changedAt,
  resolvedAt,
  reopenedCount,
}: IssueRow): IssueLife {
  const known = status === "in-progress" || status === "resolved" ? status : "open";
  return { status: known, firstSeenAt, openedAt, changedAt, resolvedAt, reopenedCount };
}

function toColumns(content: IssueContent) {
  const { because, path, fixes, ...rest } = content;
  return {
    ...rest,
    severityRank: severities.indexOf(content.severity),
    keys: [...content.keys],
    layers: [...content.layers],
    providers: [...content.providers],
    accounts: [...content.accounts],
    workloadIds: [...content.workloadIds],
    because: asJson(because),
    path: asJson(path),
    fixes: asJson(fixes),
  };
}

/** Safe because these are plain values of text, numbers, lists and records, which JSON keeps as they are. */
export const asJson = (value: unknown) => value as Prisma.InputJsonValue;

const differences = (before: IssueRow, columns: ReturnType<typeof toColumns>): string[] =>
  Object.entries(columns)
    // Postgres keeps the members of a JSON value in an order of its own.
    .filter(([name, value]) => !isSameJson(Reflect.get(before, name), value))
    .map(([name]) => name);
