import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { WorkloadData, type Accessor } from "#lib/contract/workload-facts.ts";
import type { RelationshipKind } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { dataFacts } from "./data-facts.ts";
import { describeResources } from "./describe-member.ts";
import { drawGraph } from "./draw-graph.ts";
import { edgesAt, type EdgeAt } from "./edges-at.ts";
import { lineageSentence } from "./lineage-sentence.ts";
import { listMembers } from "./list-members.ts";
import { toAccessor } from "./to-accessor.ts";
import { workloadInOrganization } from "./workload-in-organization.ts";

const lineageKinds: readonly RelationshipKind[] = [
  "grounded-on",
  "ingests",
  "indexes-into",
  "trained-on",
  "produces",
  "serves",
  "stores-artifacts-in",
  "logs-to",
];
const holdsData: ReadonlySet<string> = new Set<ResourceClass>([
  "data-store",
  "dataset",
  "vector-store",
  "knowledge-base",
]);
const lineageMax = 400;
const writersMax = 2_000;

/** What grounds and trains a workload, each store with its scorecard, and where the data flows. Throws `not-found`. */
export async function getWorkloadData(ctx: Context, id: string): Promise<WorkloadData> {
  requirePermission(ctx, "workload:read");
  return inTransaction(ctx, async (tx) => {
    await workloadInOrganization(tx, ctx, id);
    const members = await listMembers(tx, ctx, id);
    const memberKeys = new Set(members.map(({ view }) => view.key));
    const stores = members.filter(({ view }) => holdsData.has(view.class));
    const storeKeys = stores.map(({ view }) => view.key);
    const described = await describeResources(tx, ctx, storeKeys);
    const lineage = await edgesAt(tx, ctx, { keys: [...memberKeys], kinds: lineageKinds, limit: lineageMax });
    const writes = await edgesAt(tx, ctx, {
      keys: storeKeys,
      kinds: ["can-write"],
      into: true,
      limit: writersMax,
    });
    // What made or trained a member's model is a part of its story, though it is no member itself.
    const flow = lineage.filter(
      (edge) =>
        isOfData(edge) &&
        (memberKeys.has(edge.from.key) || edge.kind === "trained-on" || edge.kind === "produces"),
    );
    return WorkloadData.parse({
      sentence: lineageSentence(flow),
      lineage: await drawGraph(tx, ctx, {
        keys: [...new Set(flow.flatMap(({ from, to }) => [from.key, to.key]))],
        edges: flow.map(({ from, kind, to, reason }) => ({
          from: from.key,
          kind,
          to: to.key,
          reason: reason ?? undefined,
        })),
      }),
      stores: stores.flatMap(({ view, derived }) => {
        const resource = described.get(view.key);
        if (!resource) return [];
        return {
          id: view.resourceId,
          name: view.name,
          typeTitle: view.typeTitle,
          roleTitle: view.roleTitle,
          sensitivity: derived.sensitivity?.level ?? "unclassified",
          dataClasses: derived.sensitivity?.dataClasses ?? [],
          facts: dataFacts(resource),
          writers: writersOf(view.key, writes, memberKeys),
        };
      }),
    });
  });
}

const makesModels: ReadonlySet<string> = new Set<ResourceClass>([
  "training-job",
  "model",
  "model-deployment",
]);

/** A build that makes an image, and an evaluation that keeps its results, say nothing of a model's data. */
function isOfData({ kind, from, to }: EdgeAt): boolean {
  if (kind === "produces") return makesModels.has(to.class);
  return kind !== "stores-artifacts-in" || makesModels.has(from.class);
}

const writersOf = (
  storeKey: string,
  writes: readonly EdgeAt[],
  memberKeys: ReadonlySet<string>,
): Accessor[] => writes.filter(({ to }) => to.key === storeKey).map((edge) => toAccessor(edge, memberKeys));
