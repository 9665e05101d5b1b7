import { createHash } from "node:crypto";

import type { Check } from "#lib/domain/check.ts";
import type { Evidence } from "#lib/domain/evidence.ts";
import { providerOf, type Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import type { Evaluation } from "./evaluate.ts";
import {
  transition,
  type FindingState,
  type Observed,
  type Transition,
  type TransitionKind,
} from "./finding-lifecycle.ts";

/** A finding as it is stored, as far as the plan needs it. */
export type StoredFinding = FindingState & {
  id: string;
  checkId: string;
  resourceKey: string;
  resourceName: string;
  region: string | null;
  severity: string;
  layer: string;
  provider: string;
  account: string;
};

/** What is stored about the resources that were evaluated. */
export type StoredPosture = {
  findings: readonly StoredFinding[];
  /** Pairs that were unknown: `pairKey`. */
  unknown: ReadonlySet<string>;
  passedByResource: ReadonlyMap<string, readonly string[]>;
};

export type FindingChange = {
  kind: TransitionKind;
  before: StoredFinding | null;
  state: FindingState;
  /** Absent where the resource is gone. */
  evaluated: { check: Check; resource: Resource; evidence: Evidence } | null;
};

export type PosturePlan = {
  findings: FindingChange[];
  unknownAdded: { check: Check; resource: Resource; unknown: Unknown }[];
  /** `pairKey`s. */
  unknownRemoved: string[];
  /** Only where it differs from what is stored. */
  passed: Map<string, readonly string[]>;
  /** Keys of resources whose findings still say an earlier name or region. */
  renamed: Set<string>;
  tallies: Map<string, TallyDelta>;
};
export type TallyDelta = { pass: number; fail: number; unknown: number };

export const pairKey = (checkId: string, resourceKey: string): string => `${checkId}\u001f${resourceKey}`;

/** Whether a pair was asked about at all: what was not stays as it is stored. */
export type Concerns = (checkId: string, resourceKey: string) => boolean;

/**
 * Compares what was evaluated with what is stored, and says what has to be written: nothing for what stayed as it
 * was. `removedKeys` are resources that are gone; whatever was stored about them ends.
 */
export function planChanges(
  evaluations: Iterable<Evaluation>,
  removedKeys: ReadonlySet<string>,
  stored: StoredPosture,
  at: Date,
  concerns: Concerns = () => true,
): PosturePlan {
  const plan: PosturePlan = {
    findings: [],
    unknownAdded: [],
    unknownRemoved: [],
    passed: new Map(),
    renamed: new Set(),
    tallies: new Map(),
  };
  const findingByPair = new Map(stored.findings.map((f) => [pairKey(f.checkId, f.resourceKey), f]));
  const unknownLeft = new Set(stored.unknown);
  const findingsLeft = new Map(findingByPair);
  const passedNow = new Map<string, string[]>();

  for (const { check, resource, outcome } of evaluations) {
    const pair = pairKey(check.id, resource.key);
    const before = findingByPair.get(pair) ?? null;
    findingsLeft.delete(pair);
    if (before && (before.resourceName !== resource.name || before.region !== resource.region))
      plan.renamed.add(resource.key);
    const passed = passedNow.get(resource.key) ?? [];
    if (passed.length === 0) passedNow.set(resource.key, passed);
    if (outcome.status === "pass") passed.push(check.id);
    if (outcome.status === "unknown") {
      if (!unknownLeft.delete(pair)) {
        plan.unknownAdded.push({ check, resource, unknown: outcome.unknown });
        add(plan, check.id, "unknown", 1);
        if (isLive(before)) add(plan, check.id, "fail", -1);
      }
      continue;
    }
    if (isLive(before) && stored.unknown.has(pair)) add(plan, check.id, "fail", 1);
    const observed: Observed =
      outcome.status === "fail" ? { ...outcome, evidenceHash: hashOf(outcome.evidence) } : outcome;
    const change = transition(before, observed, at) ?? regraded(before, observed, check);
    if (!change) continue;
    const evidence = outcome.status === "fail" ? outcome.evidence : {};
    record(plan, { ...change, before, evaluated: { check, resource, evidence } }, check.id);
  }

  for (const [pair, finding] of findingsLeft) {
    if (!concerns(finding.checkId, finding.resourceKey)) continue;
    if (isLive(finding) && stored.unknown.has(pair)) add(plan, finding.checkId, "fail", 1);
    // A pair that was not evaluated: its resource is gone, or its check no longer exists or applies.
    const change = transition(finding, { status: "removed" }, at);
    if (change) record(plan, { ...change, before: finding, evaluated: null }, finding.checkId);
  }
  for (const pair of unknownLeft) {
    const [checkId = "", resourceKey = ""] = pair.split("\u001f");
    if (!concerns(checkId, resourceKey)) continue;
    plan.unknownRemoved.push(pair);
    add(plan, checkId, "unknown", -1);
  }
  comparePassed(plan, passedNow, removedKeys, stored.passedByResource, concerns);
  return plan;
}

/** A finding that stays as it was is graded anew where its check is. */
function regraded(
  before: StoredFinding | null,
  { status }: Observed,
  { severity, layer }: Check,
): Transition | null {
  if (!before || before.status === "resolved" || status !== "fail") return null;
  if (before.severity === severity && before.layer === layer) return null;
  return { kind: "evidence-changed", state: before };
}

/** What is unknown counts as unknown alone, though a finding of it stays as it was. */
const isLive = (finding: StoredFinding | null): boolean => finding !== null && finding.status !== "resolved";

function record(plan: PosturePlan, change: FindingChange, checkId: string): void {
  plan.findings.push(change);
  if (change.kind === "opened" || change.kind === "reopened") add(plan, checkId, "fail", 1);
  if (change.kind === "resolved") add(plan, checkId, "fail", -1);
}

function comparePassed(
  plan: PosturePlan,
  passedNow: ReadonlyMap<string, readonly string[]>,
  removedKeys: ReadonlySet<string>,
  stored: ReadonlyMap<string, readonly string[]>,
  concerns: Concerns,
): void {
  for (const key of removedKeys) if (stored.has(key)) replacePassed(plan, key, stored.get(key) ?? [], []);
  for (const key of new Set([...passedNow.keys(), ...stored.keys()])) {
    if (removedKeys.has(key)) continue;
    const before = stored.get(key) ?? [];
    const kept = before.filter((checkId) => !concerns(checkId, key));
    const now = [...kept, ...(passedNow.get(key) ?? [])];
    const held = new Set(before);
    if (held.size === now.length && now.every((checkId) => held.has(checkId))) continue;
    replacePassed(plan, key, before, now);
  }
}

function replacePassed(
  plan: PosturePlan,
  key: string,
  before: readonly string[],
  now: readonly string[],
): void {
  plan.passed.set(key, now);
  for (const checkId of before) add(plan, checkId, "pass", -1);
  for (const checkId of now) add(plan, checkId, "pass", 1);
}

function add(plan: PosturePlan, checkId: string, what: keyof TallyDelta, by: number): void {
  const delta = plan.tallies.get(checkId) ?? { pass: 0, fail: 0, unknown: 0 };
  delta[what] += by;
  plan.tallies.set(checkId, delta);
}

const hashOf = (evidence: Evidence): string =>
  createHash("sha256").update(JSON.stringify(evidence)).digest("base64url").slice(0, 22);

export type CounterKey = {
  checkId: string;
  status: string;
  severity: string;
  layer: string;
  provider: string;
  account: string;
};
export type CounterDelta = CounterKey & { delta: number };

/** How the facet counters move: one less where a finding was, one more where it is. */
export function counterDeltas(changes: readonly FindingChange[]): CounterDelta[] {
  const deltas = new Map<string, CounterDelta>();
  const count = (key: CounterKey, delta: number) => {
    const id = Object.values(key).join("\u001f");
    const found = deltas.get(id);
    if (found) found.delta += delta;
    else deltas.set(id, { ...key, delta });
  };
  for (const { before, state, evaluated } of changes) {
    if (before) count(counterKey(before, before.status), -1);
    const now = evaluated ? currentFacts(evaluated) : before;
    if (now) count(counterKey(now, state.status), 1);
  }
  return [...deltas.values()].filter(({ delta }) => delta !== 0);
}

const counterKey = (
  { checkId, severity, layer, provider, account }: Omit<CounterKey, "status">,
  status: string,
): CounterKey => ({ checkId, status, severity, layer, provider, account });

const currentFacts = ({ check, resource }: { check: Check; resource: Resource }) => ({
  checkId: check.id,
  severity: check.severity,
  layer: check.layer,
  provider: providerOf(resource.type),
  account: resource.account,
});
