import { describe, expect, test } from "vitest";

import type { WorkloadDecision, WorkloadMember } from "#lib/domain/workload.ts";
import { randomFrom, type Random } from "#tests/factories/random.ts";

import { applyDecisions } from "./apply-decisions.ts";

const member = (resourceKey: string, shared = false): WorkloadMember => ({
  resourceKey,
  layer: "api",
  role: "runs-it",
  reason: "found",
  shared,
});
const workload = (id: string, ...keys: string[]) => ({
  id,
  seedKeys: keys.slice(0, 1),
  members: keys.map((key) => member(key)),
});
type Discovered = ReturnType<typeof workload>[];
const present = () => "data" as const;
/** `id: members`, and the name a person gave, if one did. */
const told = (
  discovered: Discovered,
  decisions: WorkloadDecision[],
  layerOf: Parameters<typeof applyDecisions>[2] = present,
) =>
  applyDecisions(discovered, decisions, layerOf).map(
    ({ id, name, members }) =>
      `${id}${name === null ? "" : ` "${name}"`}: ${members
        .map(({ resourceKey }) => resourceKey)
        .toSorted()
        .join(" ")}`,
  );

const rename = (workloadId: string, name: string): WorkloadDecision => ({ kind: "rename", workloadId, name });
const merge = (workloadId: string, ...from: string[]): WorkloadDecision => ({
  kind: "merge",
  workloadId,
  from,
});
const split = (workloadId: string, newWorkloadId: string, ...resourceKeys: string[]): WorkloadDecision => ({
  kind: "split",
  workloadId,
  newWorkloadId,
  name: newWorkloadId.toUpperCase(),
  resourceKeys,
});
const add = (workloadId: string, resourceKey: string): WorkloadDecision => ({
  kind: "add",
  workloadId,
  resourceKey,
  role: "grounds-it",
});
const remove = (workloadId: string, resourceKey: string): WorkloadDecision => ({
  kind: "remove",
  workloadId,
  resourceKey,
});

const [a, b, c] = [workload("a", "a1", "a2"), workload("b", "b1", "b2"), workload("c", "c1")];

describe("the last word", () => {
  test.each<[string, WorkloadDecision[], string[]]>([
    ["of two names", [rename("a", "One"), rename("a", "Two")], ['a "Two": a1 a2']],
    ["to remove what was added", [add("a", "x"), remove("a", "x")], ["a: a1 a2"]],
    ["to add what was removed", [remove("a", "a2"), add("a", "a2")], ["a: a1 a2"]],
    ["to give another role", [add("a", "a2")], ["a: a1 a2"]],
    ["to take out twice", [remove("a", "a2"), remove("a", "a2")], ["a: a1"]],
    [
      "to rename what was split off",
      [split("a", "n", "a2"), rename("n", "Store")],
      ["a: a1", 'n "Store": a2'],
    ],
    ["to merge back what was split off", [split("a", "n", "a2"), merge("a", "n")], ["a: a1 a2"]],
    [
      "to split off again",
      [split("a", "n", "a2"), merge("a", "n"), split("a", "m", "a2")],
      ["a: a1", 'm "M": a2'],
    ],
    [
      "to split off what is already off",
      [split("a", "n", "a2"), split("a", "m", "a2")],
      ["a: a1", 'n "N": a2'],
    ],
    ["to split off nothing of it", [split("a", "n", "b1")], ["a: a1 a2"]],
    ["to split off all of it", [split("a", "n", "a1", "a2")], ['n "N": a1 a2']],
  ])("%s", (_, decisions, expected) => {
    expect(told([a], decisions)).toEqual(expected);
  });
});

describe("merges", () => {
  test.each<[string, Discovered, WorkloadDecision[], string[]]>([
    ["of two", [a, b, c], [merge("a", "b")], ["a: a1 a2 b1 b2", "c: c1"]],
    ["of three at once", [a, b, c], [merge("a", "b", "c")], ["a: a1 a2 b1 b2 c1"]],
    ["of a merge", [a, b, c], [merge("b", "c"), merge("a", "b")], ["a: a1 a2 b1 b2 c1"]],
    [
      "into one that was merged away before",
      [a, b, c],
      [merge("a", "b"), merge("b", "c")],
      ["a: a1 a2 b1 b2", "b: c1"],
    ],
    ["with itself", [a, b], [merge("a", "a", "b")], ["a: a1 a2 b1 b2"]],
    ["with what is unheard of", [a, b], [merge("a", "x")], ["a: a1 a2", "b: b1 b2"]],
    ["of two that share a member", [a, workload("b", "a2", "b1")], [merge("a", "b")], ["a: a1 a2 b1"]],
    ["and a name for it", [a, b], [merge("a", "b"), rename("a", "Both")], ['a "Both": a1 a2 b1 b2']],
    ["and a name the merged one had", [a, b], [rename("b", "Gone"), merge("a", "b")], ["a: a1 a2 b1 b2"]],
    ["then out with a member of the other", [a, b], [merge("a", "b"), remove("a", "b1")], ["a: a1 a2 b2"]],
    [
      "then off with a member of the other",
      [a, b],
      [merge("a", "b"), split("a", "n", "b1")],
      ["a: a1 a2 b2", 'n "N": b1'],
    ],
  ])("%s", (_, discovered, decisions, expected) => {
    expect(told(discovered, decisions)).toEqual(expected);
  });

  test("stay one under the kept id when everything of the kept one is gone", () => {
    expect(told([b], [merge("a", "b")])).toEqual(["a: b1 b2"]);
    expect(told([b, c], [merge("a", "b", "c")])).toEqual(["a: b1 b2 c1"]);
  });

  test("keep the name the kept one was given, also while it is gone", () => {
    expect(told([b], [rename("a", "Claims"), merge("a", "b")])).toEqual(['a "Claims": b1 b2']);
    expect(told([b], [merge("a", "b"), rename("a", "Claims")])).toEqual(['a "Claims": b1 b2']);
  });

  test("of merges stay one when what stood in the middle is gone", () => {
    expect(told([a, c], [merge("b", "c"), merge("a", "b")])).toEqual(["a: a1 a2 c1"]);
    expect(told([c], [merge("b", "c"), merge("a", "b")])).toEqual(["a: c1"]);
  });

  test("are nothing when all of it is gone, and make no empty workload", () => {
    expect(told([], [merge("a", "b"), rename("a", "Claims")])).toEqual([]);
    expect(told([c], [merge("a", "b")])).toEqual(["c: c1"]);
  });

  test("leave to the kept one the seeds it is named after, and to one that is gone those of the others", () => {
    const seedsOf = (discovered: Discovered) =>
      applyDecisions(discovered, [merge("a", "b")], present).map(({ seedKeys }) => seedKeys);
    expect(seedsOf([a, b])).toEqual([["a1"]]);
    expect(seedsOf([b])).toEqual([["b1"]]);
  });
});

describe("what comes and goes", () => {
  test("a decision about a resource that is gone waits until it is back", () => {
    const decisions = [add("a", "x"), remove("a", "a2")];
    expect(told([a], decisions, () => null)).toEqual(["a: a1"]);
    expect(told([a], decisions)).toEqual(["a: a1 x"]);
  });

  test("a decision about a workload that is gone waits until it is back", () => {
    const decisions = [rename("b", "Named"), add("b", "x"), remove("b", "b1")];
    expect(told([a], decisions)).toEqual(["a: a1 a2"]);
    expect(told([a, b], decisions)).toEqual(["a: a1 a2", 'b "Named": b2 x']);
  });

  test("what is new in a workload stays in it, whatever was split off before", () => {
    expect(told([workload("a", "a1", "a2", "a3")], [split("a", "n", "a2")])).toEqual([
      "a: a1 a3",
      'n "N": a2',
    ]);
  });

  test("what was split off is gone with its resources and returns with them", () => {
    const decisions = [split("a", "n", "a2"), rename("n", "Store")];
    expect(told([workload("a", "a1")], decisions)).toEqual(["a: a1"]);
    expect(told([a], decisions)).toEqual(["a: a1", 'n "Store": a2']);
  });

  test("a shared member is split off one workload and stays in the other", () => {
    const one = { ...a, members: [...a.members, member("shared", true)] };
    const two = { ...b, members: [...b.members, member("shared", true)] };
    expect(told([one, two], [split("a", "n", "shared")])).toEqual([
      "a: a1 a2",
      "b: b1 b2 shared",
      'n "N": shared',
    ]);
  });

  test("an added member is nobody else's, and has the role it was given and the layer it is of", () => {
    const [first] = applyDecisions([a], [add("a", "x")], () => "model");
    expect(first?.members.at(-1)).toEqual({
      resourceKey: "x",
      layer: "model",
      role: "grounds-it",
      reason: "Added by a person",
      shared: false,
    });
  });
});

const ids = ["a", "b", "c", "d"];
const keys = Array.from({ length: 10 }, (_, index) => `k${index}`);
function anyDecision(random: Random, at: number): WorkloadDecision {
  const id = random.pick([...ids, `n${random.below(at + 1)}`]);
  switch (random.below(5)) {
    case 0:
      return rename(id, `name ${at}`);
    case 1:
      return merge(id, ...ids.filter(() => random.oneIn(3)));
    case 2:
      return split(id, `n${at}`, ...keys.filter(() => random.oneIn(3)));
    case 3:
      return add(id, random.pick(keys));
    default:
      return remove(id, random.pick(keys));
  }
}
function anyEstate(random: Random): Discovered {
  return ids
    .filter(() => !random.oneIn(4))
    .map((id) => workload(id, ...keys.filter(() => random.oneIn(3))))
    .filter(({ members }) => members.length > 0);
}

describe("any decisions over any estate", () => {
  const cases = Array.from({ length: 500 }, (_, seed) => {
    const random = randomFrom(seed + 1);
    return {
      seed: seed + 1,
      discovered: anyEstate(random),
      decisions: Array.from({ length: random.below(10) }, (__, at) => anyDecision(random, at)),
    };
  });

  test("leave no empty workload, none twice, and no member twice in one", () => {
    for (const { seed, discovered, decisions } of cases) {
      const decided = applyDecisions(discovered, decisions, present);
      expect(new Set(decided.map(({ id }) => id)).size, `seed ${seed}`).toBe(decided.length);
      for (const { members } of decided) {
        expect(members.length).toBeGreaterThan(0);
        expect(new Set(members.map(({ resourceKey }) => resourceKey)).size).toBe(members.length);
      }
    }
  });

  test("lose no member but those that a person took out", () => {
    for (const { seed, discovered, decisions } of cases) {
      const removed = new Set(decisions.flatMap((one) => (one.kind === "remove" ? one.resourceKey : [])));
      const found = new Set(
        discovered.flatMap(({ members }) => members.map(({ resourceKey }) => resourceKey)),
      );
      const left = new Set(
        applyDecisions(discovered, decisions, present).flatMap(({ members }) =>
          members.map(({ resourceKey }) => resourceKey),
        ),
      );
      for (const key of found) expect(left.has(key) || removed.has(key), `seed ${seed}: ${key}`).toBe(true);
      const added = new Set(decisions.flatMap((one) => (one.kind === "add" ? one.resourceKey : [])));
      for (const key of left) expect(found.has(key) || added.has(key), `seed ${seed}: ${key}`).toBe(true);
    }
  });

  test("say the same each time, and never change what was discovered", () => {
    for (const { discovered, decisions } of cases) {
      const before = structuredClone(discovered);
      const once = applyDecisions(discovered, decisions, present);
      expect(applyDecisions(discovered, decisions, present)).toEqual(once);
      expect(discovered).toEqual(before);
    }
  });

  test("a name is the last one given to that workload", () => {
    for (const { discovered, decisions } of cases)
      for (const { id, name } of applyDecisions(discovered, decisions, present)) {
        const given = decisions.flatMap((one) => {
          if (one.kind === "rename" && one.workloadId === id) return [one.name];
          return one.kind === "split" && one.newWorkloadId === id ? [one.name] : [];
        });
        expect(name).toBe(given.at(-1) ?? null);
      }
  });
});
