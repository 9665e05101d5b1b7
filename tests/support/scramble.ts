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
  const endingIn = (ends: string) => {
    const pattern = new RegExp(
      `(?<![a-z0-9-]|arn:aws:|roles/|microsoft\\.)(?:${longestFirst.join("|")})(?!${ends}|\\.googleapis\\.com)`,
      "gi",
    );
    return (value: string) =>
      value.replaceAll(pattern, (name) => replacement.get(name.toLowerCase()) ?? name);
  };
  const text = endingIn("[a-z0-9-]");

  const walkWith = (
    isOwn: typeof isTags,
    tags: (member: unknown) => unknown,
    text: (value: string) => string,
  ) => {
    const walk = (value: unknown): unknown => {
      if (typeof value === "string")
        return value.includes("%22") ? encodeURIComponent(text(decodeURIComponent(value))) : text(value);
      if (Array.isArray(value)) return value.map(walk);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, member]) => [
          name.includes("/") ? text(name) : name,
          isOwn(name, member) ? tags(member) : walk(member),
        ]),
      );
    };
    return walk;
  };
  const walk = walkWith(isTags, (tags) => scrambledTags(tags, word), text);
  // A replica set is named after its deployment, with a hash behind.
  const walkCluster = walkWith(
    isLabels,
    labelScrambler(word),
    endingIn("[a-z0-9]|-(?![0-9a-f]{8,9}(?:-|$))"),
  );
  return {
    text,
    // Safe because walking keeps the shape of the record.
    calls: (calls) =>
      calls.map((call) => {
        const own = call.connector === "kubernetes" ? walkCluster : walk;
        return { ...call, input: walk(call.input), output: own(call.output) } as RecordedCall;
      }),
  };
}

const labelMembers = new Set(["labels", "matchLabels", "selector"]);
const isLabels = (name: string, member: unknown): boolean =>
  labelMembers.has(name) &&
  typeof member === "object" &&
  member !== null &&
  Object.values(member).every((value) => typeof value === "string");

/** By these the cluster itself says what belongs to what. */
const ofTheCluster = /^(pod-template-hash$|kubernetes\.io\/metadata\.name$)/;

/** In Kubernetes labels are what pods are selected by, so one is the same random word wherever it stands. */
function labelScrambler(word: () => string): (labels: unknown) => unknown {
  const words = new Map<string, string>();
  const wordFor = (label: string) => {
    const known = words.get(label) ?? word();
    words.set(label, known);
    return known;
  };
  return (labels) =>
    Object.fromEntries(
      Object.entries({ ...(labels as Record<string, string>) }).map(([key, value]) =>
        ofTheCluster.test(key) ? [key, value] : [wordFor(key), wordFor(value)],
      ),
    );
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
