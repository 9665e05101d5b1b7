import type { ResourceGraph } from "#lib/domain/graph.ts";
import { providerOf, type Resource } from "#lib/domain/resource.ts";

import type { Glob } from "./glob.ts";

/** Resources by key prefix, so that a grant looks at the resources it may match and no others. */
export type KeyIndex = {
  /** How many resources the glob has to be compared with. */
  candidateCount: (glob: Glob, identity: Resource) => number;
  matches: (glob: Glob, identity: Resource) => Resource[];
};

/**
 * A grant never leaves its provider, and one that names no prefix at all speaks of its own account:
 * `*` in an account's policy says nothing about anybody else's.
 */
export function indexKeys(graph: ResourceGraph): KeyIndex {
  const byScope = new Map<string, Resource[]>();
  const file = (scope: string, resource: Resource) => {
    const list = byScope.get(scope);
    if (list) list.push(resource);
    else byScope.set(scope, [resource]);
  };
  for (const resource of graph.nodes) {
    file(providerOf(resource.type), resource);
    file(accountScope(resource), resource);
  }
  for (const [scope, list] of byScope) byScope.set(scope, inOrder(list));

  const range = (glob: Glob, identity: Resource): [readonly Resource[], number, number] => {
    const scope = glob.prefix === "" ? accountScope(identity) : providerOf(identity.type);
    const list = byScope.get(scope) ?? [];
    const start = lowerBound(list, glob.prefix);
    return [list, start, endOfPrefix(list, glob.prefix, start)];
  };
  return {
    candidateCount: (glob, identity) => {
      if (glob.exact) return 1;
      const [, start, end] = range(glob, identity);
      return end - start;
    },
    matches: (glob, identity) => {
      if (glob.exact) {
        const resource = graph.get(glob.prefix);
        return resource && providerOf(resource.type) === providerOf(identity.type) ? [resource] : [];
      }
      const [list, start, end] = range(glob, identity);
      return list.slice(start, end).filter((resource) => glob.matches(resource.key));
    },
  };
}

/** They mostly stand in order, and of a packed inventory a key costs more than a look. */
function inOrder(list: Resource[]): Resource[] {
  let last = "";
  const isSorted = list.every(({ key }) => {
    const follows = last <= key;
    last = key;
    return follows;
  });
  if (isSorted) return list;
  const keyed = list.map((resource) => ({ resource, key: resource.key }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ resource }) => resource);
}

const accountScope = (resource: Resource) => `${providerOf(resource.type)}\n${resource.account}`;

function lowerBound(list: readonly Resource[], key: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.key ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Keys with the prefix stand together; the first without it is found by halving, too. */
function endOfPrefix(list: readonly Resource[], prefix: string, start: number): number {
  let low = start;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.key ?? "").startsWith(prefix)) low = middle + 1;
    else high = middle;
  }
  return low;
}
