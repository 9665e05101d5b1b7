import { describe, expect, test } from "vitest";

import { at, defineAttackPath, maybe, out, over, type AttackPath } from "#lib/domain/attack-path.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { RefreshedWorkload } from "#lib/workloads/workloads-around.ts";
import { createResource } from "#tests/factories/resource.ts";
import { edges } from "#tests/support/shape-estate.ts";

import { findPaths } from "./find-paths.ts";
import { fixesOf, mostAlike, tell } from "./fixes.ts";
import { issueOf, toldEndsMax, type Surroundings } from "./plan-issues.ts";

const day = (index: number) => new Date(Date.UTC(2026, 10, 1 + index));
const shape = (changes: Partial<AttackPath> = {}): AttackPath => ({
  ...defineAttackPath({
    id: "shape",
    title: "A title",
    severity: "high",
    layers: ["identity"],
    story: "{0} acts as {1} on {2}",
    fixes: [
      { aspect: "narrow", stop: 1, change: "Narrow {1}", effort: "low", checks: ["identity/*"] },
      {
        aspect: "close",
        stop: 2,
        change: "Close {2} to {1}",
        effort: "high",
        checks: ["data-store/private"],
      },
    ],
    atlas: [],
    owasp: [],
    from: at("compute"),
    hops: [over(out("runs-as"), at("identity")), over(out("can-read"), at("data-store"))],
    identity: { start: 0, end: 1 },
    examples: () => [],
  }),
  ...changes,
});
const fn = createResource("compute", "fn", {}, { name: "claims-fn" });
const role = createResource("identity", "role", {}, { name: "claims-role" });
const store = (key: string, extra: Parameters<typeof createResource>[3] = {}) =>
  createResource("data-store", key, {}, { name: `store ${key}`, ...extra });

function planned(
  stores: readonly Resource[],
  around: Partial<Surroundings> = {},
  spec: AttackPath = shape(),
) {
  const resources = [fn, role, ...stores];
  const graph = new ResourceGraph(
    resources,
    edges("fn runs-as role", ...stores.map(({ key }) => `role can-read ${key}`)),
  );
  const [path] = findPaths(graph, [spec]).paths;
  if (!path) throw new Error("There is a path");
  const issue = issueOf(path, {
    graph,
    shapes: [spec],
    workloads: [],
    openChecks: new Map(),
    openSince: () => day(0),
    at: day(0),
    ...around,
  });
  if (!issue) throw new Error("There is an issue");
  return { issue, path, graph };
}
const workload = (
  id: string,
  members: Record<string, boolean>,
  environment: RefreshedWorkload["environment"] = null,
): RefreshedWorkload => ({ id, environment, sharedByKey: new Map(Object.entries(members)) });

describe("an issue", () => {
  test("is told with the names of its stops, in its story and in its fixes", () => {
    const { issue } = planned([store("a")]);
    expect(issue.story).toBe("claims-fn acts as claims-role on store a");
    expect(issue.fixes.map(({ change }) => change)).toEqual([
      "Narrow claims-role",
      "Close store a to claims-role",
    ]);
  });

  test("is identified by keys, so that a new name changes what is told and not which it is", () => {
    const { issue } = planned([store("a")]);
    const renamed = planned([store("a", { name: "renamed" })]).issue;
    const identity = ({ pathId, startKey, endKey }: typeof issue) => [pathId, startKey, endKey];
    expect(identity(renamed)).toEqual(identity(issue));
    expect(renamed.story).toContain("renamed");
  });

  test("names so many of its other targets and counts the rest, and its change is told of none of them", () => {
    const few = planned([store("a"), store("b")]).issue;
    expect(few.path.otherTargets.map(({ key }) => key)).toEqual(["b"]);
    expect(few.path).not.toHaveProperty("otherTargetCount");
    const many = Array.from({ length: toldEndsMax + 30 }, (_, n) => store(`s${String(n).padStart(3, "0")}`));
    const { issue, path } = planned(many);
    expect(path.otherTargets).toHaveLength(toldEndsMax + 29);
    expect(issue.path.otherTargets.map(({ key }) => key)).toEqual(path.otherTargets.slice(0, toldEndsMax));
    expect(issue.path).toMatchObject({ otherTargetCount: toldEndsMax + 29 });
    expect(issue.fixes.map(({ aspect }) => aspect)).toEqual(["narrow"]);
  });

  test("crosses the layers of its shape and of its resources, in their fixed order", () => {
    expect(planned([store("a")]).issue.layers).toEqual(["data", "identity", "api"]);
    expect(planned([store("a")], {}, shape({ layers: ["pipeline", "model"] })).issue.layers).toEqual([
      "model",
      "data",
      "identity",
      "api",
      "pipeline",
    ]);
  });

  test("names every cloud and account it runs through, once and sorted", () => {
    const elsewhere = store("a", { account: "acme", type: "gcp.storage.bucket" });
    const { issue } = planned([elsewhere]);
    expect([issue.providers, issue.accounts]).toEqual([
      ["aws", "gcp"],
      ["111122223333", "acme"],
    ]);
  });

  test("of a shape that is no longer known is none", () => {
    const { path, graph } = planned([store("a")]);
    expect(
      issueOf(path, {
        graph,
        shapes: [],
        workloads: [],
        openChecks: new Map(),
        openSince: () => day(0),
        at: day(0),
      }),
    ).toBeNull();
  });

  test("counts the findings on its resources, each resource once", () => {
    const openChecks = new Map([
      ["role", ["identity/least", "identity/keys"]],
      ["a", ["data-store/private"]],
      ["elsewhere", ["data-store/private"]],
    ]);
    expect(planned([store("a")], { openChecks }).issue.findingCount).toBe(3);
    expect(planned([store("a")]).issue.findingCount).toBe(0);
  });

  test.each([
    [0, 0],
    [3, 1],
    [30, 5],
  ])("open since %i days gives %i points for its age", (days, points) => {
    const { issue } = planned([store("a")], { openSince: () => day(-days) });
    expect(issue.because.find(({ factor }) => factor === "age")?.points ?? 0).toBe(points);
  });

  test("that was opened by a clock ahead of this one is not older than new", () => {
    const { issue } = planned([store("a")], { openSince: () => day(5) });
    expect(issue.because.find(({ factor }) => factor === "age")).toBeUndefined();
  });
});

describe("its workload", () => {
  const homes = (...workloads: RefreshedWorkload[]) => {
    const { workloadId, workloadIds, environment } = planned([store("a")], { workloads }).issue;
    return { workloadId, workloadIds, environment };
  };

  test.each<[string, RefreshedWorkload[], string | null, string[]]>([
    ["nobody's", [], null, []],
    ["of none of its resources", [workload("w", { other: false })], null, []],
    [
      "the one that has most of its own",
      [workload("v", { fn: false }), workload("w", { role: false, a: false })],
      "w",
      ["w", "v"],
    ],
    [
      "own before shared",
      [workload("v", { fn: true, role: true, a: true }), workload("w", { a: false })],
      "w",
      ["w", "v"],
    ],
    [
      "of those equal in own, the one with most",
      [workload("v", { fn: false }), workload("w", { a: false, role: true })],
      "w",
      ["w", "v"],
    ],
    [
      "of equals, the first by id",
      [workload("w", { fn: false }), workload("v", { a: false })],
      "v",
      ["v", "w"],
    ],
    ["shared alone", [workload("w", { role: true })], "w", ["w"]],
  ])("%s", (_, workloads, first, all) => {
    expect(homes(...workloads)).toMatchObject({ workloadId: first, workloadIds: all });
    expect(homes(...workloads.toReversed())).toMatchObject({ workloadId: first, workloadIds: all });
  });

  test("decides the environment, which another's does not", () => {
    expect(
      homes(workload("w", { fn: false, role: false }, "test"), workload("v", { a: false }, "production"))
        .environment,
    ).toBe("test");
    expect(
      homes(workload("w", { fn: false, role: false }), workload("v", { a: false }, "production")).environment,
    ).toBeNull();
  });
});

describe("fixes", () => {
  const changesOn = (count: number, openChecks: Surroundings["openChecks"] = new Map()) =>
    planned(
      Array.from({ length: count }, (_, index) => store(`s${index}`)),
      { openChecks },
    ).issue.fixes;

  test("a change where only one resource stands is one change", () => {
    expect(changesOn(1).map(({ id, change }) => [id, change])).toEqual([
      ["narrow role", "Narrow claims-role"],
      ["close s0", "Close store s0 to claims-role"],
    ]);
  });

  test("a change where others stand beside is told of all, under one id in whatever order", () => {
    expect(changesOn(3)[1]).toMatchObject({
      id: "close s0 s1 s2",
      resourceKey: "s0",
      change: "Close store s0 to claims-role; the same for store s1, store s2",
    });
  });

  test("a change to more than can be called one is left out, and the one that is enough stays", () => {
    expect(changesOn(mostAlike + 1).map(({ aspect }) => aspect)).toEqual(["narrow", "close"]);
    expect(changesOn(mostAlike + 2).map(({ aspect }) => aspect)).toEqual(["narrow"]);
  });

  test("its findings are those of its checks on its resources, each once", () => {
    const openChecks = new Map([
      ["role", ["identity/least", "data-store/private"]],
      ["s0", ["data-store/private", "data-store/versioning"]],
      ["s1", ["data-store/private"]],
    ]);
    expect(changesOn(2, openChecks).map(({ checkIds }) => checkIds)).toEqual([
      ["identity/least"],
      ["data-store/private"],
    ]);
  });

  test("an end that identifies the issue never needs others beside it", () => {
    const ends = shape({ identity: { start: 0, end: 2 } });
    const { issue } = planned([store("a"), store("b")], {}, ends);
    expect(issue.fixes.map(({ id }) => id)).toEqual(["narrow role", "close a"]);
  });

  test("an optional stop that was left out is changed where the path ends", () => {
    const optional = shape({
      hops: [over(out("runs-as"), at("identity")), maybe(out("can-read"), at(["identity", "data-store"]))],
    });
    const graph = new ResourceGraph([fn, role], edges("fn runs-as role"));
    const [path] = findPaths(graph, [optional]).paths;
    if (!path) throw new Error("There is a path");
    expect(fixesOf(optional, path, graph).map(({ resourceKey }) => resourceKey)).toEqual(["role", "role"]);
  });
});

describe("telling", () => {
  const graph = new ResourceGraph([fn, createResource("agent", "a", {}, { name: "{0} $& \\ {1}" })], []);
  const path = { keys: ["fn", "a"], stops: [0, 1] };
  test.each([
    ["{0} calls {1}", "claims-fn calls {0} $& \\ {1}"],
    ["{1}{0}{1}", "{0} $& \\ {1}claims-fn{0} $& \\ {1}"],
    ["no names", "no names"],
    ["{2} is nowhere", " is nowhere"],
    ["{} and {x}", "{} and {x}"],
  ])("%s", (text, told) => {
    expect(tell(text, graph, path)).toBe(told);
  });

  test("a resource that is gone is told by its key", () => {
    expect(tell("{0}", new ResourceGraph([], []), { keys: ["arn:gone"], stops: [0] })).toBe("arn:gone");
  });
});
