import { setImmediate } from "node:timers/promises";

import { requirePermission, type Context } from "#lib/access/context.ts";
import type { DryRun, DryRunInput, DryRunResource } from "#lib/contract/custom-checks.ts";
import type { Check } from "#lib/domain/check.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { titleOf, type Resource } from "#lib/domain/resource.ts";
import { loadInventory } from "#lib/inventory/load-graph.ts";
import type { TextByKey } from "#lib/inventory/resource-rows.ts";
import { readRelationships, readStates, statesMax } from "./past-states.ts";
import { momentsOf, spansOf, type Seen, type Span } from "./past-spans.ts";
import { validOrThrow } from "./stored-custom-check.ts";

const dayMs = 86_400_000;
const listedMax = 200;
const secondsMax = 10;

/** What a check would say now and would have said, without storing anything. Ends where it takes too long. */
export async function dryRunCustomCheck(
  ctx: Context,
  { definition, days }: DryRunInput,
  now: Date = new Date(),
): Promise<DryRun> {
  requirePermission(ctx, "check:write");
  requirePermission(ctx, "inventory:read");
  const { check } = validOrThrow(definition, 1);
  const budget = new Budget();
  const { graph, idByKey } = await loadInventory(ctx.organizationId);
  const present = await inPresent(check, graph, idByKey, budget);
  const since = new Date(now.getTime() - days * dayMs);
  const past = await inPast(ctx, check, since, now, budget);
  const spans = past.spans.toSorted((a, b) => b.from.getTime() - a.from.getTime());
  return {
    present,
    past: {
      days,
      findingCount: new Set(spans.map(({ resource }) => resource.key)).size,
      stateCount: past.stateCount,
      failing: spans.slice(0, listedMax).map(({ resource, from, to }) => ({
        ...describe(resource, idByKey),
        from: from.toISOString(),
        to: to?.toISOString() ?? null,
      })),
    },
    isWhole: !budget.isSpent && !past.isCut,
  };
}

/** Lets others have a turn every few evaluations, and ends after some seconds. */
class Budget {
  readonly #deadline = performance.now() + secondsMax * 1_000;
  #count = 0;
  isSpent = false;

  async take(): Promise<boolean> {
    if (++this.#count % 200 === 0) await setImmediate();
    this.isSpent ||= performance.now() > this.#deadline;
    return !this.isSpent;
  }
}

const describe = ({ key, name, type, account, region }: Resource, idByKey: TextByKey): DryRunResource => ({
  id: idByKey.get(key) ?? null,
  key,
  name,
  typeTitle: titleOf(type),
  account,
  region,
});

async function inPresent(
  check: Check,
  graph: ResourceGraph,
  idByKey: TextByKey,
  budget: Budget,
): Promise<DryRun["present"]> {
  const counts = { pass: 0, fail: 0, unknown: 0, "not-applicable": 0 };
  const failing: DryRunResource[] = [];
  const types = new Set<string>(check.appliesTo);
  let unknownBecause: string | null = null;
  for (const resource of graph.nodes) {
    if (!types.has(resource.type)) continue;
    if (!(await budget.take())) break;
    const outcome = check.evaluate(resource, graph);
    counts[outcome.status]++;
    if (outcome.status === "unknown") unknownBecause ??= `${resource.name}: ${outcome.unknown.message}`;
    if (outcome.status === "fail" && failing.length < listedMax) failing.push(describe(resource, idByKey));
  }
  return {
    passCount: counts.pass,
    failCount: counts.fail,
    unknownCount: counts.unknown,
    notApplicableCount: counts["not-applicable"],
    unknownBecause,
    failing,
  };
}

type Past = { spans: Span[]; stateCount: number; isCut: boolean };

/** A check of facts alone is asked at every change; one that follows relationships at some moments of the time. */
async function inPast(ctx: Context, check: Check, since: Date, now: Date, budget: Budget): Promise<Past> {
  const { organizationId } = ctx;
  const follows = check.follows.length > 0;
  const states = await readStates(organizationId, follows ? null : check.appliesTo, since);
  const isCut = states.length === statesMax;
  const seen: Seen[] = [];
  if (!follows) {
    for (const { resource, from, to } of states) {
      if (!(await budget.take())) break;
      const graph = new ResourceGraph([resource], []);
      const failed = check.evaluate(graph.nodes[0] ?? resource, graph).status === "fail";
      seen.push({ resource, from: from < since ? since : from, to, failed });
    }
    return { spans: spansOf(seen), stateCount: seen.length, isCut };
  }
  const edges = await readRelationships(organizationId, check.follows, since);
  const { moments, isThinned } = momentsOf([...states, ...edges], since, now, states.length);
  const types = new Set<string>(check.appliesTo);
  for (const [index, at] of moments.entries()) {
    const isThen = ({ from, to }: { from: Date; to: Date | null }) => from <= at && (to === null || to > at);
    const graph = new ResourceGraph(
      states.filter(isThen).map(({ resource }) => resource),
      edges.filter(isThen).map(({ relationship }) => relationship),
    );
    const to = moments[index + 1] ?? null;
    for (const resource of graph.nodes) {
      if (!types.has(resource.type)) continue;
      if (!(await budget.take())) break;
      seen.push({ resource, from: at, to, failed: check.evaluate(resource, graph).status === "fail" });
    }
  }
  return {
    spans: spansOf(seen),
    stateCount: seen.length,
    isCut: isCut || isThinned || edges.length === statesMax,
  };
}
