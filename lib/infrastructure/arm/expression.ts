/** An expression of a template: `[concat('a', parameters('b').c)]`. */
export type Expression =
  | { kind: "text"; value: string }
  | { kind: "number"; value: number }
  | { kind: "call"; name: string; arguments: readonly Expression[] }
  | { kind: "member"; of: Expression; name: string }
  | { kind: "index"; of: Expression; at: Expression };

/** Null for a text that is no expression. Throws `SyntaxError` for one that is malformed. */
export function parseExpression(text: string): Expression | null {
  if (!text.startsWith("[") || !text.endsWith("]") || text.startsWith("[[")) return null;
  const reader = new Reader(text.slice(1, -1));
  const expression = reader.expression(0);
  reader.end();
  return expression;
}

const depthMax = 100;
const token = /\s*('(?:[^']|'')*'|-?\d+|[A-Za-z_][\w-]*|[()[\],.?])/y;

class Reader {
  readonly #text: string;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
  }

  expression(depth: number): Expression {
    if (depth > depthMax) throw new SyntaxError("nests too deep");
    let read = this.#primary(depth);
    for (;;) {
      if (this.#takes(".") || this.#takes("?")) {
        // `.?name` is a member that may not be there.
        this.#takes("?");
        this.#takes(".");
        read = { kind: "member", of: read, name: this.#next() };
      } else if (this.#takes("[")) {
        read = { kind: "index", of: read, at: this.expression(depth + 1) };
        this.#expect("]");
      } else return read;
    }
  }

  end(): void {
    if (this.#text.slice(this.#at).trim() !== "")
      throw new SyntaxError(`has ${this.#text.slice(this.#at, this.#at + 20)}`);
  }

  #primary(depth: number): Expression {
    const next = this.#next();
    if (next.startsWith("'")) return { kind: "text", value: next.slice(1, -1).replaceAll("''", "'") };
    if (/^-?\d/.test(next)) return { kind: "number", value: Number(next) };
    // Names of namespaces of one's own stand before a dot: `contoso.name()`.
    let name = next;
    while (this.#peek() === "." && /^\s*\.\s*[A-Za-z_][\w-]*\s*\(/.test(this.#text.slice(this.#at))) {
      this.#expect(".");
      name = `${name}.${this.#next()}`;
    }
    this.#expect("(");
    const found: Expression[] = [];
    while (!this.#takes(")")) {
      if (found.length > 0) this.#expect(",");
      found.push(this.expression(depth + 1));
    }
    return { kind: "call", name: name.toLowerCase(), arguments: found };
  }

  #peek(): string | undefined {
    token.lastIndex = this.#at;
    return token.exec(this.#text)?.[1];
  }

  #next(): string {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text)?.[1];
    if (found === undefined) throw new SyntaxError(`ends at ${this.#text.slice(this.#at, this.#at + 20)}`);
    this.#at = token.lastIndex;
    return found;
  }

  #takes(wanted: string): boolean {
    if (this.#peek() !== wanted) return false;
    this.#next();
    return true;
  }

  #expect(wanted: string): void {
    if (this.#next() !== wanted) throw new SyntaxError(`lacks ${wanted}`);
  }
}
