import { parse } from "@bufbuild/cel";
import { RE2JS } from "re2js";

import { expressionLengthMax } from "#lib/contract/custom-checks.ts";

export type Parsed = ReturnType<typeof parse>;
export type Expression = Parsed["expr"];
/** What is wrong with an expression, and at which character of it where that is known. */
export type Problem = { message: string; at: number | null };

const bracketDepthMax = 24;
const treeDepthMax = 80;
const nodesMax = 1_000;
const loopDepthMax = 3;
const patternLengthMax = 300;

/** The tree of an expression within limits that keep reading and running it cheap, or what is wrong with it. */
export function parseExpression(source: string): { parsed: Parsed } | { problem: Problem } {
  if (source.length > expressionLengthMax)
    return refused(`An expression has at most ${expressionLengthMax} characters`);
  if (isTooDeep(source)) return refused(`Brackets are nested more than ${bracketDepthMax} deep`);
  const tree = read(source);
  if ("problem" in tree) return tree;
  const size = sizeOf(tree.parsed.expr);
  if (size.nodes > nodesMax) return refused("The expression has too many parts");
  if (size.depth > treeDepthMax) return refused("The expression is nested too deep");
  if (size.loops > loopDepthMax) return refused(`Loops are nested more than ${loopDepthMax} deep`);
  return tree;
}

const refused = (message: string, at: number | null = null): { problem: Problem } => ({
  problem: { message, at },
});

function read(source: string): { parsed: Parsed } | { problem: Problem } {
  try {
    return { parsed: parse(source) };
  } catch (error) {
    if (error instanceof RangeError) return refused("The expression is nested too deep");
    const text = error instanceof Error ? error.message : String(error);
    return refused(`This is not an expression: ${text.slice(0, 200)}`, placeIn(error));
  }
}

function placeIn(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("location" in error)) return null;
  const { location } = error;
  if (typeof location !== "object" || location === null || !("start" in location)) return null;
  const { start } = location;
  return typeof start === "object" && start !== null && "offset" in start && typeof start.offset === "number"
    ? start.offset
    : null;
}

/** Before parsing, since a parser that descends has no more stack than this process. */
function isTooDeep(source: string): boolean {
  let depth = 0;
  let run = 0;
  for (const character of source) {
    if ("([{".includes(character)) depth++;
    if (")]}".includes(character)) depth--;
    if ("!-?".includes(character)) run++;
    else if (character.trim() !== "") run = 0;
    if (depth > bracketDepthMax || run > bracketDepthMax) return true;
  }
  return false;
}

/** The parts of an expression, in the order they stand. */
export function partsOf(expression: Expression): Expression[] {
  const { exprKind } = expression;
  const parts = (...list: (Expression | undefined)[]) => list.filter((one) => one !== undefined);
  switch (exprKind.case) {
    case "selectExpr":
      return parts(exprKind.value.operand);
    case "callExpr":
      return parts(exprKind.value.target, ...exprKind.value.args);
    case "listExpr":
      return exprKind.value.elements;
    case "structExpr":
      return exprKind.value.entries.flatMap(({ keyKind, value }) =>
        parts(keyKind.case === "mapKey" ? keyKind.value : undefined, value),
      );
    case "comprehensionExpr": {
      const { iterRange, accuInit, loopCondition, loopStep, result } = exprKind.value;
      return parts(iterRange, accuInit, loopCondition, loopStep, result);
    }
    case "constExpr":
    case "identExpr":
    case undefined:
      return [];
  }
}

type Size = { nodes: number; depth: number; loops: number };

function sizeOf(expression: Expression, depth = 1): Size {
  if (depth > treeDepthMax) return { nodes: 1, depth, loops: 0 };
  const parts = partsOf(expression);
  const sizes = parts.map((part) => sizeOf(part, depth + 1));
  const { exprKind } = expression;
  // What a loop goes through is made once, before its first turn.
  const range =
    exprKind.case === "comprehensionExpr" ? parts.indexOf(exprKind.value.iterRange ?? expression) : null;
  const loopsIn = sizes.map(({ loops }, at) => loops + Number(range !== null && at !== range));
  return {
    nodes: 1 + sizes.reduce((sum, { nodes }) => sum + nodes, 0),
    depth: Math.max(depth, ...sizes.map((size) => size.depth)),
    loops: Math.max(Number(range !== null), ...loopsIn),
  };
}

const compiled = new Map<string, RE2JS>();

/** A pattern that is matched in time linear in the text, or null where it is none. */
export function patternOf(source: string): RE2JS | null {
  const known = compiled.get(source);
  if (known) return known;
  if (source.length > patternLengthMax) return null;
  try {
    const pattern = RE2JS.compile(source);
    if (compiled.size >= 1_000) compiled.clear();
    compiled.set(source, pattern);
    return pattern;
  } catch {
    return null;
  }
}
