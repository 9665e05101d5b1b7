import { ResourceGraph } from "#lib/domain/graph.ts";
import { providerOf } from "#lib/domain/resource.ts";
import { dirtyResources } from "#lib/posture/dirty-set.ts";
import { evaluate } from "#lib/posture/evaluate.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { pairKey, planChanges, type StoredFinding, type StoredPosture } from "#lib/posture/plan-changes.ts";
import { changed, estate } from "../estate.ts";
import { atLeast, atMost, median, repeated, round, type Result } from "../measure.ts";

const at = new Date(0);
const largest = 50_000;

/** P4: evaluations a second, and how they grow. P5: everything again against what one changed resource in 100 touches. */
export async function measureEvaluation(): Promise<Result[]> {
  const [small, large] = rates(evaluationOf(1_000), evaluationOf(largest));
  return [
    {
      id: "P4",
      name: "Evaluations a second ÷ CloudSploit's published 0.40 M/s",
      ...atLeast(round(large.perSecond / 400_000), 5),
      detail: `${millions(large.perSecond)} M evaluations/s with evidence at 50,000 resources (${large.count} evaluations), ${millions(large.perCpuSecond)} M for each second of processor time; CloudSploit was not run here`,
    },
    {
      id: "P4-growth",
      name: "Time per evaluation, 50,000 ÷ 1,000 resources",
      ...atMost(round(small.perSecond / large.perSecond), 1.5),
      detail: `${millions(small.perSecond)} M/s at 1,000, ${millions(large.perSecond)} M/s at 50,000`,
    },
    {
      id: "P4-second",
      name: "Evaluations a second, in millions",
      ...atLeast(round(large.perSecond / 1e6), 1),
      detail: "on one of the two cores: a run of posture.evaluate is one process",
    },
    await incremental(),
  ];
}

/** Evaluates as much whatever the size, so that pauses of the machine weigh on small and large alike. */
function evaluationOf(size: number): () => number {
  const { resources, relationships } = estate(size);
  const graph = new ResourceGraph(resources, relationships);
  return () => {
    let count = 0;
    for (let pass = 0; pass < largest / size; pass++) for (const _ of evaluate(checks, graph)) count++;
    return count;
  };
}

type Rate = { perSecond: number; perCpuSecond: number; count: number };
const turns = 8;

/** One after the other, turn by turn, and the first turn not counted: it compiles what the others run. */
function rates(...evaluations: [() => number, () => number]): [Rate, Rate] {
  const [small, large]: [Rate[], Rate[]] = [[], []];
  for (let turn = 0; turn < turns; turn++)
    for (const [at, run] of evaluations.entries()) {
      const [start, before] = [performance.now(), process.cpuUsage()];
      const count = run();
      const seconds = (performance.now() - start) / 1000;
      const { user, system } = process.cpuUsage(before);
      const rate = { perSecond: count / seconds, perCpuSecond: count / ((user + system) / 1e6), count };
      if (turn > 0) (at === 0 ? small : large).push(rate);
    }
  const middle = (all: Rate[]) => ({
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    perCpuSecond: median(all.map(({ perCpuSecond }) => perCpuSecond)),
    count: all[0]?.count ?? 0,
  });
  return [middle(small), middle(large)];
}

async function incremental(): Promise<Result> {
  const size = 50_000;
  const { resources, relationships } = estate(size);
  const stored = storedFrom(new ResourceGraph(resources, relationships));
  const touched = new Map(
    resources
      .flatMap((_, n) => (n % 100 === 0 ? (changed(resources, n) ?? []) : []))
      .map((now) => [now.key, now]),
  );
  const changedKeys = new Set(touched.keys());
  const graph = new ResourceGraph(
    resources.map((resource) => touched.get(resource.key) ?? resource),
    relationships,
  );

  let fullPlan: string[] = [];
  const full = await repeated(5, () => {
    fullPlan = namesOf(planChanges(evaluate(checks, graph), new Set(), stored, at));
  });
  let partPlan: string[] = [];
  const part = await repeated(9, () => {
    const dirty = dirtyResources(checks, graph, changedKeys);
    const keys = new Set(dirty.map(({ key }) => key));
    partPlan = namesOf(planChanges(evaluate(checks, graph, dirty), new Set(), restricted(keys), at));
  });
  if (fullPlan.length === 0 || fullPlan.toSorted().join() !== partPlan.toSorted().join())
    throw new Error(`Full changes ${fullPlan.length} findings, incremental ${partPlan.length}`);
  return {
    id: "P5",
    name: "Full evaluation ÷ incremental at 1 % changed",
    ...atLeast(round(median(full) / median(part)), 30),
    detail: `${median(full).toFixed(0)} ms against ${median(part).toFixed(1)} ms, the same ${fullPlan.length} changes, with the comparison to what is stored`,
  };

  // What the database returns for these keys: found by index there, from a map here.
  function restricted(keys: ReadonlySet<string>): StoredPosture {
    return {
      findings: [...keys].flatMap((key) => findingsByKey.get(key) ?? []),
      unknown: new Set([...keys].flatMap((key) => unknownByKey.get(key) ?? [])),
      passedByResource: new Map(
        [...keys].flatMap((key) => {
          const passed = stored.passedByResource.get(key);
          return passed ? [[key, passed] as const] : [];
        }),
      ),
    };
  }
}

let findingsByKey = new Map<string, StoredFinding[]>();
let unknownByKey = new Map<string, string[]>();

function storedFrom(graph: ResourceGraph): StoredPosture {
  const findings: StoredFinding[] = [];
  const unknown = new Set<string>();
  const passedByResource = new Map<string, readonly string[]>();
  const plan = planChanges(evaluate(checks, graph), new Set(), { findings, unknown, passedByResource }, at);
  for (const { state, evaluated } of plan.findings) {
    if (!evaluated) continue;
    const { check, resource } = evaluated;
    const facts = {
      severity: check.severity,
      layer: check.layer,
      provider: providerOf(resource.type),
      account: resource.account,
    };
    findings.push({
      ...state,
      ...facts,
      id: pairKey(check.id, resource.key),
      checkId: check.id,
      resourceKey: resource.key,
      resourceName: resource.name,
      region: resource.region,
    });
  }
  for (const { check, resource } of plan.unknownAdded) unknown.add(pairKey(check.id, resource.key));
  findingsByKey = Map.groupBy(findings, ({ resourceKey }) => resourceKey);
  unknownByKey = Map.groupBy(unknown, (pair) => pair.split("\u001f")[1] ?? "");
  return { findings, unknown, passedByResource: plan.passed };
}

const namesOf = ({ findings }: ReturnType<typeof planChanges>): string[] =>
  findings.flatMap(({ kind, evaluated }) =>
    evaluated ? `${kind} ${pairKey(evaluated.check.id, evaluated.resource.key)}` : [],
  );

const millions = (perSecond: number): string => (perSecond / 1e6).toFixed(2);
