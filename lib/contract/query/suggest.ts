import { relationshipKinds } from "#lib/domain/relationship.ts";
import { fieldsOf, isSelectable, selectable, type FieldShape } from "./fields.ts";
import { QueryProblem } from "./query.ts";
import { readTokens, type Token } from "./read-tokens.ts";

export type Suggestions = {
  /** Where the word that is being written begins; what is chosen replaces it up to the cursor. */
  from: number;
  /** What the words are: "class or type", "relationship"… */
  what: string;
  options: readonly string[];
};

const optionsMax = 12;

/** What may be written where the cursor stands. */
export function suggest(text: string, cursor: number): Suggestions | null {
  const before = text.slice(0, cursor);
  const word = /[A-Za-z_][\w.-]*$/.exec(before)?.[0] ?? "";
  const from = cursor - word.length;
  const tokens = tokensOf(before.slice(0, from));
  if (!tokens) return null;
  const { what, words } = expectedAfter(tokens);
  const options = words.filter((candidate) => candidate !== word && startsOrHolds(candidate, word));
  const sorted = options.toSorted((a, b) => Number(b.startsWith(word)) - Number(a.startsWith(word)));
  return options.length === 0 ? null : { from, what, options: sorted.slice(0, optionsMax) };
}

const startsOrHolds = (candidate: string, word: string): boolean =>
  candidate.toLowerCase().includes(word.toLowerCase());

function tokensOf(text: string): Token[] | null {
  try {
    return readTokens(text).filter(({ kind }) => kind !== "end");
  } catch (error) {
    if (error instanceof QueryProblem) return null;
    throw error;
  }
}

type Expected = { what: string; words: readonly string[] };

const nodeFollows = new Set(["]->", "]-", "-->", "<--"]);
const conditionFollows = new Set(["where", "and", "or", "not"]);
const comparing = new Set(["=", "!=", "like", "contains"]);

function expectedAfter(tokens: readonly Token[]): Expected {
  const last = tokens.at(-1);
  if (!last || nodeFollows.has(last.value)) return { what: "class or type", words: ["any", ...selectable] };
  const opened = tokens.findLastIndex(({ value }) => value === "-[" || value === "<-[");
  const closed = tokens.findLastIndex(({ value }) => value === "]->" || value === "]-");
  if (opened > closed) return { what: "relationship", words: relationshipKinds };
  const selection = selectionBefore(tokens);
  if (last.value === "|") return { what: "class or type", words: selectable };
  if (conditionFollows.has(last.value) || (last.value === "(" && inCondition(tokens)))
    return { what: "field", words: ["not", "tags.", ...fieldsOf(selection).keys()] };
  if (comparing.has(last.value)) return valuesOf(fieldsOf(selection).get(tokens.at(-2)?.value ?? ""));
  const field = last.kind === "word" ? fieldsOf(selection).get(last.value) : undefined;
  if (field && inCondition(tokens)) return { what: "comparison", words: comparisonsFor(field) };
  return { what: "what follows", words: followers(tokens) };
}

const inCondition = (tokens: readonly Token[]): boolean =>
  tokens.findLastIndex(({ value }) => value === "where") >
  tokens.findLastIndex(({ value }) => nodeFollows.has(value) || value === "with" || value === "without");

/** The classes and types that the node being written may be. */
function selectionBefore(tokens: readonly Token[]): string[] {
  const start = tokens.findLastIndex(({ value }) => nodeFollows.has(value)) + 1;
  const select: string[] = [];
  for (const { kind, value } of tokens.slice(start)) {
    if (value === "|") continue;
    if (kind !== "word" || !isSelectable(value)) break;
    select.push(value);
  }
  return select;
}

function valuesOf(shape: FieldShape | undefined): Expected {
  if (shape?.kind === "choice")
    return { what: "value", words: shape.choices.map((choice) => JSON.stringify(choice)) };
  if (shape?.kind === "boolean") return { what: "value", words: ["true", "false"] };
  return { what: "value", words: shape?.kind === "time" ? ["ago(90d)"] : [] };
}

const comparisonsFor = ({ kind }: FieldShape): readonly string[] => comparisonsByKind[kind];
const comparisonsByKind: Record<FieldShape["kind"], readonly string[]> = {
  boolean: ["and", "or", "is unknown"],
  list: ["contains"],
  choice: ["in [", "like"],
  text: ["like", "contains", "in [", "is unknown"],
  number: ["in [", "is unknown"],
  time: ["is unknown"],
};

const followers = (tokens: readonly Token[]): string[] =>
  inCondition(tokens)
    ? ["and", "or", "with (", "without (", "limit"]
    : ["where", "as", "with (", "without (", "limit"];
