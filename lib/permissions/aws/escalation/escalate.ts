import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { isOfClass, isOfType, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { CallContext, Decision } from "../../decision.ts";
import { tellWays, wayOf, type Way } from "../../escalation-way.ts";
import { decideAsk } from "../decide-ask.ts";
import type { AwsEstate, Caller, Target } from "../estate.ts";
import { administratorsOf } from "./administrators.ts";
import {
  changes,
  hostings,
  ownChanges,
  passings,
  versionChanges,
  type Hosting,
  type Passing,
  type Step,
} from "./techniques.ts";

/** Identities each caller can get the rights of, beyond those it may assume: each with the permissions that make it. */
export function awsEscalations(
  graph: ResourceGraph,
  estate: AwsEstate,
  access: readonly Relationship[],
): Relationship[] {
  const byCaller = Map.groupBy(
    access.filter(({ kind }) => kind === "can-pass" || kind === "can-manage"),
    ({ from }) => from,
  );
  const targets = new Map(estate.targets.map((target) => [target.resource.key, target]));
  const administrators = administratorsOf(estate);
  return estate.callers.flatMap((caller) => {
    const ways: Way[] = [];
    const edges = byCaller.get(caller.key) ?? [];
    const asking = askerOf(estate, caller);
    const reached = (kind: Relationship["kind"]) =>
      edges.flatMap((edge) => (edge.kind === kind ? (targets.get(edge.to) ?? []) : []));
    for (const role of reached("can-pass")) ways.push(...byPassing(role, asking));
    for (const target of reached("can-manage")) {
      ways.push(...byChanging(target, asking));
      ways.push(...byHosting(target, graph, asking));
    }
    if (edges.some(({ kind }) => kind === "can-manage") || holdsOwnPolicies(caller))
      ways.push(...byOwnPolicies(caller, administrators(caller), asking));
    return tellWays(caller.key, ways);
  });
}

type Asking = {
  on: (target: Target, action: string, told?: CallContext) => Decision;
  /** Of something new in the caller's account. Asked again for each role, so answers are kept. */
  anew: (step: Step) => Decision;
};

function askerOf(estate: AwsEstate, caller: Caller): Asking {
  const kept = new Map<string, Decision>();
  const { account } = caller.facts;
  const nothingThere: Target = {
    resource: caller.resource,
    account,
    tagsKnown: false,
    policy: null,
    bucket: null,
  };
  return {
    on: (target, action, context) =>
      decideAsk(estate, caller, { action: action.toLowerCase(), arn: target.resource.key, target }, context),
    anew: ({ action, on }) => {
      const before = kept.get(action);
      if (before) return before;
      const arn = typeof on === "string" ? "*" : on.new.replace("{account}", account.account);
      const found = decideAsk(estate, caller, { action: action.toLowerCase(), arn, target: nothingThere });
      kept.set(action, found);
      return found;
    },
  };
}

function byPassing(role: Target, asking: Asking): Way[] {
  if (!isOfType(role.resource, "aws.iam.role")) return [];
  return passings.flatMap((passing): Way[] => {
    if (!trusts(role.resource, passing.service)) return [];
    const started = passing.steps.map((step) => [step.action, asking.anew(step)] as const);
    if (started.some(([, { verdict }]) => verdict === "denied")) return [];
    const passed = asking.on(role, "iam:PassRole", passedTo(passing));
    return wayOf(role.resource.key, passing.told, [["iam:PassRole", passed], ...started]);
  });
}

const passedTo =
  ({ service }: Passing): CallContext =>
  (key) =>
    key === "iam:passedtoservice" ? [service] : null;

/** A service takes on no role that does not trust it, whoever passes it. */
function trusts(role: Resource, service: string): boolean {
  const trusted = isOfClass(role, "identity") ? known(() => role.facets.trusts) : null;
  if (trusted === null) return false;
  return trusted.some(({ kind, principal }) => kind === "service" && principal === service);
}

function byChanging(target: Target, asking: Asking): Way[] {
  return changes
    .filter(({ type }) => type === target.resource.type)
    .flatMap(({ told: how, actions }) =>
      actions.flatMap((action) => wayOf(target.resource.key, how, [[action, asking.on(target, action)]])),
    );
}

function byHosting(target: Target, graph: ResourceGraph, asking: Asking): Way[] {
  const { resource } = target;
  const roles = graph.edges(resource.key, "runs-as").map(({ resource: role }) => role.key);
  if (roles.length === 0) return [];
  return hostings
    .filter(({ host }) => host === resource.type)
    .flatMap((hosting) =>
      hosting.ways.flatMap((steps) => {
        const decisions = steps.map(({ action }) => [action, asking.on(target, action)] as const);
        return roles.flatMap((role) => wayOf(role, describe(hosting, resource, graph), decisions));
      }),
    );
}

/** A function that agents use as a tool is named with them: whoever changes it has the agents' ear as well. */
function describe({ told: how }: Hosting, host: Resource, graph: ResourceGraph): string {
  const agents = graph
    .edgesInto(host.key, "invokes")
    .filter(({ resource }) => isOfClass(resource, "agent-tool") || isOfClass(resource, "agent"))
    .map(({ resource }) => resource.name);
  const tool = agents.length > 0 ? ` and is a tool behind ${agents.toSorted().slice(0, 3).join(", ")}` : "";
  return `${how.replace("{host}", host.name)}${tool}`;
}

const holdsOwnPolicies = ({ identity }: Caller): boolean => identity.length > 0;

/** Who may widen its own policies has what any administrator of the account has. */
function byOwnPolicies(caller: Caller, administrators: readonly string[], asking: Asking): Way[] {
  if (administrators.length === 0) return [];
  const self: Target = {
    resource: caller.resource,
    account: caller.facts.account,
    tagsKnown: true,
    policy: null,
    bucket: null,
  };
  const held = caller.identity
    .filter(({ name }) => name.id.startsWith(`arn:aws:iam::${caller.principal.account}:policy/`))
    .map(({ name }) => name);
  const decisions = [
    ...ownChanges[caller.principal.kind].map((action) => ({
      how: "gives itself any policy",
      action,
      decision: asking.on(self, action),
    })),
    ...held.flatMap((policy) =>
      versionChanges.map((action) => ({
        how: `rewrites its own policy ${policy.name}`,
        action,
        decision: asking.on({ ...self, resource: { ...caller.resource, key: policy.id } }, action),
      })),
    ),
  ];
  return administrators.flatMap((to) =>
    decisions.flatMap(({ how, action, decision }) => wayOf(to, how, [[action, decision]])),
  );
}
