import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { defineClassCheck, fail, notApplicable, pass, type Check, type Outcome } from "#lib/domain/check.ts";
import { providerOf } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { Evaluation } from "./evaluate.ts";
import {
  type CounterKey,
  counterDeltas,
  pairKey,
  planChanges,
  type PosturePlan,
  type StoredFinding,
} from "./plan-changes.ts";

const checkOf = (id: string, severity: Severity): Check =>
  defineClassCheck({
    id,
    title: id,
    severity,
    layer: "data",
    function: "protect",
    risk: id,
    remediation: { summary: "", cli: "", terraform: "", console: [] },
    references: [],
    appliesToClass: "data-store",
    evaluate: () => pass,
    examples: { pass: [], fail: [] },
  });
const checks = [checkOf("test/a", "critical"), checkOf("test/b", "low")];
const keys = ["one", "two", "three"];
const unknown: Outcome = {
  status: "unknown",
  unknown: { reason: "denied", call: "s3:Get", permission: null, message: "no" },
};
const outcomes = {
  pass,
  notApplicable,
  unknown,
  fail: fail("It is open", { by: "policy" }),
  failOtherwise: fail("It is open", { by: "acl" }),
} satisfies Record<string, Outcome>;
type Word = keyof typeof outcomes;

/** What is true of the estate at one time: of each resource its checks' outcomes, or that it is gone. */
type Seen = ReadonlyMap<string, readonly Word[]>;
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));

const evaluationsOf = (seen: Seen, only: ReadonlySet<string>): Evaluation[] =>
  [...seen].flatMap(([key, words]) =>
    only.has(key)
      ? checks.flatMap((check, index) => {
          const word = words[index];
          return word
            ? [{ check, resource: sampleResource("data-store", key), outcome: outcomes[word] }]
            : [];
        })
      : [],
  );

/** What a database would hold after the plans were written. */
class Store {
  readonly findings = new Map<string, StoredFinding>();
  readonly unknown = new Set<string>();
  readonly passed = new Map<string, readonly string[]>();
  readonly tallies = new Map<string, number>();
  readonly counters = new Map<string, number>();

  plan(seen: Seen, only: ReadonlySet<string>, minute: number): PosturePlan {
    const isAbout = (key: string) => only.has(key);
    return planChanges(
      evaluationsOf(seen, only),
      new Set([...only].filter((key) => !seen.has(key))),
      {
        findings: [...this.findings.values()].filter(({ resourceKey }) => isAbout(resourceKey)),
        unknown: new Set([...this.unknown].filter((pair) => isAbout(pair.split("\u001f")[1] ?? ""))),
        passedByResource: new Map([...this.passed].filter(([key]) => isAbout(key))),
      },
      at(minute),
    );
  }

  write(plan: PosturePlan): void {
    for (const { before, state, evaluated } of plan.findings) {
      const row = evaluated
        ? {
            id: pairKey(evaluated.check.id, evaluated.resource.key),
            checkId: evaluated.check.id,
            resourceKey: evaluated.resource.key,
            resourceName: evaluated.resource.name,
            region: evaluated.resource.region,
            severity: evaluated.check.severity,
            layer: evaluated.check.layer,
            provider: providerOf(evaluated.resource.type),
            account: evaluated.resource.account,
          }
        : before;
      if (!row) throw new Error("A finding that was not there cannot be resolved");
      this.findings.set(pairKey(row.checkId, row.resourceKey), { ...row, ...state });
    }
    for (const { check, resource } of plan.unknownAdded) this.unknown.add(pairKey(check.id, resource.key));
    for (const pair of plan.unknownRemoved) this.unknown.delete(pair);
    for (const [key, ids] of plan.passed) this.passed.set(key, ids);
    for (const [checkId, delta] of plan.tallies)
      for (const [what, by] of Object.entries(delta)) move(this.tallies, `${checkId} ${what}`, by);
    for (const { delta, ...counter } of counterDeltas(plan.findings))
      move(this.counters, counterId(counter), delta);
  }

  /** A person accepts the risk of an open finding: the next evaluations meet it as it then is. */
  except(): void {
    const open = [...this.findings.values()].find(({ status }) => status === "open");
    if (!open) return;
    move(this.counters, counterId(open), -1);
    const excepted: StoredFinding = { ...open, status: "excepted" };
    move(this.counters, counterId(excepted), 1);
    this.findings.set(pairKey(open.checkId, open.resourceKey), excepted);
  }

  recount() {
    const counters = new Map<string, number>();
    const tallies = new Map<string, number>();
    for (const finding of this.findings.values()) {
      move(counters, counterId(finding), 1);
      if (finding.status !== "resolved" && !this.unknown.has(finding.id))
        move(tallies, `${finding.checkId} fail`, 1);
    }
    for (const pair of this.unknown) move(tallies, `${pair.split("\u001f")[0]} unknown`, 1);
    for (const id of [...this.passed.values()].flat()) move(tallies, `${id} pass`, 1);
    return { counters, tallies };
  }
}

const move = (counts: Map<string, number>, id: string, by: number) =>
  counts.set(id, (counts.get(id) ?? 0) + by);
const counterId = (f: CounterKey) =>
  [f.checkId, f.status, f.severity, f.layer, f.provider, f.account].join(" ");
const nonZero = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].filter(([, count]) => count !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const word = fc.constantFrom<Word>("pass", "notApplicable", "unknown", "fail", "failOtherwise");
const seen: fc.Arbitrary<Seen> = fc
  .record(Object.fromEntries(keys.map((key) => [key, fc.option(fc.tuple(word, word), { freq: 4 })])))
  .map(
    (byKey) =>
      new Map(Object.entries(byKey).flatMap(([key, words]) => (words ? [[key, words] as const] : []))),
  );
const history = fc.array(fc.oneof({ weight: 4, arbitrary: seen }, fc.constant("except" as const)), {
  minLength: 1,
  maxLength: 8,
});
const all = new Set(keys);

/** Keys of which something is other than before. */
const changed = (before: Seen, after: Seen) =>
  new Set(keys.filter((key) => before.get(key)?.join() !== after.get(key)?.join()));

function replay(steps: readonly (Seen | "except")[], incremental: boolean): { store: Store; last: Seen } {
  const store = new Store();
  let last: Seen = new Map();
  for (const [minute, step] of steps.entries()) {
    if (step === "except") store.except();
    else {
      store.write(store.plan(step, incremental ? changed(last, step) : all, minute));
      last = step;
    }
  }
  return { store, last };
}

describe("after any history", () => {
  test("counters and tallies, moved by differences alone, equal a recount", () => {
    fc.assert(
      fc.property(history, fc.boolean(), (steps, incremental) => {
        const { store } = replay(steps, incremental);
        const { counters, tallies } = store.recount();
        expect(nonZero(store.counters)).toEqual(nonZero(counters));
        expect(nonZero(store.tallies)).toEqual(nonZero(tallies));
      }),
      { numRuns: 300 },
    );
  });

  test("evaluating what changed leaves the same as evaluating everything", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const [full, partial] = [replay(steps, false).store, replay(steps, true).store];
        const bodyOf = ({ findings, unknown: unknowns }: Store) => ({
          findings: [...findings.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          unknowns: [...unknowns].toSorted(),
        });
        expect(bodyOf(partial)).toEqual(bodyOf(full));
        expect(nonZero(partial.counters)).toEqual(nonZero(full.counters));
        expect(nonZero(partial.tallies)).toEqual(nonZero(full.tallies));
      }),
      { numRuns: 300 },
    );
  });

  test("what is stored is what was seen last: fails are findings, unknowns unknown, passes passed", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { store, last } = replay(steps, true);
        const pairsWith = (...words: Word[]) =>
          [...last].flatMap(([key, found]) =>
            checks.flatMap(({ id }, index) => {
              const outcome = found[index];
              return outcome && words.includes(outcome) ? [pairKey(id, key)] : [];
            }),
          );
        const unresolved = [...store.findings].flatMap(([pair, { status }]) =>
          status === "resolved" ? [] : [pair],
        );
        expect([...store.unknown].toSorted()).toEqual(pairsWith("unknown").toSorted());
        expect(unresolved).toEqual(expect.arrayContaining(pairsWith("fail", "failOtherwise")));
        expect([...pairsWith("fail", "failOtherwise", "unknown")]).toEqual(
          expect.arrayContaining(unresolved),
        );
        expect(
          [...store.passed].flatMap(([key, ids]) => ids.map((id) => pairKey(id, key))).toSorted(),
        ).toEqual(pairsWith("pass").toSorted());
      }),
      { numRuns: 300 },
    );
  });

  test("the same evaluation once more writes nothing", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { store, last } = replay(steps, false);
        const again = store.plan(last, new Set(last.keys()), 99);
        expect(again.findings).toEqual([]);
        expect([again.unknownAdded, again.unknownRemoved]).toEqual([[], []]);
        expect([again.passed.size, again.tallies.size]).toEqual([0, 0]);
      }),
    );
  });
});

describe("a plan", () => {
  const storeAfter = (...words: Word[]) => {
    const store = new Store();
    store.write(store.plan(new Map([["one", words]]), new Set(["one"]), 0));
    return store;
  };
  const only = new Set(["one"]);

  test("what becomes unknown keeps its finding, and counts as unknown alone until it is decided", () => {
    const store = storeAfter("fail", "pass");
    const plan = store.plan(new Map([["one", ["unknown", "pass"] as Word[]]]), only, 1);
    expect(plan.findings).toEqual([]);
    expect(plan.unknownAdded.map(({ check }) => check.id)).toEqual(["test/a"]);
    expect(plan.tallies.get("test/a")).toEqual({ pass: 0, fail: -1, unknown: 1 });
    store.write(plan);
    const decided = store.plan(new Map([["one", ["fail", "pass"] as Word[]]]), only, 2);
    expect(decided.findings).toEqual([]);
    expect(decided.tallies.get("test/a")).toEqual({ pass: 0, fail: 1, unknown: -1 });
  });

  test("a resource by another name, or moved, has its findings told so, whatever the outcome", () => {
    for (const word of ["fail", "unknown", "pass"] as const) {
      const store = storeAfter("fail", "pass");
      for (const [pair, finding] of store.findings)
        store.findings.set(pair, { ...finding, region: "mars-1" });
      expect([...store.plan(new Map([["one", [word, "pass"] as Word[]]]), only, 1).renamed]).toEqual(["one"]);
    }
  });

  test("a resource that is gone resolves its findings, and its unknowns and passes end", () => {
    const store = storeAfter("fail", "unknown");
    const plan = store.plan(new Map(), only, 1);
    expect(plan.findings.map(({ kind, evaluated }) => [kind, evaluated])).toEqual([["resolved", null]]);
    expect(plan.unknownRemoved).toEqual([pairKey("test/b", "one")]);
  });

  test("a check that no longer exists resolves what it had found, and nothing else", () => {
    const store = storeAfter("fail", "fail");
    const plan = store.plan(new Map([["one", ["fail"] as Word[]]]), only, 1);
    expect(plan.findings.map(({ kind, before }) => [kind, before?.checkId])).toEqual([
      ["resolved", "test/b"],
    ]);
  });

  test("other evidence for the same fail moves no counter", () => {
    const store = storeAfter("fail", "pass");
    const plan = store.plan(new Map([["one", ["failOtherwise", "pass"] as Word[]]]), only, 1);
    expect(plan.findings.map(({ kind }) => kind)).toEqual(["evidence-changed"]);
    expect(counterDeltas(plan.findings)).toEqual([]);
    expect(plan.tallies.size).toBe(0);
  });

  test("pairs of different checks and resources never share a key", () => {
    fc.assert(
      fc.property(fc.tuple(fc.stringMatching(/^[a-z/-]*$/), fc.stringMatching(/^[a-z/:-]*$/)), (pair) => {
        expect(pairKey(...pair).split("\u001f")).toEqual(pair);
      }),
    );
  });
});
