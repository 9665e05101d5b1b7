/** Tags as every AWS service writes them: a list of pairs, or a map. */
export function toTags(raw: unknown): Record<string, string> {
  if (typeof raw !== "object" || raw === null) return {};
  const pairs = Array.isArray(raw) ? raw.map(pairOf) : Object.entries(raw);
  return Object.fromEntries(
    pairs.filter(
      (pair): pair is [string, string] => typeof pair[0] === "string" && typeof pair[1] === "string",
    ),
  );
}

function pairOf(tag: unknown): [unknown, unknown] {
  if (typeof tag !== "object" || tag === null) return [null, null];
  const read = (...names: string[]) =>
    names.map((name) => Reflect.get(tag, name)).find((value) => value !== undefined);
  return [read("Key", "key", "TagKey"), read("Value", "value", "TagValue") ?? ""];
}
