import { fieldsOf, type FieldShape } from "./fields.ts";
import { didYouMean } from "./nearest.ts";
import { comparisons, QueryProblem, type Comparison, type Condition, type Literal } from "./query.ts";
import type { Token } from "./read-tokens.ts";
import type { TokenReader } from "./token-reader.ts";

/** Reads a condition on a node that may be what `select` says. `or` binds weaker than `and`, `and` weaker than `not`. */
export function parseCondition(reader: TokenReader, select: readonly string[]): Condition {
  const parts = [parseAll(reader, select)];
  while (reader.take("or")) parts.push(parseAll(reader, select));
  return joined("any", parts);
}

function parseAll(reader: TokenReader, select: readonly string[]): Condition {
  const parts = [parseOne(reader, select)];
  while (reader.take("and")) parts.push(parseOne(reader, select));
  return joined("all", parts);
}

const joined = (kind: "all" | "any", parts: Condition[]): Condition => {
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind, of: parts };
};

function parseOne(reader: TokenReader, select: readonly string[]): Condition {
  return reader.within(() => {
    if (reader.take("not")) return { kind: "not", of: parseOne(reader, select) };
    if (!reader.take("(")) return parseField(reader, select);
    const inner = parseCondition(reader, select);
    reader.need(")");
    return inner;
  });
}

function parseField(reader: TokenReader, select: readonly string[]): Condition {
  const token = reader.takeKind("word", "a field");
  const shape = shapeNamed(token, select);
  const field = token.value;
  if (reader.take("is")) {
    const known = !reader.take("unknown");
    if (known) reader.need("known");
    return { kind: "known", field, known };
  }
  if (reader.take("in")) return { kind: "one-of", field, values: parseList(reader, shape) };
  const comparison = comparisons.find((candidate) => reader.is(candidate));
  if (!comparison) return isTrue(token, shape);
  const { at, length } = reader.next;
  reader.take(comparison);
  assertFits(comparison, shape, field, at, length);
  return { kind: "compare", field, comparison, value: parseLiteral(reader, shape, comparison) };
}

function shapeNamed(token: Token, select: readonly string[]): FieldShape {
  const name = token.value;
  if (/^tags\.\S+$/.test(name)) return { kind: "text" };
  const fields = fieldsOf(select);
  const shape = fields.get(name);
  if (shape) return shape;
  const owner = select.length === 0 ? "any resource" : select.join(" or ");
  throw new QueryProblem(
    `${owner} has no field ${name}.${didYouMean(name, fields.keys())}`,
    token.at,
    token.length,
  );
}

/** A field that is yes or no may stand alone. */
function isTrue({ value: field, at, length }: Token, shape: FieldShape): Condition {
  if (shape.kind !== "boolean")
    throw new QueryProblem(`Say what ${field} is compared with, as in ${field} = …`, at, length);
  return { kind: "compare", field, comparison: "=", value: true };
}

const ordered: ReadonlySet<Comparison> = new Set(["<", "<=", ">", ">="]);

function assertFits(
  comparison: Comparison,
  shape: FieldShape,
  field: string,
  at: number,
  length: number,
): void {
  const isOrdered = ordered.has(comparison);
  const fits =
    (isOrdered && (shape.kind === "number" || shape.kind === "time" || shape.kind === "text")) ||
    (comparison === "contains" && (shape.kind === "list" || shape.kind === "text")) ||
    (comparison === "like" && (shape.kind === "text" || shape.kind === "choice")) ||
    (!isOrdered && (comparison === "=" || comparison === "!=") && shape.kind !== "list");
  if (!fits)
    throw new QueryProblem(
      `${comparison} does not go with ${field}, which is ${words[shape.kind]}. Use ${forShape[shape.kind]}.`,
      at,
      length,
    );
}
const words: Record<FieldShape["kind"], string> = {
  text: "a text",
  number: "a number",
  boolean: "yes or no",
  list: "a list",
  time: "a time",
  choice: "one of a few words",
};
const forShape: Record<FieldShape["kind"], string> = {
  text: "=, !=, like or contains",
  number: "=, !=, <, <=, > or >=",
  boolean: "= true or = false",
  list: "contains",
  time: "< or >, as in createdAt < ago(90d)",
  choice: "=, != or in",
};

function parseList(reader: TokenReader, shape: FieldShape): Literal[] {
  reader.need("[");
  const values = [parseLiteral(reader, shape, "=")];
  while (reader.take(",")) values.push(parseLiteral(reader, shape, "="));
  reader.need("]");
  return values;
}

function parseLiteral(reader: TokenReader, shape: FieldShape, comparison: Comparison): Literal {
  const { next } = reader;
  const value = readLiteral(reader);
  const said = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  const wrong =
    (shape.kind === "number" && said && typeof value !== "number") ||
    (shape.kind === "boolean" && said && typeof value !== "boolean") ||
    (shape.kind === "choice" &&
      comparison !== "like" &&
      typeof value === "string" &&
      !shape.choices.includes(value));
  if (!wrong) return value;
  const choices = shape.kind === "choice" ? shape.choices : [];
  throw new QueryProblem(
    shape.kind === "choice"
      ? `It is one of ${choices.join(", ")}.${didYouMean(String(value), choices)}`
      : `Compare it with ${words[shape.kind]}.`,
    next.at,
    next.length,
  );
}

const secondsOf: Record<string, number> = { h: 3_600, d: 86_400, w: 604_800 };

function readLiteral(reader: TokenReader): Literal {
  const { next } = reader;
  if (next.kind === "text") return reader.takeKind("text", "a value").value;
  if (next.kind === "number") return Number(reader.takeKind("number", "a value").value);
  if (reader.take("true")) return true;
  if (reader.take("false")) return false;
  if (reader.take("null")) return null;
  if (!reader.take("ago"))
    throw reader.expected('a value (a "text", a number, true, false, null or ago(90d))');
  reader.need("(");
  const span = reader.takeKind("duration", "a span such as 12h, 90d or 4w").value;
  reader.need(")");
  return { agoSeconds: Number(span.slice(0, -1)) * (secondsOf[span.slice(-1)] ?? 0) };
}
