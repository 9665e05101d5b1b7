/** As many as a reader takes in at once. */
const toldMax = 3;

/**
 * One change that several issues ask for, each in its own words, told so that whoever does what it says breaks them
 * all: words that differ by one name are told once, with all the names.
 */
export function tellChanges(changes: readonly string[]): string {
  const told: string[][][] = [];
  for (const words of [...new Set(changes)].map((change) => change.split(" "))) {
    const alike = told.find((group) => differAt(group, words) !== null);
    if (alike) alike.push(words);
    else told.push([words]);
  }
  const sentences = told.map((group, at) => (at === 0 ? asOne(group) : uncapitalized(asOne(group))));
  if (sentences.length <= toldMax) return sentences.join("; ");
  const more = sentences.length - toldMax + 1;
  return `${sentences.slice(0, toldMax - 1).join("; ")}; and ${more} more of the kind, one for each issue`;
}

/** Every change starts with what to do. */
const uncapitalized = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The one place at which all of them differ; null where they differ in more, or in length. */
function differAt(group: readonly (readonly string[])[], words: readonly string[]): number | null {
  const [first = []] = group;
  if (first.length !== words.length) return null;
  const places = new Set(
    [words, ...group].flatMap((each) => each.flatMap((word, at) => (word === first[at] ? [] : [at]))),
  );
  const [only, ...others] = places;
  return only === undefined || others.length > 0 ? null : only;
}

function asOne(group: readonly (readonly string[])[]): string {
  const [first = [], ...others] = group;
  const at = differAt(others, first);
  if (others.length === 0 || at === null) return first.join(" ");
  const names = group.map((words) => words[at] ?? "").toSorted();
  const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return first.with(at, list).join(" ");
}
