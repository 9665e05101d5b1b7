import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { createResource } from "#tests/factories/resource.ts";
import { edges } from "#tests/support/shape-estate.ts";

import { describeWorkload } from "./describe-workload.ts";
import { discoverWorkloads } from "./discover.ts";
import { tenantApplications } from "./tenant-applications.ts";

const people = (...names: string[]) => names.map((name) => `${name}@acme.example`);
const team = people("ada", "bruno", "carla", "deniz");
const organization = (key: string, members: string[]) => createResource("tenant", key, { members });
const project = (key: string, usesModels = true) => createResource("tenant", key, { usesModels });

const estate = (resources: Resource[], ...relationships: string[]) =>
  new ResourceGraph(resources, edges(...relationships));
const groupsOf = (graph: ResourceGraph) =>
  tenantApplications(graph).map(({ seedKeys }) => seedKeys.join(" "));

describe("projects in use are an application", () => {
  test("with their organization, their keys, its keys and the models they call, and no project that is not in use", () => {
    const graph = estate(
      [
        organization("org", team),
        project("used"),
        project("idle", false),
        createResource("credential", "key"),
        createResource("credential", "idle-key"),
        createResource("credential", "admin-key"),
        createResource("model", "model"),
      ],
      "org contains used",
      "org contains idle",
      "org contains admin-key",
      "used contains key",
      "idle contains idle-key",
      "used invokes model",
    );
    const [application, ...others] = tenantApplications(graph);
    expect(others).toEqual([]);
    expect(application?.seedKeys).toEqual(["used"]);
    expect([...(application?.members.keys() ?? [])].toSorted()).toEqual([
      "admin-key",
      "key",
      "model",
      "org",
      "used",
    ]);
  });

  test("and none where nothing is in use", () => {
    expect(
      groupsOf(estate([organization("org", team), project("idle", false)], "org contains idle")),
    ).toEqual([]);
  });

  test("is a workload that the provider runs", () => {
    const graph = estate([organization("org", team), project("used")], "org contains used");
    const [workload] = discoverWorkloads(graph);
    if (!workload) throw new Error("no workload");
    expect(describeWorkload(graph, workload.seedKeys, workload.members).serviceModel.value).toBe("saas");
  });
});

describe("two organizations", () => {
  const two = (one: string[], other: string[]) =>
    groupsOf(
      estate(
        [organization("org-a", one), project("a"), organization("org-b", other), project("b")],
        "org-a contains a",
        "org-b contains b",
      ),
    );
  test.each<[string, string[], string[], string[]]>([
    ["of the same people are one application", team, team, ["a b"]],
    ["of which one is mostly a part of the other are one", team, people("ada", "bruno", "carla"), ["a b"]],
    ["that share half of the smaller are two", team, people("ada", "bruno", "x", "y"), ["a", "b"]],
    ["that share two administrators alone are two", team, people("ada", "bruno"), ["a", "b"]],
    ["whose people are not known are two", [], [], ["a", "b"]],
  ])("%s", (_, one, other, expected) => {
    expect(two(one, other)).toEqual(expected);
  });
});

test("two projects of one organization are one application", () => {
  const graph = estate(
    [organization("org", team), project("a"), project("b")],
    "org contains a",
    "org contains b",
  );
  expect(groupsOf(graph)).toEqual(["a b"]);
});
