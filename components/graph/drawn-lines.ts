import type { GraphEdge } from "#lib/contract/graph.ts";

import { shortSentence } from "../inventory/short-key.ts";
import { edgeId } from "./edge-id.ts";

export type Basis = "collected" | "derived" | "maybe";

/** All relationships from one node to another: one line, however many they are. */
export type DrawnLine = {
  id: string;
  from: string;
  to: string;
  edges: readonly GraphEdge[];
  basis: Basis;
  isBroken: boolean;
};

/** Relationships as lines. A line is as sure as its surest relationship, and cut once all of them are. */
export const linesOf = (edges: readonly GraphEdge[], broken?: ReadonlySet<string>): DrawnLine[] =>
  [...Map.groupBy(edges, ({ from, to }) => `${from}\n${to}`)].flatMap(([id, members]) => {
    const [first] = members;
    if (!first) return [];
    const { from, to } = first;
    return {
      id,
      from,
      to,
      edges: members,
      basis: bases.find((basis) => members.some((edge) => basisOf(edge) === basis)) ?? "collected",
      isBroken: broken !== undefined && members.every((edge) => broken.has(edgeId(edge))),
    };
  });

const bases: readonly Basis[] = ["collected", "derived", "maybe"];
export const basisOf = ({ basis }: GraphEdge): Basis => basis ?? "collected";

/** What stands on a line: each kind once, few of them whole. */
export function lineWords({ edges, basis }: DrawnLine): string {
  const kinds = [...new Set(edges.map(({ kind }) => kind))];
  const [first = "", ...others] = kinds;
  const kindWords = others.length === 0 ? first : `${first} +${others.length}`;
  return basis === "maybe" ? `${kindWords}, maybe` : kindWords;
}

export const basisWords: Record<Basis, string> = {
  collected: "as the provider says",
  derived: "derived from policies and settings",
  maybe: "maybe: under a condition",
};

/** One relationship as a sentence, with the reason where there is one. */
export const edgeWords = (edge: GraphEdge, nameOf: (id: string) => string): string => {
  const basis = basisOf(edge);
  const said = `${nameOf(edge.from)} ${edge.kind} ${nameOf(edge.to)}`;
  const because = edge.reason ? ` because ${shortSentence(edge.reason)}` : "";
  return `${said}${because}${basis === "collected" ? "" : ` (${basis})`}`;
};
