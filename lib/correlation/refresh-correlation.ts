import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { severities } from "#lib/domain/severity.ts";
import { deriveOrganization } from "#lib/inventory/derive-organization.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { takeTurn, type Tx } from "#lib/platform/transaction.ts";
import { refreshWorkloads } from "#lib/workloads/refresh-workloads.ts";
import { importedRankMax } from "./imported-evidence.ts";
import { allPaths } from "./all-paths.ts";
import type { FoundPath, Search } from "./find-paths.ts";
import { mostAlike } from "./fixes.ts";
import { nextLife, type IssueLife, type Transition } from "./issue-lifecycle.ts";
import { isInDoubt } from "./in-doubt.ts";
import type { PathStory } from "./path-story.ts";
import { searchOrganization } from "./search-organization.ts";
import { issueOf, type IssueContent, type Surroundings } from "./plan-issues.ts";
import { weightsOf } from "./score-weights.ts";

export type CorrelationSummary = {
  workloadCount: number;
  pathCount: number;
  transitions: Readonly<Record<Transition, number>>;
};

/** Brings workloads and issues to what inventory and findings say now. Safe to run again: nothing new, nothing written. */
export async function refreshCorrelation(
  ctx: Context,
  signal?: AbortSignal,
  shapes: readonly PathStory[] = allPaths,
  at: Date = new Date(),
): Promise<CorrelationSummary> {
  requirePermission(ctx, "issue:write");
  const { organizationId } = ctx;
  const { graph, estateGrants, hashByKey } = await deriveOrganization(ctx, signal);
  signal?.throwIfAborted();
  const search = searchOrganization(organizationId, graph, shapes, estateGrants, hashByKey);
  signal?.throwIfAborted();
  return inTransaction(ctx, async (tx) => {
    await takeTurn(tx, `correlate ${organizationId}`);
    const workloads = await refreshWorkloads(tx, organizationId, graph, at);
    const known = await tx.issue.findMany({ where: { organizationId } });
    const openSince = openDates(known, at);
    const around: Surroundings = {
      graph,
      shapes,
      workloads,
      openChecks: await openChecksOf(tx, organizationId, search.paths),
      openSince,
      at,
      weights: await weightsOf(tx, organizationId),
    };
    const transitions = await storeIssues(tx, ctx, known, search, around);
    await storeState(tx, organizationId, search, at);
    return { workloadCount: workloads.length, pathCount: search.paths.length, transitions };
  });
}

type IssueRow = Prisma.IssueGetPayload<object>;
const identityOf = ({
  pathId,
  startKey,
  endKey,
}: Pick<FoundPath, "pathId" | "startKey" | "endKey">): string => `${pathId}\n${startKey}\n${endKey}`;

function openDates(known: readonly IssueRow[], at: Date): (path: FoundPath) => Date {
  const byIdentity = new Map(
    known.filter(({ status }) => status !== "resolved").map((row) => [identityOf(row), row.openedAt]),
  );
  return (path) => byIdentity.get(identityOf(path)) ?? at;
}

async function openChecksOf(
  tx: Tx,
  organizationId: string,
  paths: readonly FoundPath[],
): Promise<Map<string, string[]>> {
  const keys = [
    ...new Set(
      paths.flatMap((path) => [
        ...path.keys,
        ...path.otherEntries.slice(0, mostAlike),
        ...path.otherTargets.slice(0, mostAlike),
      ]),
    ),
  ];
  const rows = await tx.finding.findMany({
    where: {
      organizationId,
      status: { in: ["open", "in-progress"] },
      resourceKey: { in: keys },
      OR: [{ checkId: { not: { startsWith: "import/" } } }, { severityRank: { lte: importedRankMax } }],
    },
    select: { resourceKey: true, checkId: true },
    orderBy: [{ severityRank: "asc" }, { checkId: "asc" }],
  });
  const found = new Map<string, string[]>();
  for (const { resourceKey, checkId } of rows)
    found.set(resourceKey, [...(found.get(resourceKey) ?? []), checkId]);
  return found;
}

async function storeIssues(
  tx: Tx,
  ctx: Context,
  known: readonly IssueRow[],
  search: Search,
  around: Surroundings,
): Promise<Record<Transition, number>> {
  const counts: Record<Transition, number> = {
    opened: 0,
    reopened: 0,
    resolved: 0,
    updated: 0,
    unchanged: 0,
  };
  const knownByIdentity = new Map(known.map((row) => [identityOf(row), row]));
  const found = new Set<string>();
  for (const path of search.paths) {
    const content = issueOf(path, around);
    if (!content) continue;
    found.add(identityOf(path));
    counts[await store(tx, ctx, knownByIdentity.get(identityOf(path)) ?? null, content, around.at)]++;
  }
  const seenWhole = new Set(search.truncated.map(({ pathId }) => pathId));
  for (const row of known) {
    if (found.has(identityOf(row)) || row.status === "resolved" || seenWhole.has(row.pathId)) continue;
    if (isInDoubt(row, around.graph, search.undecided)) counts.unchanged++;
    else counts[await store(tx, ctx, row, null, around.at)]++;
  }
  return counts;
}

/** Writes one issue where it differs, with what happened to it. */
async function store(
  tx: Tx,
  ctx: Context,
  before: IssueRow | null,
  content: IssueContent | null,
  at: Date,
): Promise<Transition> {
  const columns = content && toColumns(content);
  const differing = before && columns ? differences(before, columns) : [];
  const told = differing.some((column) => !drifting.has(column));
  const { life, transition } = nextLife(before && lifeOf(before), content !== null, told, at);
  const { organizationId } = ctx;
  if (!before) {
    if (!columns) return transition;
    const { id, score } = await tx.issue.create({
      data: { id: newId(at), organizationId, ...columns, ...life },
    });
    await tx.issueScore.create({ data: { organizationId, issueId: id, at, score } });
    return transition;
  }
  if (transition === "unchanged" && differing.length === 0) return transition;
  // What a person did since it was read stands, unless the path itself ended or came back.
  const lived = transition === "resolved" || transition === "reopened" ? life : { changedAt: life.changedAt };
  await tx.issue.update({ where: { id: before.id }, data: { ...columns, ...lived } });
  if (columns && columns.score !== before.score)
    await tx.issueScore.create({ data: { organizationId, issueId: before.id, at, score: columns.score } });
  if (transition === "resolved")
    await tx.assignment.updateMany({
      where: { organizationId, subjectType: "issue", subjectId: before.id, endedAt: null },
      data: { endedAt: at },
    });
  // What ended with the issue goes on with it.
  if (transition === "reopened" && before.resolvedAt)
    await tx.assignment.updateMany({
      where: { organizationId, subjectType: "issue", subjectId: before.id, endedAt: before.resolvedAt },
      data: { endedAt: null },
    });
  if (transition === "resolved" || transition === "reopened")
    await writeEvent(tx, ctx, before.id, transition, columns?.score ?? before.score, at);
  return transition;
}

/** These move by themselves, with age and with findings: an issue is not news because of them. */
const drifting: ReadonlySet<string> = new Set(["score", "because", "fixes", "findingCount"]);

async function writeEvent(
  tx: Tx,
  ctx: Context,
  subjectId: string,
  kind: Transition,
  score: number,
  at: Date,
): Promise<void> {
  const { organizationId, actor } = ctx;
  await tx.timelineEvent.create({
    data: {
      id: newId(at),
      organizationId,
      subjectType: "issue",
      subjectId,
      at,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      kind,
      data: { score },
    },
  });
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
const asJson = (value: unknown) => structuredClone(value) as Prisma.InputJsonValue;

const differences = (before: IssueRow, columns: ReturnType<typeof toColumns>): string[] =>
  Object.entries(columns)
    .filter(([name, value]) => sortedJson(Reflect.get(before, name)) !== sortedJson(value))
    .map(([name]) => name);

/** Postgres keeps the members of a JSON value in an order of its own. */
const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

async function storeState(tx: Tx, organizationId: string, search: Search, at: Date): Promise<void> {
  const data = {
    refreshedAt: at,
    pathCount: search.paths.length,
    undecided: asJson(
      search.undecided.map(({ pathId, resourceKey, unknown }) => ({
        pathId,
        resourceKey,
        call: unknown.call,
        permission: unknown.permission,
        message: unknown.message,
      })),
    ),
    truncated: asJson(search.truncated),
  };
  await tx.correlationState.upsert({
    where: { organizationId },
    create: { organizationId, ...data },
    update: data,
  });
}
