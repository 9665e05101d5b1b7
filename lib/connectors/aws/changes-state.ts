const readingVerbs = new Set([
  "get",
  "list",
  "read",
  "search",
  "describe",
  "find",
  "fetch",
  "query",
  "lookup",
  "look",
  "count",
  "show",
  "view",
]);
const readingMethods = new Set(["get", "head", "options"]);

/** Whether a function may change something, by the verb its name starts with. What is not plainly a read, may. */
export function functionChangesState(name: string): boolean {
  const [verb] = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^A-Za-z0-9]+/);
  return !readingVerbs.has((verb ?? "").toLowerCase());
}

export const methodChangesState = (method: string): boolean => !readingMethods.has(method.toLowerCase());
