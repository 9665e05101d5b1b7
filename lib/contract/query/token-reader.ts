import { QueryProblem, queryLimits } from "./query.ts";
import type { Token, TokenKind } from "./read-tokens.ts";

/** Words that open something, so no resource or column is called so. */
export const keywords = [
  "where",
  "as",
  "with",
  "without",
  "limit",
  "and",
  "or",
  "not",
  "in",
  "is",
  "contains",
  "like",
  "any",
];

/** Reads tokens one after the other and says where it stopped understanding. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get next(): Token {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    if (!token) throw new Error("There is always an end");
    return token;
  }

  is(value: string): boolean {
    const { next } = this;
    return (next.kind === "word" || next.kind === "mark") && next.value === value;
  }

  /** Takes the next token if it is that word or mark. */
  take(value: string): boolean {
    if (!this.is(value)) return false;
    this.#at++;
    return true;
  }

  takeKind(kind: TokenKind, what: string): Token {
    const { next } = this;
    if (next.kind !== kind) throw this.expected(what);
    this.#at++;
    return next;
  }

  need(value: string): void {
    if (!this.take(value)) throw this.expected(value);
  }

  expected(what: string): QueryProblem {
    const { kind, value, at, length } = this.next;
    return new QueryProblem(
      kind === "end" ? `Here ${what} is missing.` : `${what} is expected here, not ${value}.`,
      at,
      length,
    );
  }

  /** Keeps hostile nesting from using up the stack. */
  within<T>(read: () => T): T {
    if (++this.#depth > queryLimits.nestingMax)
      throw new QueryProblem(`Nested deeper than ${queryLimits.nestingMax} levels.`, this.next.at);
    const value = read();
    this.#depth--;
    return value;
  }
}
