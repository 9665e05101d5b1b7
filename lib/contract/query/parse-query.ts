import { relationshipKinds, type RelationshipKind } from "#lib/domain/relationship.ts";
import { isSelectable, selectable } from "./fields.ts";
import { didYouMean } from "./nearest.ts";
import { parseCondition } from "./parse-condition.ts";
import {
  QueryProblem,
  queryLimits,
  type Branch,
  type Query,
  type QueryNode,
  type QueryStep,
} from "./query.ts";
import { readTokens, type Token } from "./read-tokens.ts";
import { keywords, TokenReader } from "./token-reader.ts";

/** Reads a question. Throws `QueryProblem`, which says where and what would be right. */
export function parseQuery(source: string): Query {
  const reader = new TokenReader(readTokens(source));
  const names = new Set<string>();
  const start = parseNode(reader, names);
  const steps = parseSteps(reader, names);
  const limit = reader.take("limit") ? parseLimit(reader) : null;
  if (reader.next.kind !== "end") throw reader.expected("a step such as -[can-read]-> or limit");
  const query = { start, steps, limit };
  if (nodeCount(query) > queryLimits.nodesMax)
    throw new QueryProblem(`A query names at most ${queryLimits.nodesMax} resources.`, 0, source.length);
  return query;
}

function parseNode(reader: TokenReader, names: Set<string>): QueryNode {
  const select = reader.take("any") ? [] : parseSelection(reader);
  const as = reader.take("as") ? parseName(reader, names) : null;
  const where = reader.take("where") ? parseCondition(reader, select) : null;
  const branches: Branch[] = [];
  for (let has = branchWord(reader); has !== null; has = branchWord(reader))
    branches.push(parseBranch(reader, has));
  return { select, as, where, branches };
}

function branchWord(reader: TokenReader): boolean | null {
  if (reader.take("with")) return true;
  return reader.take("without") ? false : null;
}

function parseBranch(reader: TokenReader, has: boolean): Branch {
  return reader.within(() => {
    reader.need("(");
    // Names in a branch are seen by nobody: what it finds is not shown.
    const steps = parseSteps(reader, new Set());
    if (steps.length === 0) throw reader.expected("a step such as -[guarded-by]->");
    reader.need(")");
    return { has, steps };
  });
}

function parseSelection(reader: TokenReader): string[] {
  const select = [parseSelected(reader)];
  while (reader.take("|")) select.push(parseSelected(reader));
  return select;
}

function parseSelected(reader: TokenReader): string {
  const token = reader.takeKind("word", "a class or a type of resource");
  if (!isSelectable(token.value)) throw noSuch("class or type of resource", token, selectable);
  return token.value;
}

const noSuch = (what: string, { value, at, length }: Token, known: readonly string[]) =>
  new QueryProblem(`There is no ${what} ${value}.${didYouMean(value, known)}`, at, length);

function parseName(reader: TokenReader, names: Set<string>): string {
  const { value, at, length } = reader.takeKind("word", "a name");
  if (keywords.includes(value)) throw new QueryProblem(`${value} has a meaning of its own.`, at, length);
  if (names.has(value)) throw new QueryProblem(`There is a ${value} already.`, at, length);
  names.add(value);
  return value;
}

function parseSteps(reader: TokenReader, names: Set<string>): QueryStep[] {
  const steps: QueryStep[] = [];
  for (let step = parseStep(reader, names); step; step = parseStep(reader, names)) steps.push(step);
  return steps;
}

function parseStep(reader: TokenReader, names: Set<string>): QueryStep | null {
  const any = { kinds: [], min: 1, max: 1 };
  if (reader.take("-->")) return { direction: "out", ...any, node: parseNode(reader, names) };
  if (reader.take("<--")) return { direction: "in", ...any, node: parseNode(reader, names) };
  const direction = directionOf(reader);
  if (!direction) return null;
  const kinds = reader.next.kind === "word" ? parseKinds(reader) : [];
  const range = reader.next.kind === "number" ? parseRange(reader) : { min: 1, max: 1 };
  reader.need(direction === "out" ? "]->" : "]-");
  return { direction, kinds, ...range, node: parseNode(reader, names) };
}

function directionOf(reader: TokenReader): "out" | "in" | null {
  if (reader.take("-[")) return "out";
  return reader.take("<-[") ? "in" : null;
}

function parseKinds(reader: TokenReader): RelationshipKind[] {
  const kinds = [parseKind(reader)];
  while (reader.take("|")) kinds.push(parseKind(reader));
  return kinds;
}

function parseKind(reader: TokenReader): RelationshipKind {
  const token = reader.takeKind("word", "a relationship");
  const kind = relationshipKinds.find((known) => known === token.value);
  if (!kind) throw noSuch("relationship", token, relationshipKinds);
  return kind;
}

/** `3`, or `1..3`. */
function parseRange(reader: TokenReader): { min: number; max: number } {
  const { at } = reader.next;
  const min = parseCount(reader);
  const max = reader.take("..") ? parseCount(reader) : min;
  if (min < 1 || max < min || max > queryLimits.stepLengthMax)
    throw new QueryProblem(`A step follows from 1 to ${queryLimits.stepLengthMax} relationships.`, at);
  return { min, max };
}

function parseCount(reader: TokenReader): number {
  const { value, at, length } = reader.takeKind("number", "a whole number");
  if (!/^\d+$/.test(value)) throw new QueryProblem("A whole number is expected here.", at, length);
  return Number(value);
}

function parseLimit(reader: TokenReader): number {
  const { at, length } = reader.next;
  const limit = parseCount(reader);
  if (limit < 1 || limit > queryLimits.rowsMax)
    throw new QueryProblem(`The limit lies between 1 and ${queryLimits.rowsMax}.`, at, length);
  return limit;
}

const nodeCount = ({ start, steps }: Query): number => 1 + inBranches(start) + inSteps(steps);
const inSteps = (steps: readonly QueryStep[]): number =>
  steps.reduce((sum, { node }) => sum + 1 + inBranches(node), 0);
const inBranches = ({ branches }: QueryNode): number =>
  branches.reduce((sum, { steps }) => sum + inSteps(steps), 0);
