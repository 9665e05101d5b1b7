import { z } from "zod";

import type { ResourceGraph } from "#lib/domain/graph.ts";
import { layerOf } from "#lib/domain/resource.ts";
import { memberRoles, type Environment, type WorkloadDecision } from "#lib/domain/workload.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { applyDecisions, type DecidedWorkload } from "./apply-decisions.ts";
import { describeWorkload } from "./describe-workload.ts";
import { discoverWorkloads } from "./discover.ts";
import { matchWorkloads } from "./match-workloads.ts";

/** What correlation needs to know of a workload. */
export type RefreshedWorkload = {
  id: string;
  name: string;
  environment: Environment | null;
  /** Member keys, with whether others use them, too. */
  sharedByKey: ReadonlyMap<string, boolean>;
};

/** Discovers workloads in the graph, applies what people decided, and stores what differs. */
export async function refreshWorkloads(
  tx: Tx,
  organizationId: string,
  graph: ResourceGraph,
  at: Date,
): Promise<RefreshedWorkload[]> {
  const known = await tx.workload.findMany({ where: { organizationId } });
  const matched = matchWorkloads(known, discoverWorkloads(graph), () => newId(at));
  const decided = applyDecisions(matched, await decisionsOf(tx, organizationId), (key) => {
    const resource = graph.get(key);
    return resource ? layerOf(resource.type) : null;
  });
  const seedsById = new Map(matched.map(({ id, seedKeys }) => [id, seedKeys]));
  const rows = decided.map((workload) => ({ workload, row: toRow(graph, workload) }));
  const knownById = new Map(known.map((row) => [row.id, row]));

  for (const { workload, row } of rows) {
    const before = knownById.get(workload.id);
    // One that lives on what was merged into it is still recognised by its own seeds when they are back.
    const seedKeys = [...(seedsById.get(workload.id) ?? before?.seedKeys ?? [])];
    if (!before)
      await tx.workload.create({
        data: { id: workload.id, organizationId, ...row, seedKeys, firstSeenAt: at, changedAt: at },
      });
    else if (!sameRow(before, { ...row, seedKeys }) || before.removedAt !== null)
      await tx.workload.update({
        where: { id: workload.id },
        data: { ...row, seedKeys, changedAt: at, removedAt: null },
      });
    await storeMembers(tx, organizationId, workload);
  }
  // A merged-away workload keeps its row, so that its seeds are still recognised as its own.
  const mergedAway = matched.filter(({ id }) => !rows.some(({ workload }) => workload.id === id));
  for (const { id, seedKeys, isNew } of mergedAway)
    if (!isNew) await tx.workload.update({ where: { id }, data: { seedKeys: [...seedKeys] } });
  await removeGone(
    tx,
    organizationId,
    rows.map(({ workload }) => workload.id),
    at,
  );
  return rows.map(({ workload, row }) => ({
    id: workload.id,
    name: row.name,
    environment: row.environment,
    sharedByKey: new Map(workload.members.map(({ resourceKey, shared }) => [resourceKey, shared])),
  }));
}

async function decisionsOf(tx: Tx, organizationId: string): Promise<WorkloadDecision[]> {
  const rows = await tx.workloadDecision.findMany({
    where: { organizationId, revokedAt: null },
    orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ decision }) => StoredDecision.parse(decision));
}

/** As written by the verbs that decide. */
export const StoredDecision: z.ZodType<WorkloadDecision> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rename"), workloadId: z.string(), name: z.string() }),
  z.object({ kind: z.literal("merge"), workloadId: z.string(), from: z.array(z.string()) }),
  z.object({
    kind: z.literal("split"),
    workloadId: z.string(),
    newWorkloadId: z.string(),
    name: z.string(),
    resourceKeys: z.array(z.string()),
  }),
  z.object({
    kind: z.literal("add"),
    workloadId: z.string(),
    resourceKey: z.string(),
    role: z.enum(memberRoles),
  }),
  z.object({ kind: z.literal("remove"), workloadId: z.string(), resourceKey: z.string() }),
]);

function toRow(graph: ResourceGraph, workload: DecidedWorkload) {
  const { name, serviceModel, environment, owner, providers, accounts } = describeWorkload(
    graph,
    workload.seedKeys,
    workload.members,
  );
  return {
    name: workload.name ?? name.value,
    nameReason: workload.name === null ? name.reason : "Named by a person",
    serviceModel: serviceModel.value,
    serviceModelReason: serviceModel.reason,
    environment: environment?.value ?? null,
    environmentReason: environment?.reason ?? null,
    owner: owner?.value ?? null,
    ownerReason: owner?.reason ?? null,
    providers: [...providers],
    accounts: [...accounts],
    memberCount: workload.members.length,
  };
}

type Row = ReturnType<typeof toRow> & { seedKeys: string[] };
const sameRow = (before: Prisma.WorkloadGetPayload<object>, row: Row): boolean =>
  Object.entries(row).every(
    ([column, value]) => JSON.stringify(Reflect.get(before, column)) === JSON.stringify(value),
  );

async function storeMembers(tx: Tx, organizationId: string, workload: DecidedWorkload): Promise<void> {
  const before = await tx.workloadMember.findMany({ where: { organizationId, workloadId: workload.id } });
  const rows = workload.members.map((member) => ({ organizationId, workloadId: workload.id, ...member }));
  const texts = new Set(before.map((row) => memberText(row)));
  if (texts.size === rows.length && rows.every((row) => texts.has(memberText(row)))) return;
  await tx.workloadMember.deleteMany({ where: { organizationId, workloadId: workload.id } });
  await tx.workloadMember.createMany({ data: rows });
}

const memberText = ({
  resourceKey,
  layer,
  role,
  reason,
  shared,
}: DecidedWorkload["members"][number] | MemberRow) =>
  JSON.stringify([resourceKey, layer, role, reason, shared]);
type MemberRow = Prisma.WorkloadMemberGetPayload<object>;

async function removeGone(tx: Tx, organizationId: string, present: string[], at: Date): Promise<void> {
  const gone = await tx.workload.findMany({
    where: { organizationId, removedAt: null, id: { notIn: present } },
    select: { id: true },
  });
  const ids = gone.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.workload.updateMany({
    where: { organizationId, id: { in: ids } },
    data: { removedAt: at, changedAt: at },
  });
  await tx.workloadMember.deleteMany({ where: { organizationId, workloadId: { in: ids } } });
}
