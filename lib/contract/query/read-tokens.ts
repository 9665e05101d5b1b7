import { QueryProblem, queryLimits } from "./query.ts";

export type TokenKind = "word" | "text" | "number" | "duration" | "mark" | "end";
/** `value` is what it means; of a text without its quotes. */
export type Token = { kind: TokenKind; value: string; at: number; length: number };

/** Longest first, so that `-->` is not read as `-` and what follows. */
const marks = [
  "-->",
  "<--",
  "]->",
  "<-[",
  "-[",
  "]-",
  "!=",
  "<=",
  ">=",
  "..",
  "(",
  ")",
  "[",
  "]",
  "|",
  ",",
  "=",
  "<",
  ">",
  "*",
];
const word = /[A-Za-z_][A-Za-z0-9_]*(?:[-.][A-Za-z0-9_]+)*/y;
const duration = /\d+[hdw]\b/y;
const number = /-?\d+(?:\.\d+)?/y;
const text = /"(?:[^"\\]|\\.)*"/y;
const blank = /\s+/y;

/** Cuts a question into its words and marks. Throws `QueryProblem`. */
export function readTokens(source: string): Token[] {
  if (source.length > queryLimits.textLengthMax)
    throw new QueryProblem(
      `A query has at most ${queryLimits.textLengthMax} characters.`,
      queryLimits.textLengthMax,
    );
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0] ?? null;
  };
  while (at < source.length) {
    const space = match(blank);
    if (space) {
      at += space.length;
      continue;
    }
    const token = tokenAt(source, at, match);
    tokens.push(token);
    at += token.length;
  }
  tokens.push({ kind: "end", value: "", at: source.length, length: 1 });
  return tokens;
}

function tokenAt(source: string, at: number, match: (pattern: RegExp) => string | null): Token {
  const found = (kind: TokenKind, raw: string, value = raw): Token => ({
    kind,
    value,
    at,
    length: raw.length,
  });
  const quoted = match(text);
  if (quoted) return found("text", quoted, unquoted(quoted, at));
  if (source[at] === '"') throw new QueryProblem('A text ends with ".', at, source.length - at);
  const mark = marks.find((candidate) => source.startsWith(candidate, at));
  if (mark) return found("mark", mark);
  const span = match(duration);
  if (span) return found("duration", span);
  const digits = match(number);
  if (digits) return found("number", digits);
  const name = match(word);
  if (name) return found("word", name);
  throw new QueryProblem(`${JSON.stringify(source[at])} means nothing here.`, at);
}

function unquoted(raw: string, at: number): string {
  try {
    const value: unknown = JSON.parse(raw);
    if (typeof value === "string") return value;
  } catch {
    // Said below: what JSON refuses is an escape it does not know, or a line break.
  }
  throw new QueryProblem("A text is written as in JSON: escape \\ and line breaks.", at, raw.length);
}
