import type { Layer } from "#lib/domain/layer.ts";
import type { WorkloadDecision, WorkloadMember } from "#lib/domain/workload.ts";
import { also } from "./also.ts";

/** A workload on its way from discovery to storage. `name` is a person's choice, if there is one. */
export type DecidedWorkload = {
  id: string;
  seedKeys: readonly string[];
  members: readonly WorkloadMember[];
  name: string | null;
};

/** Resources that exist now, by key: a decision about one that is gone waits until it is back. */
export type LayerOfKey = (resourceKey: string) => Layer | null;

/** What people decided, applied in order to what was discovered. Discovery itself is never changed. */
export function applyDecisions(
  discovered: readonly Omit<DecidedWorkload, "name">[],
  decisions: readonly WorkloadDecision[],
  layerOfKey: LayerOfKey,
): DecidedWorkload[] {
  const byId = new Map<string, Workload>(discovered.map((workload) => [workload.id, workload]));
  for (const decision of decisions)
    if (decision.kind === "merge") merge(byId, decision);
    else apply(byId, decision, layerOfKey);
  const names = namesOf(decisions);
  // What nobody decided anything about has members, for it was discovered by them.
  const untouched = new Set<object>(discovered);
  return [...byId.values()]
    .filter((workload) => untouched.has(workload) || workload.members.length > 0)
    .map((workload) => also(workload, { name: names.get(workload.id) ?? null }));
}

type Workload = Omit<DecidedWorkload, "name">;

/** The last name given to each, also to one that is not found now: it keeps it for when it is back. */
const namesOf = (decisions: readonly WorkloadDecision[]): Map<string, string> =>
  new Map(
    decisions.flatMap((decision): [string, string][] => {
      if (decision.kind === "rename") return [[decision.workloadId, decision.name]];
      return decision.kind === "split" ? [[decision.newWorkloadId, decision.name]] : [];
    }),
  );

/** They stay one under the id that was kept, also where nothing of that one itself is found any more. */
function merge(byId: Map<string, Workload>, { workloadId, from }: Decision<"merge">): void {
  const kept = byId.get(workloadId);
  const merged = from.flatMap((id) => (id === workloadId ? [] : (byId.get(id) ?? [])));
  if (merged.length === 0) return;
  for (const { id } of merged) byId.delete(id);
  byId.set(workloadId, {
    id: workloadId,
    seedKeys: kept?.seedKeys ?? merged.flatMap(({ seedKeys }) => seedKeys),
    members: once([...(kept?.members ?? []), ...merged.flatMap(({ members }) => members)]),
  });
}

type Decision<K extends WorkloadDecision["kind"]> = Extract<WorkloadDecision, { kind: K }>;

function apply(
  byId: Map<string, Workload>,
  decision: Exclude<WorkloadDecision, { kind: "merge" }>,
  layerOfKey: LayerOfKey,
): void {
  const workload = byId.get(decision.workloadId);
  if (!workload) return;
  const change = (changes: Partial<Workload>) => byId.set(workload.id, { ...workload, ...changes });
  switch (decision.kind) {
    case "rename":
      return;
    case "split": {
      const leaving = new Set(decision.resourceKeys);
      const taken = workload.members.filter(({ resourceKey }) => leaving.has(resourceKey));
      if (taken.length === 0) return;
      change({ members: workload.members.filter(({ resourceKey }) => !leaving.has(resourceKey)) });
      byId.set(decision.newWorkloadId, {
        id: decision.newWorkloadId,
        seedKeys: [],
        members: taken,
      });
      return;
    }
    case "add": {
      const layer = layerOfKey(decision.resourceKey);
      if (!layer) return;
      const member: WorkloadMember = {
        resourceKey: decision.resourceKey,
        layer,
        role: decision.role,
        reason: "Added by a person",
        shared: false,
      };
      const others = workload.members.filter(({ resourceKey }) => resourceKey !== decision.resourceKey);
      change({ members: [...others, member] });
      return;
    }
    case "remove":
      change({
        members: workload.members.filter(({ resourceKey }) => resourceKey !== decision.resourceKey),
      });
  }
}

function once(members: readonly WorkloadMember[]): WorkloadMember[] {
  const byKey = new Map<string, WorkloadMember>();
  for (const member of members) if (!byKey.has(member.resourceKey)) byKey.set(member.resourceKey, member);
  return [...byKey.values()];
}
