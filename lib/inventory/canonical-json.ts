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
  let text = "{";
  for (const name of Object.keys(value).toSorted()) {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined)
      text += `${text.length === 1 ? "" : ","}${quoted(name)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

const quoted = (text: string): string =>
  needsEscape.test(text) ? JSON.stringify(text.toWellFormed().replaceAll(nul, "")) : `"${text}"`;
