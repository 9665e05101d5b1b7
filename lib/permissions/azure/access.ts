import type { ResourceGraph } from "#lib/domain/graph.ts";
import { providerOf, type Resource } from "#lib/domain/resource.ts";

import type { Access, AccessLimits } from "../access.ts";
import { untold, type CallContext, type Decision, type Verdict } from "../decision.ts";
import { roleAccess, type Holder, type Holding } from "../role-access.ts";
import { accessPolicyEdges } from "./access-policies.ts";
import { attributeName } from "./condition-text.ts";
import { decide, type RoleAssignment } from "./decide.ts";
import { azureEscalations } from "./escalation/escalate.ts";
import { readAzureEstate, type AzurePrincipal } from "./estate.ts";
import { isBeneath } from "./place.ts";
import { azureQuestionsOf, topOf, type AzureQuestion } from "./questions.ts";
import { covers, type RolePermission } from "./role.ts";

/** What Azure lets each identity do, and which identities that was decided for. */
export type AzureAccess = Access & { decided: ReadonlySet<string>; principals: readonly AzurePrincipal[] };

export function azureAccess(graph: ResourceGraph, limits: AccessLimits): AzureAccess {
  const principals = readAzureEstate(graph);
  const beneath = beneathScope(graph);
  const holders = principals.map((principal): Holder<AzureQuestion> => ({
    key: principal.key,
    holdings: principal.assignments.map((assignment) => holdingOf(assignment, beneath, graph)),
    isLimited: principal.denials.length > 0,
    decide: (question, resource) => decideQuestion(graph, principal, question, resource),
  }));
  const { relationships, estateGrants } = roleAccess(holders, azureQuestionsOf, limits);
  const byPolicy = accessPolicyEdges(graph, principals);
  // Of two edges between the same ends the first is kept: the surer one.
  const of = (wanted: Verdict) =>
    byPolicy.flatMap(({ verdict, relationship }) => (verdict === wanted ? [relationship] : []));
  return {
    relationships: [
      ...of("allowed"),
      ...relationships,
      ...of("maybe"),
      ...azureEscalations(graph, principals, relationships, limits),
    ],
    estateGrants,
    decided: new Set(principals.map(({ key }) => key)),
    principals,
  };
}

/** Management groups are resolved when an estate is read, so none is above anything here. */
const noGroups = () => null;

const written = new WeakMap<readonly RolePermission[], string>();

/** A role is read once and assigned to many. */
function textOf(permissions: readonly RolePermission[]): string {
  const text = written.get(permissions) ?? JSON.stringify(permissions);
  written.set(permissions, text);
  return text;
}

const holdingOf = (
  { name, scope, permissions, condition, isEligible }: RoleAssignment,
  beneath: (scope: string) => readonly Resource[],
  graph: ResourceGraph,
): Holding<AzureQuestion> => ({
  extent: [scope, condition ?? "", isEligible ? "eligible" : "", textOf(permissions)].join("\n"),
  source: name.name,
  isSure:
    isEligible !== true &&
    condition === null &&
    permissions.every((permission) => permission.condition === null),
  beneath: () => beneath(scope),
  gives: (question, resource) =>
    permissions.some((permission) => covers(permission, question)) &&
    isBeneath(question.at(resource.key), scope, noGroups) &&
    question.open(resource, holderOf(graph, resource)) !== "no",
});

/** Everything of a subscription is looked through once for each scope in it. */
function beneathScope(graph: ResourceGraph): (scope: string) => readonly Resource[] {
  const asked = graph.nodes.filter(
    ({ type }) => providerOf(type) === "azure" && azureQuestionsOf(type).length > 0,
  );
  const bySubscription = Map.groupBy(asked, ({ account }) => account.toLowerCase());
  const known = new Map<string, readonly Resource[]>();
  return (scope) => {
    const before = known.get(scope);
    if (before) return before;
    // An operation on what holds a resource is held above it, so nothing is beneath a scope by its key alone.
    const found = (bySubscription.get(scope.split("/")[2] ?? "") ?? []).filter(({ key }) =>
      isBeneath(key, scope, noGroups),
    );
    known.set(scope, found);
    return found;
  };
}

function holderOf(graph: ResourceGraph, { key }: Resource): Resource | undefined {
  const top = topOf(key);
  return top === key ? undefined : graph.get(top);
}

export function decideQuestion(
  graph: ResourceGraph,
  { ids, assignments, denials, unread }: AzurePrincipal,
  question: AzureQuestion,
  resource: Resource,
): Decision {
  const decision = decide({
    principals: ids,
    action: question.action,
    isData: question.isData,
    resource: question.at(resource.key),
    context: contextOf(resource),
    assignments,
    denials,
    groupsAbove: noGroups,
    unread,
  });
  const open = question.open(resource, holderOf(graph, resource));
  if (decision.verdict === "denied" || (open === "yes" && question.how === null)) return decision;
  if (open === "no") return { ...decision, verdict: "denied" };
  return roundabout(decision, question, open === "yes");
}

function roundabout(decision: Decision, { how, action }: AzureQuestion, isOpen: boolean): Decision {
  const told =
    how === null
      ? decision.deciding
      : decision.deciding.map((each) => ({ ...each, statement: how, why: `${each.why}: ${how}` }));
  if (isOpen) return { ...decision, deciding: told };
  return {
    ...decision,
    verdict: "maybe",
    deciding: told,
    conditions: [...decision.conditions, `whether ${action} is of use there`],
  };
}

const containerName = attributeName(
  "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]",
);
const accountName = attributeName("@Resource[Microsoft.Storage/storageAccounts:name]");

/** Of a call that nobody made only what stands with the resource is told. */
function contextOf({ type, name, key }: Resource): CallContext {
  if (type !== "azure.storage.container" && type !== "azure.storage.account") return untold;
  return (asked) => {
    if (asked === accountName) return [topOf(key).split("/").at(-1) ?? ""];
    return asked === containerName && type === "azure.storage.container" ? [name] : null;
  };
}
