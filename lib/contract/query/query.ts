import type { RelationshipKind } from "#lib/domain/relationship.ts";

/** A question to the graph, as the parser reads it and the builder edits it. The grammar is `docs/query-language.md`. */
export type Query = { start: QueryNode; steps: readonly QueryStep[]; limit: number | null };

export type QueryNode = {
  /** Classes or resource types, any of which it may be; empty for any. */
  select: readonly string[];
  /** What its column is called. */
  as: string | null;
  where: Condition | null;
  branches: readonly Branch[];
};

export type QueryStep = {
  direction: "out" | "in";
  /** Empty for any. */
  kinds: readonly RelationshipKind[];
  /** How many relationships it follows, at least and at most. */
  min: number;
  max: number;
  node: QueryNode;
};

/** What must, or must not, lead on from a node without being shown. */
export type Branch = { has: boolean; steps: readonly QueryStep[] };

export const comparisons = ["=", "!=", "<", "<=", ">", ">=", "contains", "like"] as const;
export type Comparison = (typeof comparisons)[number];

/** `ago` is an instant that lies so many seconds before the question is asked. */
export type Literal = string | number | boolean | null | { agoSeconds: number };

export type Condition =
  | { kind: "all" | "any"; of: readonly Condition[] }
  | { kind: "not"; of: Condition }
  | { kind: "compare"; field: string; comparison: Comparison; value: Literal }
  | { kind: "one-of"; field: string; values: readonly Literal[] }
  | { kind: "known"; field: string; known: boolean };

/** What a question may cost, whoever asks. */
export const queryLimits = {
  textLengthMax: 4_000,
  nestingMax: 12,
  nodesMax: 12,
  stepLengthMax: 6,
  rowsMax: 2_000,
  rowsDefault: 200,
} as const;

/** Why a text is no question: what is wrong, where, and what would be right. */
export class QueryProblem extends Error {
  override readonly name = "QueryProblem";
  /** Where in the text, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
  constructor(message: string, at: number, length = 1) {
    super(message);
    this.at = at;
    this.length = length;
  }
}
