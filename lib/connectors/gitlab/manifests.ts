/** Files that name what a project depends on, as they stand at the top of it. */
export const manifestNames = ["requirements.txt", "pyproject.toml", "package.json", "go.mod"] as const;

const textMax = 512 * 1024;

/** Package URLs of what a manifest names, without versions. What it does not name plainly is left out. */
export function packagesIn(path: string, text: string): string[] {
  if (text.length > textMax) return [];
  switch (path) {
    case "requirements.txt":
      return text.split("\n").flatMap((line) => pypi(/^\s*([A-Za-z0-9][\w.-]*)/.exec(line)?.[1]));
    case "pyproject.toml":
      // As an entry of a list, `"openai>=1"`, and as Poetry writes it, `openai = "^1"`.
      return text
        .split("\n")
        .flatMap((line) => [
          ...[...line.matchAll(/["']([A-Za-z0-9][\w.-]*)/g)].flatMap(([, name]) => pypi(name)),
          ...pypi(/^([A-Za-z0-9][\w.-]*)\s*=/.exec(line)?.[1]),
        ]);
    case "package.json":
      return npmNames(text).map((name) => `pkg:npm/${encodeURIComponent(name).replaceAll("%2F", "/")}`);
    case "go.mod":
      return [...text.matchAll(/^\s*(?:require\s+)?([\w.-]+\.[a-z]{2,}\/[\w./-]+)\s+v/gm)].map(
        ([, name = ""]) => `pkg:golang/${name}`,
      );
    default:
      return [];
  }
}

const pypi = (name: string | undefined): string[] => (name === undefined ? [] : [`pkg:pypi/${name}`]);

function npmNames(text: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof value !== "object" || value === null) return [];
  return ["dependencies", "devDependencies", "optionalDependencies"].flatMap((member) => {
    const named: unknown = Reflect.get(value, member);
    return typeof named === "object" && named !== null ? Object.keys(named) : [];
  });
}
