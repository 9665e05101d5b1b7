import type { GraphEdge, GraphNode, GraphView } from "#lib/contract/graph.ts";
import { severities } from "#lib/domain/severity.ts";

/** A node that is drawn: a resource, or several alike that were drawn as one. */
export type DrawnNode = GraphNode & { memberIds: readonly string[] };
export type DrawnGraph = { nodes: readonly DrawnNode[]; edges: readonly GraphEdge[] };

const groupings = ["type", "class", "account"] as const;
/** What resources of a group have in common, beside their layer. */
export type Grouping = (typeof groupings)[number];
type GroupOptions = {
  by?: Grouping;
  /** How many of a group's members stand for themselves, by the group's id: the ones with the worst findings first. */
  opened?: ReadonlyMap<string, number>;
};

/**
 * Draws resources of one layer that are alike as one node, the quietest and largest groups first, until no more than
 * `limit` nodes are left. Entries and targets are never put into a group. Opened members come on top of the limit.
 */
export function groupNodes(
  { nodes, edges }: GraphView,
  limit: number,
  { by = "type", opened = nothingOpened }: GroupOptions = {},
): DrawnGraph {
  const single = nodes.map((node): DrawnNode => ({ ...node, memberIds: [node.id] }));
  if (nodes.length <= limit) return { nodes: single, edges };

  const keyOf = keyBy[by];
  const candidates = [
    ...Map.groupBy(
      single.filter(({ role }) => role === null),
      keyOf,
    ),
  ]
    .filter(([, members]) => members.length > 1)
    .toSorted(([, a], [, b]) => loudness(a) - loudness(b) || b.length - a.length);
  const drawn = new Map(single.map((node) => [node.id, node]));
  const drawnAs = new Map<string, string>();
  let left = single.length;
  for (const [key, members] of candidates) {
    if (left <= limit) break;
    left -= members.length - 1;
    const id = `group:${key}`;
    const folded = foldedOf(members, opened.get(id) ?? 0);
    if (folded.length === 0) continue;
    for (const member of folded) {
      drawn.delete(member.id);
      drawnAs.set(member.id, id);
    }
    drawn.set(id, merge(id, folded, titleBy[by]));
  }
  return { nodes: [...drawn.values()], edges: redirected(edges, drawnAs) };
}

const nothingOpened: ReadonlyMap<string, number> = new Map();

const keyBy: Record<Grouping, (node: GraphNode) => string> = {
  type: (node) => `${node.layer}:${node.class}:${node.typeTitle}`,
  class: (node) => `${node.layer}:${node.class}`,
  account: (node) => `${node.layer}:${node.account ?? ""}:${node.typeTitle}`,
};
const titleBy: Record<Grouping, (node: GraphNode) => string> = {
  type: ({ typeTitle }) => typeTitle,
  class: (node) => node.class.replaceAll("-", " "),
  account: ({ account, typeTitle }) => (account ? `${typeTitle} in ${account}` : typeTitle),
};

/** What is left in a group of which some stand for themselves; one alone needs no group. */
function foldedOf(members: readonly DrawnNode[], openedCount: number): readonly DrawnNode[] {
  if (openedCount === 0) return members;
  const folded = members.toSorted((a, b) => loudness([b]) - loudness([a])).slice(openedCount);
  return folded.length > 1 ? folded : [];
}

/** How much would be lost from sight: 0 where nothing is open in the group. */
const loudness = (members: readonly DrawnNode[]): number =>
  Math.max(0, ...members.map(({ worst }) => (worst ? severities.length - severities.indexOf(worst) : 0)));

function merge(id: string, members: readonly DrawnNode[], titleOf: (node: GraphNode) => string): DrawnNode {
  const [first] = members;
  if (!first) throw new Error("A group has members");
  return {
    ...first,
    id,
    name: `${members.length} × ${titleOf(first)}`,
    worst: severities.find((severity) => members.some(({ worst }) => worst === severity)) ?? null,
    openCount: members.reduce((sum, { openCount }) => sum + openCount, 0),
    memberIds: members.map((member) => member.id),
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
    const known = kept.get(key);
    if (!known) kept.set(key, { ...edge, from, to, reason: isGrouped ? null : edge.reason });
    else if (known.basis && known.basis !== edge.basis) kept.set(key, surer(known, edge));
  }
  return [...kept.values()];
}

/** Of a group, the line is as sure as the surest relationship it stands for. */
function surer({ basis: before, ...edge }: GraphEdge, { basis: other }: GraphEdge): GraphEdge {
  if (before === undefined || other === undefined) return edge;
  return { ...edge, basis: before === "derived" || other === "derived" ? "derived" : "maybe" };
}

/** What a reader is told of groups; null where everything stands for itself. */
export function foldedWords({ nodes }: DrawnGraph): string | null {
  const groups = nodes.filter(({ memberIds }) => memberIds.length > 1);
  if (groups.length === 0) return null;
  const count = groups.reduce((sum, { memberIds }) => sum + memberIds.length, 0);
  return `${count.toLocaleString("en")} of them folded into ${groups.length === 1 ? "one group" : `${groups.length} groups`}`;
}
