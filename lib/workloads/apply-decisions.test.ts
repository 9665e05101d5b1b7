import { describe, expect, test } from "vitest";

import type { WorkloadDecision, WorkloadMember } from "#lib/domain/workload.ts";

import { applyDecisions } from "./apply-decisions.ts";
import { matchWorkloads } from "./match-workloads.ts";

const member = (resourceKey: string): WorkloadMember => ({
  resourceKey,
  layer: "api",
  role: "runs-it",
  reason: "found",
  shared: false,
});
const workload = (id: string, ...keys: string[]) => ({
  id,
  seedKeys: keys.slice(0, 1),
  members: keys.map(member),
});
const claims = workload("claims", "fn", "agent", "store");
const pricing = workload("pricing", "job", "model");
const decided = (...decisions: WorkloadDecision[]) =>
  applyDecisions([claims, pricing], decisions, (key) => (key === "gone" ? null : "data")).map(
    ({ id, name, members }) => [id, name, members.map(({ resourceKey }) => resourceKey).join(" ")],
  );

describe("applyDecisions", () => {
  test("without decisions, what was discovered stands", () => {
    expect(decided()).toEqual([
      ["claims", null, "fn agent store"],
      ["pricing", null, "job model"],
    ]);
  });

  test("a chosen name outlives discovery", () => {
    expect(decided({ kind: "rename", workloadId: "claims", name: "Claims" })[0]?.[1]).toBe("Claims");
  });

  test("merged workloads are one, with every member once", () => {
    expect(
      decided(
        { kind: "add", workloadId: "claims", resourceKey: "model", role: "answers" },
        { kind: "merge", workloadId: "claims", from: ["pricing", "claims", "unknown"] },
      ),
    ).toEqual([["claims", null, "fn agent store model job"]]);
  });

  test("what is split off leaves, and comes as its own", () => {
    expect(
      decided({
        kind: "split",
        workloadId: "claims",
        newWorkloadId: "new",
        name: "Store",
        resourceKeys: ["store", "x"],
      }),
    ).toEqual([
      ["claims", null, "fn agent"],
      ["pricing", null, "job model"],
      ["new", "Store", "store"],
    ]);
  });

  test("members are added and removed, and what is gone waits", () => {
    expect(
      decided(
        { kind: "add", workloadId: "pricing", resourceKey: "bucket", role: "grounds-it" },
        { kind: "add", workloadId: "pricing", resourceKey: "gone", role: "grounds-it" },
        { kind: "remove", workloadId: "pricing", resourceKey: "job" },
        { kind: "remove", workloadId: "nobody", resourceKey: "job" },
      )[1]?.[2],
    ).toBe("model bucket");
  });

  test("a workload that lost every member is none", () => {
    const left = decided(
      { kind: "remove", workloadId: "pricing", resourceKey: "job" },
      { kind: "remove", workloadId: "pricing", resourceKey: "model" },
    );
    expect(left.map(([id]) => id)).toEqual(["claims"]);
  });
});

describe("matchWorkloads", () => {
  const ids = () => {
    let next = 0;
    return () => `new-${next++}`;
  };

  test("a workload keeps its id while it keeps most of its seeds", () => {
    const known = [
      { id: "claims", seedKeys: ["api", "fn", "agent"] },
      { id: "pricing", seedKeys: ["job"] },
    ];
    const found = [
      { seedKeys: ["job", "job-2"] },
      { seedKeys: ["fn", "agent", "fn-2"] },
      { seedKeys: ["chat"] },
    ];
    expect(matchWorkloads(known, found, ids()).map(({ id, isNew }) => [id, isNew])).toEqual([
      ["pricing", false],
      ["claims", false],
      ["new-0", true],
    ]);
  });

  test("where one falls apart, the larger half keeps the id, and no id is given twice", () => {
    const known = [{ id: "claims", seedKeys: ["a", "b", "c"] }];
    const found = [{ seedKeys: ["a"] }, { seedKeys: ["b", "c"] }];
    expect(matchWorkloads(known, found, ids()).map(({ id }) => id)).toEqual(["new-0", "claims"]);
  });
});
