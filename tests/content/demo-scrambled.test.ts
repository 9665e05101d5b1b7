import { beforeAll, describe, expect, test } from "vitest";

import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { derive } from "#lib/inventory/derive.ts";
import { discoverWorkloads } from "#lib/workloads/discover.ts";
import { demoEstate } from "#tests/support/demo-estate.ts";
import { scrambler, type Scrambler } from "#tests/support/scramble.ts";

/** Names that people gave. A provider's models keep theirs, and names made from others change with them. */
const givenNames = (graph: ResourceGraph): string[] => [
  ...new Set(
    graph.nodes
      .filter(
        (resource) =>
          !isOfClass(resource, "model") && !isOfClass(resource, "account") && !isOfClass(resource, "cluster"),
      )
      .map(({ name }) => name)
      .filter((name) => !providersOwn.has(name.toLowerCase()))
      .filter((name) => /^[\w-]{4,}$/.test(name)),
  ),
];

/** Words of the providers' own that are also names: what every cluster has, plans of Defender, hosts, what logs ask. */
const providersOwn: ReadonlySet<string> = new Set([
  "default",
  "kube-system",
  "cluster-admin",
  "services",
  "containers",
  "storageaccounts",
  "storage",
  "bigquery",
  "logs",
  "github",
  "connection",
  "exports",
  "files",
  "internal",
  "subnet",
  "readonly",
]);

const partitionOf = (graph: ResourceGraph, rename: (key: string) => string): string[] =>
  discoverWorkloads(derive(graph).graph)
    .map(({ members }) =>
      members
        .map(({ resourceKey, role }) => `${rename(resourceKey)} ${role}`)
        .toSorted()
        .join("\n"),
    )
    .toSorted();

describe.each([1, 7, 2026])("with every name and tag random, seed %i", (seed) => {
  let original: ResourceGraph;
  let scrambled: ResourceGraph;
  let scramble: Scrambler;

  beforeAll(async () => {
    original = await demoEstate("as-is");
    scramble = scrambler(givenNames(original), seed);
    scrambled = await demoEstate("as-is", (calls) => scramble.calls(calls));
  });

  test("the estate is as large and as complete as before", () => {
    expect(scrambled.nodes).toHaveLength(original.nodes.length);
    expect(scrambled.relationships).toHaveLength(original.relationships.length);
    expect(scrambled.gaps).toEqual(original.gaps);
  });

  test("no given name and no tag is left", () => {
    const left = new Set(givenNames(original));
    expect(
      scrambled.nodes.filter(({ name }) => left.has(name)).map(({ type, name }) => `${type} ${name}`),
    ).toEqual([]);
    const said = (graph: ResourceGraph) =>
      graph.nodes.flatMap(({ tags }) => Object.entries(tags)).map(String);
    expect(said(scrambled).filter((tag) => said(original).includes(tag))).toEqual([]);
    expect(said(scrambled)).toHaveLength(said(original).length);
  });

  test("the same resources make the same workloads", () => {
    expect(partitionOf(scrambled, (key) => key)).toEqual(partitionOf(original, (key) => scramble.text(key)));
    expect(partitionOf(scrambled, (key) => key)).toHaveLength(10);
  });
});
