import { readFileSync } from "node:fs";

import { beforeAll, describe, expect, test } from "vitest";

import { allPaths } from "#lib/correlation/all-paths.ts";
import { findPaths, type FoundPath } from "#lib/correlation/find-paths.ts";
import { fixesOf, tell } from "#lib/correlation/fixes.ts";
import { scoreIssue } from "#lib/correlation/score-issue.ts";
import { providerOf } from "#lib/domain/resource.ts";
import { derive, type Derivation } from "#lib/inventory/derive.ts";
import { describeWorkload } from "#lib/workloads/describe-workload.ts";
import { discoverWorkloads } from "#lib/workloads/discover.ts";
import { demoEstate } from "#tests/support/demo-estate.ts";

/** Rows of the table under "Issues" in the estate's documentation. */
function documented(): string[] {
  const [, section = ""] = readFileSync("demo/README.md", "utf8").split("\n## Issues\n");
  return section
    .split("\n")
    .filter((line) => line.startsWith("| ") && line.includes("`"))
    .map((line) =>
      line
        .split("|")
        .slice(1, 5)
        .map((cell) => cell.trim().replaceAll("`", ""))
        .join(" · "),
    );
}

describe("the demo estate as it is", () => {
  let derivation: Derivation;
  let paths: readonly FoundPath[];
  let workloads: {
    name: string;
    serviceModel: string;
    keys: ReadonlySet<string>;
    environment: string | null;
  }[];

  beforeAll(async () => {
    derivation = derive(await demoEstate("as-is"));
    const search = findPaths(derivation.graph, allPaths, derivation);
    if (search.undecided.length + search.truncated.length > 0) throw new Error("The search saw only a part");
    paths = search.paths;
    workloads = discoverWorkloads(derivation.graph).map(({ seedKeys, members }) => {
      const { name, serviceModel, environment } = describeWorkload(derivation.graph, seedKeys, members);
      return {
        name: name.value,
        serviceModel: serviceModel.value,
        environment: environment?.value ?? null,
        keys: new Set(members.map(({ resourceKey }) => resourceKey)),
      };
    });
  });

  const nameOf = (key: string) => derivation.graph.get(key)?.name ?? key;
  const homesOf = ({ keys }: FoundPath) =>
    workloads
      .map(({ name, keys: members }) => ({ name, count: keys.filter((key) => members.has(key)).length }))
      .filter(({ count }) => count > 0)
      .toSorted((a, b) => b.count - a.count)
      .map(({ name }) => name);

  test("has exactly the issues its documentation lists", () => {
    const found = paths.map((path) =>
      [homesOf(path)[0], path.pathId, nameOf(path.startKey), nameOf(path.endKey)].join(" · "),
    );
    expect(found.toSorted()).toEqual(documented().toSorted());
  });

  test("has exactly ten workloads, under the names their owners use", () => {
    expect(workloads.map(({ name, serviceModel }) => `${name}: ${serviceModel}`).toSorted()).toEqual([
      "Call summaries: paas",
      "Claims assistant: paas",
      "Dev chat: iaas",
      "Document insights: paas",
      "Letter classifier: paas",
      "Pricing chat: on-premises",
      "Pricing lab: on-premises",
      "Research agent: agent-paas",
      "Underwriting copilot: paas",
      "Workforce assistant: saas",
    ]);
  });

  test("has an issue that crosses from one cloud into another", () => {
    const crossing = paths.filter(
      ({ keys }) =>
        new Set(keys.flatMap((key) => derivation.graph.get(key) ?? []).map(({ type }) => providerOf(type)))
          .size > 1,
    );
    expect(crossing.map(({ pathId }) => pathId)).toEqual(["clear-credential-to-ai-service"]);
  });

  test("tells every issue with names in place, a score that adds up, and fixes on its own path", () => {
    for (const path of paths) {
      const shape = allPaths.find(({ id }) => id === path.pathId);
      if (!shape) throw new Error(`No shape ${path.pathId}`);
      expect(tell(shape.story, derivation.graph, path)).not.toMatch(/[{}]/);
      const { score, because } = scoreIssue(shape, path, derivation.graph, {
        openDays: 0,
        environment: null,
      });
      expect(because.reduce((sum, { points }) => sum + points, 0)).toBe(score);
      expect(score).toBeGreaterThan(30);
      for (const fix of fixesOf(shape, path, derivation.graph)) {
        expect(path.keys).toContain(fix.resourceKey);
        expect(fix.change).not.toMatch(/[{}]/);
      }
    }
  });
});

test("nothing is found in the estate as fixed", async () => {
  const derivation = derive(await demoEstate("fixed"));
  const search = findPaths(derivation.graph, allPaths, derivation);
  expect(search.paths.map(({ pathId, keys }) => `${pathId} ${keys.join(" ")}`)).toEqual([]);
  expect(search.undecided).toEqual([]);
});
