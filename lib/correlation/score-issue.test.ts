import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { defaultWeights } from "#lib/domain/score.ts";
import { severities } from "#lib/domain/severity.ts";

import { scoreIssue } from "./score-issue.ts";

const graph = new ResourceGraph(
  [
    sampleResource(
      "api",
      "api",
      { publicNetwork: true, authentication: "none" },
      {
        derived: { exposure: { reach: "anyone", via: ["api"], reasons: [] } },
      },
    ),
    sampleResource("identity", "role", {}, { derived: { privilege: { level: "admin", reasons: [] } } }),
    sampleResource(
      "data-store",
      "store",
      { publicRead: false, publicWrite: false },
      {
        derived: { sensitivity: { level: "sensitive", dataClasses: ["health"], reasons: [] } },
      },
    ),
    sampleResource("image", "image", { criticalVulnerabilityCount: 1 }),
    sampleResource(
      "compute",
      "dark",
      {},
      {
        unknown: {
          "facets.publicNetwork": { reason: "denied", call: "x", permission: null, message: "" },
          "facets.authentication": { reason: "denied", call: "x", permission: null, message: "" },
        },
      },
    ),
  ],
  [],
);
const score = (
  keys: string[],
  openDays = 0,
  environment: string | null = "development",
  liveAlertCount = 0,
) => scoreIssue({ severity: "critical" }, { keys }, graph, { openDays, environment, liveAlertCount });

describe("scoreIssue", () => {
  test("the worst of everything is exactly 100", () => {
    expect(score(["api", "role", "store", "image"], 30, "production", 2).score).toBe(100);
    expect(Object.values(defaultWeights).reduce((sum, points) => sum + points, 0)).toBe(100);
  });

  test("is the sum of the points it shows, within 0 and 100", () => {
    const keys = fc.subarray(["api", "role", "store", "dark"]);
    const environment = fc.constantFrom(null, "production", "development");
    fc.assert(
      fc.property(
        keys,
        fc.constantFrom(...severities),
        fc.nat(400),
        environment,
        (path, severity, openDays, where) => {
          const found = scoreIssue({ severity }, { keys: path }, graph, { openDays, environment: where });
          expect(found.because.reduce((sum, { points }) => sum + points, 0)).toBe(found.score);
          expect(found.score).toBeGreaterThanOrEqual(0);
          expect(found.score).toBeLessThanOrEqual(100);
          for (const { factor, points, text } of found.because) {
            expect(points).toBeGreaterThanOrEqual(0);
            expect(points).toBeLessThanOrEqual(defaultWeights[factor]);
            expect(text).not.toBe("");
          }
        },
      ),
    );
  });

  test("names the resource each point comes from", () => {
    expect(score(["api", "store"]).because.map(({ factor, resourceKey }) => [factor, resourceKey])).toEqual([
      ["severity", null],
      ["exposure", "api"],
      ["authentication", "api"],
      ["sensitivity", "store"],
    ]);
  });

  test("what was not collected gives no points and breaks nothing", () => {
    expect(score(["dark"]).because.map(({ factor }) => factor)).toEqual(["severity"]);
  });

  test("an issue grows with its age up to thirty days", () => {
    const points = [0, 15, 30, 90].map((days) => score(["role"], days).score);
    expect(points).toEqual([points[0], (points[0] ?? 0) + 3, (points[0] ?? 0) + 5, (points[0] ?? 0) + 5]);
  });

  test("the example of docs/engines/score.md", () => {
    const path = {
      keys: ["api", "store"],
      edges: [{ from: "api", kind: "can-read" as const, to: "store", against: false }],
    };
    const weighed = scoreIssue({ severity: "critical" }, path, graph, { openDays: 12, environment: null });
    expect(weighed.score).toBe(78);
    expect(weighed.because.map(({ factor, points }) => [factor, points])).toEqual([
      ["severity", 30],
      ["exploitability", 3],
      ["exposure", 15],
      ["authentication", 10],
      ["sensitivity", 15],
      ["criticality", 3],
      ["age", 2],
    ]);
  });
});
