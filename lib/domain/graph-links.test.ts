import { expect, test } from "vitest";

import { randomFrom, type Random } from "#tests/factories/random.ts";
import { EdgeColumns, Links, type NodeKeys } from "./graph-links.ts";
import { ResourceGraph } from "./graph.ts";
import { relationshipKinds, type Relationship } from "./relationship.ts";
import { sampleResource } from "./sample-resource.ts";

const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
const nodes = names.map((key) => sampleResource("compute", key));
const keys: NodeKeys = {
  count: names.length,
  indexByKey: new Map(names.map((key, index) => [key, index])),
  keyOf: (node) => names[node] ?? "",
};

const some = (random: Random, count: number): Relationship[] =>
  Array.from({ length: count }, (_, index) => ({
    from: random.pick([...names, "elsewhere"]),
    kind: random.pick(relationshipKinds),
    to: random.pick([...names, "nowhere"]),
    ...(random.oneIn(2) ? { reason: `because ${index % 7}` } : {}),
  }));

function columnsOf(relationships: readonly Relationship[]): Links {
  const columns = new EdgeColumns(keys);
  for (const relationship of relationships) columns.add(relationship);
  return Links.ofColumns(keys, columns);
}

const told = (graph: ResourceGraph) => ({
  edges: names.map((key) => [graph.edges(key), graph.edgesInto(key)]),
  gaps: names.map((key) =>
    relationshipKinds.map((kind) => graph.readingGaps(() => graph.follow(key, kind)).gap),
  ),
  relationships: graph.relationships.map((one) => JSON.stringify(one)).toSorted(),
});

const inOrder = (one: Relationship, other: Relationship): number =>
  (keys.indexByKey.get(one.from) ?? 99) - (keys.indexByKey.get(other.from) ?? 99);

test("relationships that never were objects make the same graph, and so do those added later", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = randomFrom(seed);
    const first = some(random, 1 + random.below(60)).toSorted(inOrder);
    const more = some(random, random.below(20));
    const [given, read] = [new ResourceGraph(nodes, first), new ResourceGraph(nodes, columnsOf(first))];
    expect(told(read), `seed ${seed}`).toEqual(told(given));
    expect(told(given.joinedBy(more))).toEqual(told(new ResourceGraph(nodes, [...first, ...more])));
    const joined = told(read.joinedBy(more));
    expect(joined.relationships).toEqual([...first, ...more].map((one) => JSON.stringify(one)).toSorted());
    expect(joined.gaps).toEqual(told(given.joinedBy(more)).gaps);
  }
});

test("two resources are joined by what leads from the one to the other, and by nothing else", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const relationships = some(randomFrom(seed), 40);
    const graph = new ResourceGraph(nodes, relationships);
    const joined = names.flatMap((from) =>
      names.flatMap((to) =>
        relationshipKinds.flatMap((kind) =>
          graph.isJoined({ from, kind, to }) ? `${from} ${kind} ${to}` : [],
        ),
      ),
    );
    const expected = relationships
      .filter(({ from, to }) => from !== "elsewhere" && to !== "nowhere")
      .map(({ from, kind, to }) => `${from} ${kind} ${to}`);
    expect(joined.toSorted(), `seed ${seed}`).toEqual([...new Set(expected)].toSorted());
  }
});

test("resources told anew keep their relationships", () => {
  const graph = new ResourceGraph(nodes, [{ from: "n0", kind: "runs-as", to: "n1" }]);
  const renamed = nodes.map((node) => ({ ...node, name: `${node.name} anew` }));
  const anew = graph.toldAnew(renamed, []);
  expect(anew.follow("n0", "runs-as").map(({ name }) => name)).toEqual(["n1 anew"]);
  expect(anew.get("n2")?.name).toBe("n2 anew");
});
