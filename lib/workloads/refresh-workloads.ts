import { z } from "zod";

import type { ResourceGraph } from "#lib/domain/graph.ts";
import { layerOf } from "#lib/domain/resource.ts";
import { memberRoles, type Environment, type WorkloadDecision } from "#lib/domain/workload.ts";
import { newId } from "#lib/platform/id.ts";
import { updateRows } from "#lib/platform/store-rows.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { applyDecisions, type DecidedWorkload } from "./apply-decisions.ts";
import { describeWorkload } from "./describe-workload.ts";
import { discoverWorkloads } from "./discover.ts";
import { matchWorkloads } from "./match-workloads.ts";
import { removeGone, storeWorkloads } from "./store-workloads.ts";

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
  const knownById = new Map(known.map((row) => [row.id, row]));
  const rows = decided.map((workload) => ({ workload, row: toRow(graph, workload) }));
  const present = new Set(decided.map(({ id }) => id));
  await storeWorkloads(
    tx,
    organizationId,
    knownById,
    rows.map(({ workload: { id, members }, row }) => ({
      id,
      members,
      // One that lives on what was merged into it is still recognised by its own seeds when they are back.
      row: { ...row, seedKeys: [...(seedsById.get(id) ?? knownById.get(id)?.seedKeys ?? [])] },
    })),
    at,
  );
  // A merged-away workload keeps its row, so that its seeds are still recognised as its own.
  await updateRows(
    tx,
    "Workload",
    organizationId,
    matched.flatMap(({ id, seedKeys, isNew }) => (isNew || present.has(id) ? [] : [{ id, seedKeys }])),
  );
  await removeGone(tx, organizationId, known, present, at);
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
