import type { ResourceGraph } from "#lib/domain/graph.ts";
import { underCondition, type Relationship } from "#lib/domain/relationship.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";

import { known } from "#lib/domain/unknown.ts";
import { admits } from "#lib/permissions/federation.ts";

/** Who may take on an identity because the identity itself says so, by key. */
export function deriveTrust(graph: ResourceGraph): Relationship[] {
  return graph.ofClass("identity").flatMap((identity) =>
    (known(() => identity.facets.trusts) ?? [])
      .filter((trust) => trust.kind === "identity" && trust.principal !== identity.key)
      .filter((trust) => graph.get(trust.principal) !== undefined)
      // Of two edges between the same ends the first is kept: the one that holds anyhow.
      .toSorted((a, b) => Number(a.conditional) - Number(b.conditional))
      .map((trust) => ({
        from: trust.principal,
        kind: "can-assume" as const,
        to: identity.key,
        reason: `${identity.name} trusts it${trust.conditional ? underCondition : ""}`,
      })),
  );
}

/** Which repositories and workflows may take on an identity that trusts what their jobs present. */
export function deriveFederation(graph: ResourceGraph): Relationship[] {
  const sources = [...graph.ofClass("repository"), ...graph.ofClass("workflow")].flatMap((source) => {
    const presented = known(() => source.facets.federation) ?? [];
    return presented.length === 0 ? [] : [{ key: source.key, presented }];
  });
  if (sources.length === 0) return [];
  return graph.ofClass("identity").flatMap((identity) =>
    (known(() => identity.facets.trusts) ?? [])
      .filter(({ kind }) => kind === "federation")
      .flatMap((trust) =>
        sources
          .filter(({ presented }) => presented.some((subject) => admits(trust, subject)))
          .map(({ key }) => ({
            from: key,
            kind: "can-assume" as const,
            to: identity.key,
            reason: `${identity.name} trusts ${trust.principal}, which its jobs may present`,
          })),
      ),
  );
}

/** A permission to assume works only where the identity on the other side lets such a principal in. */
export function isTrusted(graph: ResourceGraph, fromKey: string, toKey: string): boolean {
  const from = graph.get(fromKey);
  const to = graph.get(toKey);
  if (!from || !to || !isOfClass(to, "identity")) return false;
  const trusts = known(() => to.facets.trusts) ?? [];
  if (trusts.length === 0) return true;
  return trusts.some(
    (trust) =>
      trust.kind === "anyone" ||
      (trust.kind === "account" && trust.principal === from.account) ||
      (trust.kind === "identity" && trust.principal === fromKey),
  );
}

export const trustedOnly = (graph: ResourceGraph, relationships: readonly Relationship[]): Relationship[] =>
  relationships.filter(({ from, kind, to }) => kind !== "can-assume" || isTrusted(graph, from, to));

export const trustedEstateGrants = (graph: ResourceGraph, grants: readonly EstateGrant[]): EstateGrant[] =>
  grants.map((grant) =>
    grant.kind === "can-assume"
      ? {
          ...grant,
          reaches: (resource) => grant.reaches(resource) && isTrusted(graph, grant.identityKey, resource.key),
        }
      : grant,
  );
