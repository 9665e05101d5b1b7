import { describe, expect, test } from "vitest";

import type { Derived } from "#lib/domain/derived.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { resourceClasses, type ResourceClass } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { defaultWeights, scoreFactors, type ScoreFactor } from "#lib/domain/score.ts";
import { severities, type Severity } from "#lib/domain/severity.ts";
import { createResource } from "#tests/factories/resource.ts";
import { randomFrom } from "#tests/factories/random.ts";

import { scoreIssue } from "./score-issue.ts";

type Circumstances = { openDays?: number; environment?: string | null; severity?: Severity };
const scored = (resources: readonly Resource[], circumstances: Circumstances = {}) => {
  const { openDays = 0, environment = "development", severity = "info" } = circumstances;
  return scoreIssue(
    { severity },
    { keys: resources.map(({ key }) => key) },
    new ResourceGraph(resources, []),
    { openDays, environment },
  );
};
const pointsOf = (factor: ScoreFactor, ...args: Parameters<typeof scored>) =>
  scored(...args).because.find((reason) => reason.factor === factor)?.points ?? 0;
const derived = (facts: Derived, wanted: ResourceClass = "compute", key = "x") =>
  createResource(wanted, key, {}, { derived: facts });

describe("points", () => {
  test.each([
    ["critical", 30],
    ["high", 23],
    ["medium", 15],
    ["low", 8],
    ["info", 0],
  ] as const)("a %s path gives %i", (severity, points) => {
    expect(pointsOf("severity", [], { severity })).toBe(points);
  });

  test.each([
    ["anyone", 15],
    ["credential", 9],
    ["internal", 0],
  ] as const)("reached by %s gives %i", (how, points) => {
    expect(pointsOf("exposure", [derived({ exposure: { reach: how, via: [], reasons: [] } })])).toBe(points);
  });

  test.each([
    ["admin", 10],
    ["broad", 7],
    ["scoped", 0],
    ["none", 0],
  ] as const)("%s rights give %i", (level, points) => {
    expect(pointsOf("privilege", [derived({ privilege: { level, reasons: [] } }, "identity")])).toBe(points);
  });

  test.each([
    ["sensitive", 15],
    ["internal", 6],
    ["public", 0],
    ["unclassified", 0],
  ] as const)("%s data gives %i", (level, points) => {
    const facts: Derived = { sensitivity: { level, dataClasses: [], reasons: [] } };
    expect(pointsOf("sensitivity", [derived(facts, "data-store")])).toBe(points);
  });

  test.each([
    ["production", 5],
    [null, 3],
    ["staging", 0],
    ["test", 0],
    ["development", 0],
  ])("environment %s gives %i", (environment, points) => {
    expect(pointsOf("criticality", [], { environment })).toBe(points);
  });

  test.each([
    [-5, 0, "0 days"],
    [0, 0, "0 days"],
    [0.99, 0, "0 days"],
    [1, 0, "1 day"],
    [2.9, 0, "2 days"],
    [3, 1, "3 days"],
    [15, 3, "15 days"],
    [29, 5, "29 days"],
    [30, 5, "30 days"],
    [10_000, 5, "10000 days"],
  ])("open for %d days gives %i", (openDays, points, said) => {
    expect(pointsOf("age", [], { openDays })).toBe(points);
    const reason = scored([], { openDays }).because.find(({ factor }) => factor === "age");
    expect(reason?.text ?? `Open for ${said}`).toBe(`Open for ${said}`);
  });
});

describe("exploitability", () => {
  const edge = { from: "a", kind: "can-read" as const, to: "b", against: false };
  const points = (reasons: readonly string[]) =>
    scoreIssue(
      { severity: "info" },
      { keys: ["a"], edges: reasons.map((reason) => ({ ...edge, reason })) },
      new ResourceGraph([createResource("identity", "a")], []),
      { openDays: 0, environment: "test" },
    ).score;

  test("counts where no step depends on a condition", () => {
    expect([points(["policy"]), points(["policy", "other, under a condition"]), points([])]).toEqual([
      3, 0, 0,
    ]);
  });
  test("counts whole where a critical vulnerability is known", () => {
    expect(
      pointsOf("exploitability", [createResource("image", "i", { criticalVulnerabilityCount: 2 })]),
    ).toBe(5);
    expect(
      pointsOf("exploitability", [createResource("image", "i", { criticalVulnerabilityCount: 0 })]),
    ).toBe(0);
    expect(
      pointsOf("exploitability", [createResource("image", "i", { criticalVulnerabilityCount: null })]),
    ).toBe(0);
  });
});

describe("business criticality", () => {
  test("is what somebody tagged, whatever the environment", () => {
    const marked = createResource("compute", "x", {}, { tags: { criticality: "Mission-Critical" } });
    const low = createResource("compute", "x", {}, { tags: { criticality: "low" } });
    expect(pointsOf("criticality", [marked], { environment: "test" })).toBe(5);
    expect(pointsOf("criticality", [low], { environment: "test" })).toBe(0);
  });
});

describe("asking for no proof of identity", () => {
  type Row = [string, Resource, number];
  test.each<Row>([
    ["an open API", createResource("api", "x", { publicNetwork: true, authentication: "none" }), 10],
    ["an API with keys", createResource("api", "x", { publicNetwork: true, authentication: "key" }), 6],
    [
      "an API with identities",
      createResource("api", "x", { publicNetwork: true, authentication: "identity" }),
      0,
    ],
    [
      "an API that answers nobody",
      createResource("api", "x", { publicNetwork: true, authentication: "unreachable" }),
      0,
    ],
    ["a private API", createResource("api", "x", { authentication: "none" }), 0],
    ["an open function", createResource("compute", "x", { publicNetwork: true, authentication: "none" }), 10],
    ["an open tool", createResource("agent-tool", "x", { publicNetwork: true, authentication: "none" }), 10],
    ["a store that anyone reads", createResource("data-store", "x", { publicRead: true }), 10],
    ["a store that anyone writes", createResource("data-store", "x", { publicWrite: true }), 10],
    ["a private store", createResource("data-store", "x"), 0],
    ["a store with keys", createResource("data-store", "x", { keyAuthentication: true }), 0],
    ["a service with keys", createResource("ai-service", "x", { keyAuthentication: true }), 6],
    ["a service without", createResource("ai-service", "x"), 0],
    ["an index with keys", createResource("vector-store", "x", { keyAuthentication: true }), 6],
    ["a notebook", createResource("notebook", "x", { publicAddress: true }), 0],
  ])("%s", (_, resource, points) => {
    expect(pointsOf("authentication", [resource])).toBe(points);
  });
});

describe("of several resources", () => {
  const exposed = (key: string, how: "anyone" | "credential" | "internal") =>
    derived({ exposure: { reach: how, via: [], reasons: [] } }, "compute", key);

  test("the worst counts, once, and is named", () => {
    const { because } = scored([exposed("a", "credential"), exposed("b", "anyone"), exposed("c", "anyone")]);
    expect(because).toEqual([
      {
        factor: "exposure",
        share: 1,
        points: 15,
        text: "Anyone on the internet reaches b",
        resourceKey: "b",
      },
    ]);
  });

  test("a resource twice on a path counts once", () => {
    const one = exposed("a", "anyone");
    const graph = new ResourceGraph([one], []);
    const at = { openDays: 0, environment: "test" };
    const twice = scoreIssue({ severity: "high" }, { keys: ["a", "a"] }, graph, at);
    expect(twice).toEqual(scoreIssue({ severity: "high" }, { keys: ["a"] }, graph, at));
  });

  test("what is gone from the estate gives nothing and breaks nothing", () => {
    const graph = new ResourceGraph([], []);
    const at = { openDays: 0, environment: "test" };
    expect(scoreIssue({ severity: "low" }, { keys: ["gone"] }, graph, at).score).toBe(8);
  });

  test("the classes of sensitive data are named", () => {
    const facts: Derived = {
      sensitivity: { level: "sensitive", dataClasses: ["health", "personal-data"], reasons: [] },
    };
    expect(scored([derived(facts, "data-store", "records")]).because[0]?.text).toBe(
      "records holds sensitive data (health, personal-data)",
    );
  });
});

describe("any path", () => {
  const random = randomFrom(2026);
  const levels = {
    reach: ["anyone", "credential", "internal"],
    privilege: ["admin", "broad", "scoped", "none"],
    sensitivity: ["sensitive", "internal", "public", "unclassified"],
  } as const;
  const anyResource = (index: number): Resource =>
    createResource(
      random.pick(resourceClasses),
      `r${index}`,
      {},
      {
        derived: {
          ...(random.oneIn(2)
            ? { exposure: { reach: random.pick(levels.reach), via: [], reasons: [] } }
            : {}),
          ...(random.oneIn(2) ? { privilege: { level: random.pick(levels.privilege), reasons: [] } } : {}),
          ...(random.oneIn(2)
            ? { sensitivity: { level: random.pick(levels.sensitivity), dataClasses: [], reasons: [] } }
            : {}),
        },
      },
    );
  const anyPath = () => Array.from({ length: random.below(6) }, (_, index) => anyResource(index));
  const anyCircumstances = (): Required<Circumstances> => ({
    openDays: random.below(60),
    environment: random.pick(["production", "staging", null]),
    severity: random.pick(severities),
  });
  const cases = Array.from({ length: 400 }, () => ({ path: anyPath(), at: anyCircumstances() }));

  test("scores what its points add up to, from 0 to 100, no factor above its weight or told twice", () => {
    for (const { path, at } of cases) {
      const { score, because } = scored(path, at);
      expect(because.reduce((sum, { points }) => sum + points, 0)).toBe(score);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
      expect(Number.isInteger(score)).toBe(true);
      for (const { factor, points } of because) expect(points).toBeLessThanOrEqual(defaultWeights[factor]);
      const order = because.map(({ factor }) => scoreFactors.indexOf(factor));
      expect(order).toEqual([...new Set(order)].toSorted((a, b) => a - b));
    }
  });

  test("never scores less with a resource more, a day more, or a worse severity", () => {
    for (const { path, at } of cases) {
      const { score } = scored(path, at);
      expect(scored([...path, anyResource(99)], at).score).toBeGreaterThanOrEqual(score);
      expect(scored(path, { ...at, openDays: at.openDays + 1 }).score).toBeGreaterThanOrEqual(score);
      const worse = severities[Math.max(0, severities.indexOf(at.severity) - 1)] ?? "critical";
      expect(scored(path, { ...at, severity: worse }).score).toBeGreaterThanOrEqual(score);
      expect(scored(path, { ...at, environment: "production" }).score).toBeGreaterThanOrEqual(score);
    }
  });
});
