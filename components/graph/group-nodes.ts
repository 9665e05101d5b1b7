import type { GraphEdge, GraphNode, GraphView } from "#lib/contract/graph.ts";
import { severities } from "#lib/domain/severity.ts";

/** A node that is drawn: a resource, or several alike that were drawn as one. */
export type DrawnNode = GraphNode & { memberIds: readonly string[] };
export type DrawnGraph = { nodes: readonly DrawnNode[]; edges: readonly GraphEdge[] };

/**
 * Draws resources of one type and layer as one node, the quietest and largest groups first, until no more than
 * `limit` nodes are left. Entries and targets are never put into a group.
 */
export function groupNodes({ nodes, edges }: GraphView, limit: number): DrawnGraph {
  const single = nodes.map((node): DrawnNode => ({ ...node, memberIds: [node.id] }));
  if (nodes.length <= limit) return { nodes: single, edges };

  const candidates = [
    ...Map.groupBy(
      single.filter(({ role }) => role === null),
      groupKey,
    ).values(),
  ]
    .filter((members) => members.length > 1)
    .toSorted((a, b) => loudness(a) - loudness(b) || b.length - a.length);
  const drawn = new Map(single.map((node) => [node.id, node]));
  const drawnAs = new Map<string, string>();
  for (const members of candidates) {
    if (drawn.size <= limit) break;
    const group = merge(members);
    for (const { id } of members) {
      drawn.delete(id);
      drawnAs.set(id, group.id);
    }
    drawn.set(group.id, group);
  }
  return { nodes: [...drawn.values()], edges: redirected(edges, drawnAs) };
}

const groupKey = (node: GraphNode): string => `${node.layer}:${node.class}:${node.typeTitle}`;

/** How much would be lost from sight: 0 where nothing is open in the group. */
const loudness = (members: readonly DrawnNode[]): number =>
  Math.max(0, ...members.map(({ worst }) => (worst ? severities.length - severities.indexOf(worst) : 0)));

function merge(members: readonly DrawnNode[]): DrawnNode {
  const [first] = members;
  if (!first) throw new Error("A group has members");
  return {
    ...first,
    id: `group:${groupKey(first)}`,
    name: `${members.length} × ${first.typeTitle}`,
    worst: severities.find((severity) => members.some(({ worst }) => worst === severity)) ?? null,
    openCount: members.reduce((sum, { openCount }) => sum + openCount, 0),
    memberIds: members.map(({ id }) => id),
  };
}

function redirected(edges: readonly GraphEdge[], drawnAs: ReadonlyMap<string, string>): GraphEdge[] {
  const kept = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const from = drawnAs.get(edge.from) ?? edge.from;
    const to = drawnAs.get(edge.to) ?? edge.to;
    if (from === to && from !== edge.from) continue;
    const key = `${from} ${edge.kind} ${to}`;
    const isGrouped = from !== edge.from || to !== edge.to;
    if (!kept.has(key)) kept.set(key, { ...edge, from, to, reason: isGrouped ? null : edge.reason });
  }
  return [...kept.values()];
}
