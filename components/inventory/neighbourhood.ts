import type { GraphEdge, GraphView } from "#lib/contract/graph.ts";
import type { ResourceDetail } from "#lib/contract/inventory.ts";
import { derivedBasis } from "#lib/domain/relationship.ts";

export const neighboursMax = 60;

type Input = Pick<ResourceDetail, "id" | "name" | "typeTitle" | "class" | "layer" | "relationships">;

/** A resource with what is one step away, as far as it was collected. */
export function neighbourhoodOf({ relationships, ...self }: Input): GraphView {
  const near = new Map<string, GraphView["nodes"][number]>();
  for (const { other } of relationships) {
    if (other.id === null || other.layer === null || other.id === self.id) continue;
    if (near.size >= neighboursMax && !near.has(other.id)) continue;
    near.set(other.id, {
      ...blank,
      id: other.id,
      name: other.name,
      typeTitle: other.typeTitle ?? other.type ?? "",
      class: other.class ?? "",
      layer: other.layer,
    });
  }
  return {
    nodes: [{ ...blank, ...self }, ...near.values()],
    edges: relationships.flatMap(({ kind, direction, reason, derived, other: { id } }): GraphEdge[] => {
      if (id === null || !near.has(id)) return [];
      const [from, to] = direction === "out" ? [self.id, id] : [id, self.id];
      return [{ from, to, kind, reason, ...(derived ? { basis: derivedBasis(reason) } : {}) }];
    }),
  };
}

/** How many different resources stand one step away, drawn or not. */
export const countNeighbours = ({ id, relationships }: Pick<Input, "id" | "relationships">): number =>
  new Set(
    relationships.flatMap(({ other }) =>
      other.id === null || other.layer === null || other.id === id ? [] : [other.id],
    ),
  ).size;

const blank = { worst: null, openCount: 0, role: null };
