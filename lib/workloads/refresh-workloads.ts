import { z } from "zod";

import { inTransaction, type Context } from "#lib/access/context.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { layerOf } from "#lib/domain/resource.ts";
import { memberRoles, type WorkloadDecision } from "#lib/domain/workload.ts";
import { newId } from "#lib/platform/id.ts";
import { partsOf, updateRows } from "#lib/platform/store-rows.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { applyDecisions, type DecidedWorkload } from "./apply-decisions.ts";
import { describeWorkload } from "./describe-workload.ts";
import { discoverWorkloads } from "./discover.ts";
import { matchWorkloads } from "./match-workloads.ts";
import { removeGone, storeWorkloads, type Described } from "./store-workloads.ts";

const workloadsAtOnce = 500;

/**
 * Discovers workloads in the graph, applies what people decided, and stores what differs: so many at once in a
 * transaction of their own, as an estate may have more than one transaction writes. Returns how many there are.
 * To be called by one at a time.
 */
export async function refreshWorkloads(ctx: Context, graph: ResourceGraph, at: Date): Promise<number> {
  const { organizationId } = ctx;
  const { known, decisions } = await inTransaction(ctx, async (tx) => ({
    known: await tx.workload.findMany({
      where: { organizationId },
      select: { id: true, seedKeys: true, removedAt: true },
    }),
    decisions: await decisionsOf(tx, organizationId),
  }));
  const matched = matchWorkloads(known, discoverWorkloads(graph), () => newId(at));
  const decided = applyDecisions(matched, decisions, (key) => {
    const resource = graph.get(key);
    return resource ? layerOf(resource.type) : null;
  });
  const seedsById = new Map(matched.map(({ id, seedKeys }) => [id, seedKeys]));
  const seedsBefore = new Map(known.map(({ id, seedKeys }) => [id, seedKeys]));
  const described = (workload: DecidedWorkload): Described => {
    const { id, seedKeys, name } = workload;
    const members = [...workload.members];
    return {
      id,
      members,
      // One that lives on what was merged into it is still recognised by its own seeds when they are back.
      row: {
        ...toRow(graph, { id, seedKeys, name, members }),
        seedKeys: [...(seedsById.get(id) ?? seedsBefore.get(id) ?? [])],
      },
    };
  };
  for (const part of partsOf(decided, workloadsAtOnce)) {
    const rows = part.map(described);
    await inTransaction(ctx, (tx) => storeWorkloads(tx, organizationId, rows, at));
  }
  const present = new Set(decided.map(({ id }) => id));
  await inTransaction(ctx, async (tx) => {
    // A merged-away workload keeps its row, so that its seeds are still recognised as its own.
    await updateRows(
      tx,
      "Workload",
      organizationId,
      matched.flatMap(({ id, seedKeys, isNew }) => (isNew || present.has(id) ? [] : [{ id, seedKeys }])),
    );
    await removeGone(tx, organizationId, known, present, at);
  });
  return decided.length;
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
