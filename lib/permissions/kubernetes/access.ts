import type { ResourceGraph } from "#lib/domain/graph.ts";
import { providerOf, type Resource } from "#lib/domain/resource.ts";

import type { Access, AccessLimits } from "../access.ts";
import type { Decision } from "../decision.ts";
import { roleAccess, type Holder, type Holding } from "../role-access.ts";
import { decide, type RoleBinding } from "./decide.ts";
import { kubernetesEscalations } from "./escalation/escalate.ts";
import { readKubernetesEstate, type KubernetesPrincipal } from "./estate.ts";
import { kubernetesQuestionsOf, placeOf, type KubernetesQuestion } from "./questions.ts";
import { gives } from "./rule.ts";

/** What a cluster lets each identity do, and which identities that was decided for. */
export type KubernetesAccess = Access & {
  decided: ReadonlySet<string>;
  principals: readonly KubernetesPrincipal[];
};

export function kubernetesAccess(graph: ResourceGraph, limits: AccessLimits): KubernetesAccess {
  const principals = readKubernetesEstate(graph);
  const places = resourcesByCluster(graph);
  const holders = principals.map((principal): Holder<KubernetesQuestion> => ({
    key: principal.key,
    holdings: principal.bindings.map((binding) => holdingOf(binding, principal, places)),
    isLimited: false,
    decide: (question, resource) => decideQuestion(principal, question, resource),
  }));
  const access = roleAccess(holders, kubernetesQuestionsOf, limits);
  const escalations = kubernetesEscalations(graph, principals, unread, limits);
  return {
    relationships: [...access.relationships, ...escalations],
    estateGrants: access.estateGrants,
    decided: new Set(principals.map(({ key }) => key)),
    principals,
  };
}

const unread = ["other authorizers of the API server, and who is in which group"];

export function decideQuestion(
  { caller, bindings }: KubernetesPrincipal,
  { request, how }: KubernetesQuestion,
  resource: Resource,
): Decision {
  const decision = decide(request(resource), caller, bindings, unread);
  if (how === null || decision.verdict === "denied") return decision;
  return {
    ...decision,
    deciding: decision.deciding.map((each) => ({
      ...each,
      statement: each.statement === null ? how : `${each.statement}, ${how}`,
    })),
  };
}

/** A cluster's members of `system:masters` are bound like any other group, by what the cluster comes with. */
const holdingOf = (
  { name, namespace, rules, isPartial }: RoleBinding,
  { identity }: KubernetesPrincipal,
  places: (account: string, namespace: string | null) => readonly Resource[],
): Holding<KubernetesQuestion> => ({
  extent: name.id,
  source: name.name,
  isSure: isPartial !== true,
  beneath: () => places(identity.account, namespace),
  gives: ({ request }, resource) =>
    isPartial === true || rules.some((rule) => gives(rule, request(resource))),
});

function resourcesByCluster(graph: ResourceGraph) {
  const asked = graph.nodes.filter(
    ({ type }) => providerOf(type) === "kubernetes" && kubernetesQuestionsOf(type).length > 0,
  );
  const byCluster = Map.groupBy(asked, ({ account }) => account);
  return (account: string, namespace: string | null): readonly Resource[] =>
    (byCluster.get(account) ?? []).filter(
      (resource) => namespace === null || placeOf(resource).namespace === namespace,
    );
}
