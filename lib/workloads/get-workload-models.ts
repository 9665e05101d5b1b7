import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { WorkloadModels } from "#lib/contract/workload-facts.ts";
import type { RelationshipKind } from "#lib/domain/relationship.ts";
import { memberRoleTitles } from "#lib/domain/workload.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { describeResources } from "./describe-member.ts";
import { edgesAt, type EdgeAt } from "./edges-at.ts";
import { listMembers } from "./list-members.ts";
import { modelFacts, modelGaps } from "./model-facts.ts";
import { workloadInOrganization } from "./workload-in-organization.ts";

const around: readonly RelationshipKind[] = [
  "serves",
  "invokes",
  "trained-on",
  "produces",
  "stores-artifacts-in",
  "guarded-by",
  "monitored-by",
  "logs-to",
  "contains",
  "governed-by",
];
const edgesMax = 2_000;

/** A dossier of each model that a workload answers with. Throws `not-found`. */
export async function getWorkloadModels(ctx: Context, id: string): Promise<WorkloadModels> {
  requirePermission(ctx, "workload:read");
  return inTransaction(ctx, async (tx) => {
    await workloadInOrganization(tx, ctx, id);
    const members = await listMembers(tx, ctx, id);
    const memberKeys = members.map(({ view }) => view.key);
    const edges = await edgesAround(tx, ctx, memberKeys);
    const modelKeys = new Set([
      ...members.flatMap(({ view }) => (view.class === "model" ? view.key : [])),
      // A deployment is a member by itself; the model it serves may be the provider's, outside of it.
      ...edges.flatMap(({ kind, from, to }) =>
        kind === "serves" && to.class === "model" && memberKeys.includes(from.key) ? to.key : [],
      ),
    ]);
    const described = await describeResources(tx, ctx, [
      ...modelKeys,
      ...edges.flatMap(({ from, to }) =>
        [from, to].flatMap((end) => (end.class === "evaluation" ? end.key : [])),
      ),
    ]);
    const roleTitles = new Map(members.map(({ view }) => [view.key, view.roleTitle]));
    return WorkloadModels.parse({
      models: [...modelKeys].flatMap((key) => {
        const model = described.get(key);
        if (!model) return [];
        const facts = modelFacts(model, { edges, described, standIns: standInsOf(key, edges) });
        return {
          id: model.id,
          name: model.name,
          typeTitle: model.typeTitle,
          roleTitle: roleTitles.get(key) ?? memberRoleTitles.answers,
          facts,
          gaps: modelGaps(facts),
        };
      }),
    });
  });
}

/** Also those of jobs that made a member and of models that members serve, which are no members themselves. */
async function edgesAround(tx: Tx, ctx: Context, memberKeys: readonly string[]): Promise<EdgeAt[]> {
  const near = await edgesAt(tx, ctx, { keys: memberKeys, kinds: around, limit: edgesMax });
  const known = new Set(memberKeys);
  const beyond = new Set(
    near.flatMap(({ kind, from, to }) => {
      if (kind === "serves" && !known.has(to.key)) return to.key;
      return kind === "produces" && !known.has(from.key) ? from.key : [];
    }),
  );
  if (beyond.size === 0) return near;
  const far = await edgesAt(tx, ctx, { keys: [...beyond], kinds: around, limit: edgesMax });
  const all = new Map(
    [...near, ...far].map((edge) => [`${edge.from.key}\n${edge.kind}\n${edge.to.key}`, edge]),
  );
  return [...all.values()];
}

/** The model, what serves it, and what invokes one of these: a guardrail or monitor may stand at each. */
function standInsOf(modelKey: string, edges: readonly EdgeAt[]): ReadonlySet<string> {
  const serving = new Set([
    modelKey,
    ...edges.flatMap(({ kind, from, to }) => (kind === "serves" && to.key === modelKey ? from.key : [])),
  ]);
  const callers = edges.flatMap(({ kind, from, to }) =>
    kind === "invokes" && serving.has(to.key) && from.class === "agent" ? from.key : [],
  );
  return new Set([...serving, ...callers]);
}
