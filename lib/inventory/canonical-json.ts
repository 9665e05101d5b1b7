const nul = "\u0000";
/** What JSON has to escape: quotes, backslashes, control characters and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * JSON with sorted members and without undefined ones: equal values have equal text, whatever made them. What Postgres
 * cannot store is not in it: NUL is left out, half a surrogate pair is U+FFFD. Runs for each resource of each sync.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  return Array.isArray(value) ? listText(value) : membersText(value);
}

function listText(values: readonly unknown[]): string {
  let text = "[";
  for (const value of values) text += text.length === 1 ? canonicalJson(value) : `,${canonicalJson(value)}`;
  return `${text}]`;
}

function membersText(value: object): string {
  let text = "";
  for (const name of sorted(Object.keys(value))) {
    // Safe because an object can be asked for each of its own keys.
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined)
      text +=
        text === ""
          ? `{${quoted(name)}:${canonicalJson(member)}`
          : `,${quoted(name)}:${canonicalJson(member)}`;
  }
  return text === "" ? "{}" : `${text}}`;
}

const insertionMax = 24;

/** By insertion: of so few names, most of them in order, that takes a third of the time of the built-in sort. */
function sorted(names: string[]): string[] {
  if (names.length > insertionMax) return names.sort();
  for (let at = 1; at < names.length; at++) {
    const name = names[at] ?? "";
    let to = at;
    for (; to > 0 && (names[to - 1] ?? "") > name; to--) names[to] = names[to - 1] ?? "";
    names[to] = name;
  }
  return names;
}

const quoted = (text: string): string =>
  needsEscape.test(text) ? JSON.stringify(text.toWellFormed().replaceAll(nul, "")) : `"${text}"`;
