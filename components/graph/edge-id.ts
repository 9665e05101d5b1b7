import type { GraphEdge } from "#lib/contract/graph.ts";

export const edgeId = ({ from, kind, to }: GraphEdge): string => `${from} ${kind} ${to}`;
