import type { Query, QueryNode, QueryStep } from "#lib/contract/query/query.ts";

/** The same question from its other end: the same resources, in the opposite order. */
export function reversed({ start, steps, limit }: Query): Query {
  const nodes: QueryNode[] = [start, ...steps.map(({ node }) => node)];
  const turned = steps
    .map((step, index): QueryStep | null => {
      const node = nodes[index];
      return node ? { ...step, direction: step.direction === "out" ? "in" : "out", node } : null;
    })
    .filter((step) => step !== null)
    .toReversed();
  return { start: nodes.at(-1) ?? start, steps: turned, limit };
}
