import type { Layer } from "#lib/domain/layer.ts";
import type { WorkloadDecision, WorkloadMember } from "#lib/domain/workload.ts";

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
  const byId = new Map<string, DecidedWorkload>(
    discovered.map((workload) => [workload.id, { ...workload, name: null }]),
  );
  for (const decision of decisions) apply(byId, decision, layerOfKey);
  return [...byId.values()].filter(({ members }) => members.length > 0);
}

function apply(byId: Map<string, DecidedWorkload>, decision: WorkloadDecision, layerOfKey: LayerOfKey): void {
  const workload = byId.get(decision.workloadId);
  if (!workload) return;
  const change = (changes: Partial<DecidedWorkload>) => byId.set(workload.id, { ...workload, ...changes });
  switch (decision.kind) {
    case "rename":
      change({ name: decision.name });
      return;
    case "merge": {
      const merged = decision.from.flatMap((id) => (id === workload.id ? [] : (byId.get(id) ?? [])));
      for (const { id } of merged) byId.delete(id);
      change({ members: once([...workload.members, ...merged.flatMap(({ members }) => members)]) });
      return;
    }
    case "split": {
      const leaving = new Set(decision.resourceKeys);
      const taken = workload.members.filter(({ resourceKey }) => leaving.has(resourceKey));
      if (taken.length === 0) return;
      change({ members: workload.members.filter(({ resourceKey }) => !leaving.has(resourceKey)) });
      byId.set(decision.newWorkloadId, {
        id: decision.newWorkloadId,
        seedKeys: [],
        members: taken,
        name: decision.name,
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
