/** A condition of a role assignment, taken apart. */
export type Condition =
  | { form: "and" | "or"; parts: readonly Condition[] }
  | { form: "not"; part: Condition }
  | { form: "action" | "sub-operation"; patterns: readonly string[] }
  | { form: "exists"; attribute: string; isNegated: boolean }
  | { form: "comparison"; left: Operand; operator: string; right: Operand };

/** An attribute of the call in lower case, or the values that stand there. */
export type Operand = { attribute: string } | { values: readonly string[] };

const lengthMax = 8_192;
const depthMax = 60;

/** Null where it is not written as Azure documents it. */
export function readCondition(text: string): Condition | null {
  if (text.length > lengthMax) return null;
  const tokens = tokensOf(text);
  if (!tokens) return null;
  const reader = { tokens, at: 0, depth: 0 };
  const found = readOr(reader);
  return reader.at === tokens.length ? found : null;
}

type Token = { kind: "sign" | "word" | "text" | "attribute"; text: string };
type Reader = { tokens: readonly Token[]; at: number; depth: number };

const shapes: readonly [Token["kind"] | "space", RegExp][] = [
  ["space", /\s+/y],
  ["attribute", /@?(?:Resource|Request|Principal|Environment)\s*\[[^\]]*\]/iy],
  ["text", /'(?:[^'\\]|\\.|'')*'/y],
  ["sign", /&&|\|\||[(){},!]/y],
  ["word", /[A-Za-z0-9_.:+-]+/y],
];

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (!token) return null;
    at += token.length;
    if (token.kind !== "space") tokens.push({ kind: token.kind, text: token.text });
  }
  return tokens;
}

function tokenAt(text: string, at: number) {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const [found] = shape.exec(text) ?? [];
    if (found !== undefined) return { kind, text: found, length: found.length };
  }
  return null;
}

function takes(reader: Reader, ...words: string[]): boolean {
  const token = reader.tokens[reader.at];
  if (!token || token.kind === "text" || !words.includes(token.text.toUpperCase())) return false;
  reader.at++;
  return true;
}

function readOr(reader: Reader): Condition | null {
  return readJoined(reader, "or", ["OR", "||"], readAnd);
}

function readAnd(reader: Reader): Condition | null {
  return readJoined(reader, "and", ["AND", "&&"], readOne);
}

function readJoined(
  reader: Reader,
  form: "and" | "or",
  words: string[],
  readPart: (reader: Reader) => Condition | null,
): Condition | null {
  const parts: Condition[] = [];
  do {
    const part = readPart(reader);
    if (!part) return null;
    parts.push(part);
  } while (takes(reader, ...words));
  const [only] = parts;
  return parts.length === 1 && only ? only : { form, parts };
}

function readOne(reader: Reader): Condition | null {
  if (++reader.depth > depthMax) return null;
  const found = readInner(reader);
  reader.depth--;
  return found;
}

function readInner(reader: Reader): Condition | null {
  if (takes(reader, "!", "NOT")) {
    const part = readOne(reader);
    return part && { form: "not", part };
  }
  if (takes(reader, "(")) {
    const inner = readOr(reader);
    return inner && takes(reader, ")") ? inner : null;
  }
  if (takes(reader, "ACTIONMATCHES")) return matching("action", readValues(reader));
  if (takes(reader, "SUBOPERATIONMATCHES")) return matching("sub-operation", readValues(reader));
  if (takes(reader, "EXISTS")) return existing(readOperand(reader), false);
  if (takes(reader, "NOTEXISTS")) return existing(readOperand(reader), true);
  return readComparison(reader);
}

const matching = (form: "action" | "sub-operation", patterns: readonly string[] | null): Condition | null =>
  patterns && { form, patterns };

const existing = (operand: Operand | null, isNegated: boolean): Condition | null =>
  operand && "attribute" in operand ? { form: "exists", attribute: operand.attribute, isNegated } : null;

function readComparison(reader: Reader): Condition | null {
  const left = readOperand(reader);
  const word = reader.tokens[reader.at];
  if (!left || word?.kind !== "word") return null;
  reader.at++;
  const right = readOperand(reader);
  return right && { form: "comparison", left, operator: word.text.toLowerCase(), right };
}

function readOperand(reader: Reader): Operand | null {
  const token = reader.tokens[reader.at];
  if (token?.kind === "attribute") {
    reader.at++;
    return { attribute: attributeName(token.text) };
  }
  if (token?.text === "{") {
    const values = readValues(reader);
    return values && { values };
  }
  const value = readValue(reader);
  return value === null ? null : { values: [value] };
}

/** `@Resource[Microsoft.Storage/…:name]`, with or without its sign, in any case. */
export const attributeName = (written: string): string =>
  `@${written.replace(/^@/, "").replaceAll(/\s+(?=\[)/g, "")}`.toLowerCase();

function readValues(reader: Reader): string[] | null {
  if (!takes(reader, "{")) return null;
  const values: string[] = [];
  do {
    const value = readValue(reader);
    if (value === null) return null;
    values.push(value);
  } while (takes(reader, ","));
  return takes(reader, "}") ? values : null;
}

function readValue(reader: Reader): string | null {
  const token = reader.tokens[reader.at];
  if (token?.kind !== "text" && token?.kind !== "word") return null;
  reader.at++;
  return token.kind === "text" ? token.text.slice(1, -1).replaceAll("''", "'") : token.text;
}
