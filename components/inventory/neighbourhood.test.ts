import { expect, test } from "vitest";

import type { RelationshipView } from "#lib/contract/inventory.ts";

import { countNeighbours, neighbourhoodOf, neighboursMax } from "./neighbourhood.ts";

const self = {
  id: "agent",
  name: "Agent",
  typeTitle: "Bedrock agent",
  class: "agent",
  layer: "model",
} as const;
const relationship = (id: string | null, direction: "in" | "out" = "out"): RelationshipView => ({
  kind: "can-read",
  direction,
  reason: "Allow s3:GetObject",
  derived: false,
  other: {
    key: `key-${id}`,
    id,
    name: `name-${id}`,
    type: "aws.s3.bucket",
    typeTitle: "S3 bucket",
    class: "data-store",
    layer: "data",
  },
});

test("an edge points the way the relationship is read", () => {
  const { edges } = neighbourhoodOf({ ...self, relationships: [relationship("a"), relationship("b", "in")] });
  expect(edges.map(({ from, to }) => `${from}>${to}`)).toEqual(["agent>a", "b>agent"]);
});

test("what no connection has collected is not drawn", () => {
  const { nodes, edges } = neighbourhoodOf({ ...self, relationships: [relationship(null)] });
  expect(nodes.map(({ id }) => id)).toEqual(["agent"]);
  expect(edges).toEqual([]);
});

test("a resource with very many neighbours is drawn with some, and every drawn edge has both ends", () => {
  const relationships = Array.from({ length: 200 }, (_, at) => relationship(`n${at}`));
  const { nodes, edges } = neighbourhoodOf({ ...self, relationships });
  const ids = new Set(nodes.map(({ id }) => id));
  expect(nodes).toHaveLength(neighboursMax + 1);
  expect(edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
});

test("what is related to itself is one node and no neighbour", () => {
  const relationships = [relationship("agent"), relationship("a")];
  const { nodes, edges } = neighbourhoodOf({ ...self, relationships });
  expect(nodes.map(({ id }) => id)).toEqual(["agent", "a"]);
  expect(edges).toHaveLength(1);
  expect(countNeighbours({ id: "agent", relationships })).toBe(1);
});

test("two ways to one neighbour are two edges and one node, also where the drawing is full", () => {
  const many = Array.from({ length: neighboursMax }, (_, at) => relationship(`n${at}`));
  const relationships = [...many, relationship("n0", "in"), relationship("one too many")];
  const { nodes, edges } = neighbourhoodOf({ ...self, relationships });
  expect(nodes).toHaveLength(neighboursMax + 1);
  expect(edges).toHaveLength(neighboursMax + 1);
  expect(countNeighbours({ id: "agent", relationships })).toBe(neighboursMax + 1);
});
