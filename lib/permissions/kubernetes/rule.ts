/** A rule as the API has it. */
export type Rule = {
  verbs: readonly string[];
  apiGroups: readonly string[];
  resources: readonly string[];
  resourceNames: readonly string[];
  nonResourceURLs: readonly string[];
};

/** A request for a resource, or for a path that is none. */
export type Attributes =
  | {
      verb: string;
      group: string;
      /** In the plural, with its subresource: `pods/exec`. */
      resource: string;
      /** Null for what stands in no namespace, or for a request over all of them. */
      namespace: string | null;
      /** Null where the request names none, as `create` and `list` do. */
      name: string | null;
    }
  | { verb: string; path: string };

const has = (list: readonly string[], wanted: string): boolean => list.includes("*") || list.includes(wanted);

/** Whether a rule gives a request, wherever it holds. */
export function gives(rule: Rule, request: Attributes): boolean {
  if (!has(rule.verbs, request.verb)) return false;
  if ("path" in request) return rule.nonResourceURLs.some((listed) => isPath(listed, request.path));
  const { group, resource, name } = request;
  return (
    has(rule.apiGroups, group) &&
    isResource(rule.resources, resource) &&
    (rule.resourceNames.length === 0 || (name !== null && rule.resourceNames.includes(name)))
  );
}

/** A star stands at the end of a path alone. */
const isPath = (listed: string, path: string): boolean =>
  listed === path || (listed.endsWith("*") && path.startsWith(listed.slice(0, -1)));

/** `pods` is not `pods/exec`; `*` is every resource with all that is under it, and a star before a slash the like of all. */
function isResource(listed: readonly string[], resource: string): boolean {
  if (has(listed, resource)) return true;
  const slash = resource.indexOf("/");
  return slash >= 0 && listed.includes(`*${resource.slice(slash)}`);
}
