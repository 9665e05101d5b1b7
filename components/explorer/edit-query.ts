import type { Condition, Query, QueryNode, QueryStep } from "#lib/contract/query/query.ts";

/** A condition of the simple kind that a row of the builder shows. */
export type Comparing = Extract<Condition, { kind: "compare" }>;

export const emptyNode: QueryNode = { select: [], as: null, where: null, branches: [] };
export const firstQuery: Query = { start: { ...emptyNode, select: ["agent"] }, steps: [], limit: null };

export const nodesOf = ({ start, steps }: Query): readonly QueryNode[] => [
  start,
  ...steps.map(({ node }) => node),
];

export const withNode = (query: Query, index: number, node: QueryNode): Query =>
  index === 0
    ? { ...query, start: node }
    : { ...query, steps: query.steps.map((step, at) => (at === index - 1 ? { ...step, node } : step)) };

export const withStep = (query: Query, index: number, step: QueryStep): Query => ({
  ...query,
  steps: query.steps.map((other, at) => (at === index ? step : other)),
});

export const withNextStep = (query: Query): Query => ({
  ...query,
  steps: [...query.steps, { direction: "out", kinds: [], min: 1, max: 1, node: emptyNode }],
});

/** Without the step and all that follows: what follows hung on it. */
export const withoutStep = (query: Query, index: number): Query => ({
  ...query,
  steps: query.steps.slice(0, index),
});

/** The comparisons that must all hold; null where the condition is of a kind that only the text can say. */
export function comparingsOf({ where }: QueryNode): readonly Comparing[] | null {
  if (where === null) return [];
  const parts = where.kind === "all" ? where.of : [where];
  const comparings = parts.filter((part): part is Comparing => part.kind === "compare");
  return comparings.length === parts.length ? comparings : null;
}

export function withComparings(node: QueryNode, comparings: readonly Comparing[]): QueryNode {
  const [only] = comparings;
  if (!only) return { ...node, where: null };
  return { ...node, where: comparings.length === 1 ? only : { kind: "all", of: comparings } };
}
