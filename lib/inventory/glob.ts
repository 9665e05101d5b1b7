/** A compiled pattern over resource keys, in which `*` stands for any characters. */
export type Glob = {
  /** What every match starts with. */
  prefix: string;
  /** Whether it names one key and nothing else. */
  exact: boolean;
  matches: (key: string) => boolean;
};

const compiled = new Map<string, Glob>();
const cacheLimit = 20_000;

export function compileGlob(pattern: string): Glob {
  const known = compiled.get(pattern);
  if (known) return known;
  if (compiled.size >= cacheLimit) compiled.clear();
  const glob = compile(pattern);
  compiled.set(pattern, glob);
  return glob;
}

function compile(pattern: string): Glob {
  const parts = pattern.split("*");
  const [prefix = "", ...rest] = parts;
  if (rest.length === 0) return { prefix, exact: true, matches: (key) => key === pattern };
  if (rest.length === 1 && rest[0] === "")
    return { prefix, exact: false, matches: (key) => key.startsWith(prefix) };
  return { prefix, exact: false, matches: (key) => matchesParts(key, prefix, rest) };
}

/** Finds each part leftmost, which is enough for patterns whose only wildcard is `*`, in linear time. */
function matchesParts(key: string, prefix: string, rest: readonly string[]): boolean {
  if (!key.startsWith(prefix)) return false;
  let from = prefix.length;
  const last = rest.length - 1;
  for (const [index, part] of rest.entries()) {
    if (index === last) return key.length - part.length >= from && key.endsWith(part);
    const found = key.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return true;
}
