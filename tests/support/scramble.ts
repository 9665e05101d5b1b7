import type { RecordedCall } from "#lib/connectors/recording.ts";

const alphabet = "abcdefghijklmnopqrstuvwxyz";

/** A seeded source of words, so that a failing run can be repeated. */
function wordsFrom(seed: number): () => string {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return () => Array.from({ length: 10 + next(6) }, () => alphabet.charAt(next(alphabet.length))).join("");
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

export type Scrambler = {
  calls: (calls: readonly RecordedCall[]) => RecordedCall[];
  text: (text: string) => string;
};

const tagMembers = /^(tags|labels|userLabels|tagList|resourceLabels|tagSet|custom_properties)$/i;
/** A container's tags are its metadata; elsewhere that word means settings. */
const isTags = (name: string, member: unknown): boolean =>
  tagMembers.test(name) ||
  (name === "metadata" &&
    typeof member === "object" &&
    member !== null &&
    Object.values(member).every((value) => typeof value === "string" && /^[a-z-]+$/.test(value)));

/**
 * Replaces every one of `names` wherever it stands by itself in a value, and every tag's name and value, each by one
 * random word: the structure stays, and nothing a person wrote does.
 */
export function scrambler(names: readonly string[], seed: number): Scrambler {
  const word = wordsFrom(seed);
  const replacement = new Map(names.map((name) => [name.toLowerCase(), word()]));
  const longestFirst = names.toSorted((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(
    `(?<![a-z0-9-]|arn:aws:|roles/|microsoft\\.)(?:${longestFirst.join("|")})(?![a-z0-9-]|\\.googleapis\\.com)`,
    "gi",
  );
  const text = (value: string) =>
    value.replaceAll(pattern, (name) => replacement.get(name.toLowerCase()) ?? name);

  const walk = (value: unknown): unknown => {
    if (typeof value === "string")
      return value.includes("%22") ? encodeURIComponent(text(decodeURIComponent(value))) : text(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name.includes("/") ? text(name) : name,
        isTags(name, member) ? scrambledTags(member, word) : walk(member),
      ]),
    );
  };
  return {
    text,
    // Safe because walking keeps the shape of the record.
    calls: (calls) =>
      calls.map((call) => ({ ...call, input: walk(call.input), output: walk(call.output) }) as RecordedCall),
  };
}

/** Tags are a record in some services and a list of pairs in others. */
function scrambledTags(tags: unknown, word: () => string): unknown {
  if (Array.isArray(tags))
    return tags.map((tag: unknown) =>
      typeof tag === "object" && tag !== null
        ? Object.fromEntries(Object.keys(tag).map((member) => [member, word()]))
        : tag,
    );
  if (typeof tags !== "object" || tags === null) return tags;
  return Object.fromEntries(Object.keys(tags).map(() => [word(), word()]));
}
