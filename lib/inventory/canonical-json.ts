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
  if (typeof value === "boolean") return value ? "true" : "false";
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
  for (const { name, first, later } of membersOf(value)) {
    // Safe because an object can be asked for each of its own keys.
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined) text += memberText(text === "" ? first : later, member);
  }
  return text === "" ? "{}" : `${text}}`;
}

/** Of as few pieces as can be: each one costs when it is made and again when the whole is read. */
function memberText(label: Label, member: unknown): string {
  if (member === true) return label.yes;
  if (member === false) return label.no;
  if (typeof member !== "string") return label.name + canonicalJson(member);
  return needsEscape.test(member) ? label.name + escaped(member) : `${label.text}${member}"`;
}

/** What stands before a value, or the whole member where there are but two. */
type Label = { name: string; text: string; yes: string; no: string };
type Member = { name: string; first: Label; later: Label };
/** Where a sequence of names leads: objects made in one place share one, which remembers how its names are sorted. */
type Shape = { next: Map<string, Shape>; members: readonly Member[] | null };

const newShape = (): Shape => ({ next: new Map(), members: null });
const first = newShape();
/** Names come from outside as well: beyond this many, new sequences are sorted each time. */
const shapesMax = 10_000;
let shapeCount = 0;

function membersOf(value: object): readonly Member[] {
  const names = Object.keys(value);
  let shape = first;
  for (const name of names) {
    const next = shape.next.get(name) ?? remember(shape, name);
    if (!next) return sorted(names);
    shape = next;
  }
  shape.members ??= sorted(names);
  return shape.members;
}

function remember(shape: Shape, name: string): Shape | null {
  if (shapeCount >= shapesMax) return null;
  shapeCount++;
  const next = newShape();
  shape.next.set(name, next);
  return next;
}

const sorted = (names: readonly string[]): Member[] =>
  names
    .toSorted()
    .map((name) => ({ name, first: labelOf(`{${quoted(name)}:`), later: labelOf(`,${quoted(name)}:`) }));

const labelOf = (name: string): Label => ({
  name,
  text: `${name}"`,
  yes: `${name}true`,
  no: `${name}false`,
});

export const quoted = (text: string): string => (needsEscape.test(text) ? escaped(text) : `"${text}"`);

const escaped = (text: string): string => JSON.stringify(text.toWellFormed().replaceAll(nul, ""));
