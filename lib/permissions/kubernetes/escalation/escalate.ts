import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { AccessLimits } from "../../access.ts";
import type { Decision } from "../../decision.ts";
import { tellWays, wayOf, type Step, type Way } from "../../escalation-way.ts";
import { decide, describe } from "../decide.ts";
import type { KubernetesPrincipal } from "../estate.ts";
import { placeOf } from "../questions.ts";
import { gives, type Attributes } from "../rule.ts";
import { administratorsOf } from "./administrators.ts";
import {
  changesHost,
  changesHostTold,
  hosted,
  inNamespace,
  onNodes,
  readsToken,
  requestOf,
  toAdministrators,
  type Needed,
} from "./techniques.ts";

type Asking = {
  /** Whether the principal may make a request, told by what it asks for. Answers are kept. */
  ask: (request: Attributes) => Step;
  /** Whether it holds these anywhere: most principals do not, and need not be asked about every account. */
  mayHold: (needed: readonly Needed[]) => boolean;
};
type Account = { resource: Resource; namespace: string | null; hosts: readonly Host[] };
type Host = { name: string; kind: string };

/** Accounts of its cluster each principal can get the rights of, each with the requests that make it. */
export function kubernetesEscalations(
  graph: ResourceGraph,
  principals: readonly KubernetesPrincipal[],
  unread: readonly string[],
  { perGrant }: AccessLimits,
): Relationship[] {
  const accounts = Map.groupBy(accountsOf(graph), ({ resource }) => resource.account);
  const administrators = administratorsOf(principals);
  return principals.flatMap((principal) => {
    if (principal.bindings.length === 0) return [];
    const asking = askerOf(principal, unread);
    const near = (accounts.get(principal.identity.account) ?? []).filter(
      ({ namespace, resource }) =>
        resource.key !== principal.key &&
        principal.bindings.some((binding) => binding.namespace === null || binding.namespace === namespace),
    );
    return tellWays(principal.key, [
      ...(near.length > perGrant ? [] : near.flatMap((account) => waysTo(account, asking))),
      ...byCluster(administrators(principal), asking),
    ]);
  });
}

function accountsOf(graph: ResourceGraph): Account[] {
  return graph.all("kubernetes.service-account").map((resource) => ({
    resource,
    namespace: placeOf(resource).namespace,
    hosts: graph.edgesInto(resource.key, "runs-as").flatMap(({ resource: host }) => {
      const kind =
        host.type === "kubernetes.workload" ? (Reflect.get(host.properties, "kind") as unknown) : null;
      return typeof kind === "string" ? [{ name: host.name, kind }] : [];
    }),
  }));
}

function askerOf({ caller, bindings }: KubernetesPrincipal, unread: readonly string[]): Asking {
  const kept = new Map<string, Decision>();
  const held = new Map<readonly Needed[], boolean>();
  return {
    ask: (request) => {
      const id = JSON.stringify(request);
      const decision = kept.get(id) ?? decide(request, caller, bindings, unread);
      kept.set(id, decision);
      return [describe(request), decision];
    },
    mayHold: (needed) => {
      const known = held.get(needed) ?? holdsSomewhere(bindings, needed);
      held.set(needed, known);
      return known;
    },
  };
}

const holdsSomewhere = (bindings: KubernetesPrincipal["bindings"], needed: readonly Needed[]): boolean =>
  needed.every((each) => {
    const request = requestOf(each, null);
    return bindings.some(
      ({ rules, isPartial }) =>
        isPartial === true || rules.some((rule) => gives({ ...rule, resourceNames: [] }, request)),
    );
  });

function waysTo({ resource, namespace, hosts }: Account, { ask, mayHold }: Asking): Way[] {
  type Where = { namespace: string | null; name?: string };
  const asked = (told: string, ways: readonly (readonly Needed[])[], where: Where): Way[] =>
    ways.filter(mayHold).flatMap((needed) => {
      const decisions = needed.map((each) => ask(requestOf(each, where.namespace, where.name)));
      return wayOf(resource.key, told, decisions);
    });
  const onHost = (told: string, { name }: Host): string => told.replace("{host}", name);
  return [
    ...inNamespace.flatMap(({ told, ways }) => asked(told, ways, { namespace })),
    ...(hasToken(resource) ? asked(readsToken.told, readsToken.ways, { namespace }) : []),
    ...hosts
      .slice(0, 1)
      .flatMap((host) => [
        ...hosted.flatMap(({ told, ways }) => asked(onHost(told, host), ways, { namespace })),
        ...onNodes.flatMap(({ told, ways }) => asked(onHost(told, host), ways, { namespace: null })),
      ]),
    ...hosts.flatMap((host) =>
      asked(onHost(changesHostTold, host), changesHost[host.kind] ?? [], { namespace, name: host.name }),
    ),
  ];
}

function hasToken({ facets }: Resource): boolean {
  const count = known(() => Reflect.get(facets, "longLivedKeyCount") as unknown);
  return typeof count === "number" && count > 0;
}

function byCluster(administrators: readonly string[], { ask, mayHold }: Asking): Way[] {
  if (administrators.length === 0) return [];
  return toAdministrators.flatMap(({ told, ways }) =>
    ways.filter(mayHold).flatMap((needed) => {
      const decisions = needed.map((each) => ask(requestOf(each, null)));
      return administrators.flatMap((to) => wayOf(to, told, decisions));
    }),
  );
}
