import { at, facetsOf, type Stop } from "#lib/domain/attack-path.ts";
import { isExposed } from "#lib/domain/attack-path-stops.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";

/** Where requests of anyone arrive, or of whoever got hold of a key. Who has to prove who they are is no outsider. */
export const answersOutside: Stop = at(
  ["api", "compute", "agent-tool"],
  (resource) =>
    resource.facets.publicNetwork &&
    (resource.facets.authentication === "none" || resource.facets.authentication === "key") &&
    isExposed(resource),
);

/** What an outsider acts in, or becomes, by getting that far: no flaw is needed. */
export const takesOutsidersIn: Stop = at(["notebook", "workflow", "identity"], (resource, graph) => {
  const notebook = facetsOf(resource, "notebook");
  if (notebook) return notebook.publicAddress;
  const workflow = facetsOf(resource, "workflow");
  if (workflow) return workflow.untrustedTrigger;
  const trusts = facetsOf(resource, "identity")?.trusts ?? [];
  return trusts.some(
    ({ kind, principal, conditional }) =>
      !conditional &&
      (kind === "anyone" ||
        (kind === "federation" && principal === "*") ||
        (kind === "account" && !accountsOf(graph).has(principal))),
  );
});

/** What an outsider writes. */
export const takesOutsidersWords: Stop = at("data-store", ({ facets }) => facets.publicWrite);

/** What an outsider reads that opens something else. */
export const showsOutsidersKeys: Stop = at(
  "repository",
  ({ facets }) => facets.publicRead && facets.leakedSecrets.length > 0,
);

const known = new WeakMap<ResourceGraph, ReadonlySet<string>>();

/** Accounts of which anything was collected: another one is somebody else's. */
function accountsOf(graph: ResourceGraph): ReadonlySet<string> {
  const found = known.get(graph) ?? new Set(graph.nodes.map(({ account }) => account));
  known.set(graph, found);
  return found;
}
