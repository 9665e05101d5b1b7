import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

import type { AccessLimits } from "../../access.ts";
import type { Decision } from "../../decision.ts";
import { tellWays, wayOf, type Way } from "../../escalation-way.ts";
import { fitsWildcard } from "../../wildcard.ts";
import { isMember } from "../member.ts";
import { isPerson, projectKeyOf, type GoogleEstate, type GooglePrincipal } from "../estate.ts";
import { poolsTrustedBy, type TrustedPool } from "./pools.ts";
import {
  actAs,
  agents,
  changes,
  hostings,
  policyChanges,
  poolChanges,
  projectChanges,
  rewritesRole,
  startings,
} from "./techniques.ts";

type DecideAt = (
  estate: GoogleEstate,
  principal: GooglePrincipal,
  permission: string,
  resource: Pick<Resource, "key" | "account" | "type">,
) => Decision;
type Account = Resource<"gcp.iam.service-account">;
/** Answers are kept: what is asked of a project is asked for each account in it. */
type Asking = (permission: string, key: string, account: string) => readonly [string, Decision];
type Around = {
  graph: ResourceGraph;
  /** Without the policies that do not speak of the principal. */
  estate: GoogleEstate;
  pools: (account: Account) => readonly TrustedPool[];
};

/** Service accounts whose rights each principal can get, beyond those it may assume. */
export function googleEscalations(
  graph: ResourceGraph,
  estate: GoogleEstate,
  decideAt: DecideAt,
  { perGrant }: AccessLimits,
): Relationship[] {
  const accounts = graph.all("gcp.iam.service-account").filter(({ properties }) => properties.email);
  const pools = poolsTrustedBy(graph);
  const byProject = Map.groupBy(accounts, ({ account }) => account);
  return estate.principals.flatMap((principal) => {
    const own = { ...estate, allow: estate.allow.filter(speaksOf(principal)) };
    if (!mayBegin(principal, own)) return [];
    const asking = askerOf(own, principal, decideAt);
    const around: Around = { graph, estate: own, pools };
    const near = [...byProject].flatMap(([project, found]) =>
      found.length > perGrant || !isTellableIn(principal, project) ? [] : found,
    );
    return tellWays(
      principal.key,
      near.flatMap((account) => waysTo(account, principal, asking, around)),
    );
  });
}

const speaksOf =
  ({ caller, standing }: GooglePrincipal) =>
  ({ bindings }: GoogleEstate["allow"][number]): boolean =>
    bindings.some(({ members }) => members.some((member) => isMember(member, caller, standing) !== "no"));

/** What any way begins with: most principals hold none of it anywhere, and need not be asked about every account. */
const firsts: readonly string[] = [
  actAs,
  rewritesRole.permission,
  ...poolChanges.permissions,
  ...[...changes, ...projectChanges, ...policyChanges, ...agents].map(({ permission }) => permission),
  ...hostings.filter(({ takesActAs }) => !takesActAs).flatMap(({ permissions }) => permissions),
];

function mayBegin({ caller, standing }: GooglePrincipal, { allow, roleOf }: GoogleEstate): boolean {
  const begins = (role: string) => {
    const permissions = roleOf(role);
    return (
      permissions === null || permissions.some((each) => firsts.some((first) => fitsWildcard(each, first)))
    );
  };
  return allow.some(({ bindings }) =>
    bindings.some(
      ({ role, members }) =>
        begins(role) && members.some((member) => isMember(member, caller, standing) !== "no"),
    ),
  );
}

const isTellableIn = (principal: GooglePrincipal, project: string): boolean =>
  !isPerson(principal) || principal.identity.account === project;

function askerOf(estate: GoogleEstate, principal: GooglePrincipal, decideAt: DecideAt): Asking {
  const kept = new Map<string, Decision>();
  return (permission, key, account) => {
    const id = `${permission}\n${key}`;
    const decision =
      kept.get(id) ??
      decideAt(estate, principal, permission, { key, account, type: "gcp.cloudresourcemanager.project" });
    kept.set(id, decision);
    return [permission, decision];
  };
}

function waysTo(target: Account, principal: GooglePrincipal, asking: Asking, around: Around): Way[] {
  const { key, account } = target;
  const project = projectKeyOf(account);
  const inProject = (permission: string) => asking(permission, project, account);
  const passed = asking(actAs, key, account);
  return [
    ...(passed[1].verdict === "denied" ? [] : startings).flatMap(({ told, permissions }) =>
      wayOf(key, told, [passed, ...permissions.map(inProject)]),
    ),
    ...byHosting(target, passed, asking, around),
    ...changes.flatMap(({ told, permission }) => wayOf(key, told, [asking(permission, key, account)])),
    ...projectChanges.flatMap(({ told, permission }) => wayOf(key, told, [inProject(permission)])),
    ...agents
      .filter(({ email }) => email.test(target.properties.email))
      .flatMap(({ told, permission }) => wayOf(key, told, [inProject(permission)])),
    ...byPolicyAbove(target, asking, around),
    ...byOwnRole(target, principal, asking, around),
    ...around
      .pools(target)
      .flatMap((pool) =>
        poolChanges.permissions.flatMap((permission) =>
          wayOf(key, poolChanges.told.replace("{pool}", pool.name), [
            asking(permission, pool.key, pool.account),
          ]),
        ),
      ),
  ];
}

function byHosting(
  { key }: Account,
  passed: readonly [string, Decision],
  asking: Asking,
  { graph }: Around,
): Way[] {
  return graph
    .edgesInto(key, "runs-as")
    .flatMap(({ resource: host }) =>
      hostings
        .filter((hosting) => hosting.host === host.type)
        .flatMap(({ told, permissions, takesActAs }) =>
          wayOf(key, told.replace("{host}", host.name), [
            ...(takesActAs ? [passed] : []),
            ...permissions.map((permission) => asking(permission, host.key, host.account)),
          ]),
        ),
    );
}

/** A permission on a folder or an organization is held there or above, never on a project beneath. */
function byPolicyAbove({ key, account }: Account, asking: Asking, { estate }: Around): Way[] {
  const project = projectKeyOf(account);
  return [project, ...estate.above(project)].flatMap((place) =>
    policyChanges
      .filter(({ level }) => place.includes(`/${level}/`))
      .flatMap(({ told, permission }) =>
        wayOf(key, told, [asking(permission, place, place === project ? account : place)]),
      ),
  );
}

/** Who may rewrite a custom role it holds above an account has whatever it writes there. */
function byOwnRole(
  { key, account }: Account,
  { caller, standing }: GooglePrincipal,
  asking: Asking,
  { estate }: Around,
): Way[] {
  const project = projectKeyOf(account);
  const here = new Set([key, project, ...estate.above(project)]);
  return estate.allow
    .filter(({ on }) => here.has(on))
    .flatMap(({ bindings }) => bindings)
    .filter(({ role }) => /^(projects|organizations)\//.test(role))
    .filter(({ members }) => members.some((member) => isMember(member, caller, standing) === "yes"))
    .flatMap(({ role }) => {
      const [kind = "", name = ""] = role.split("/");
      const home = `//cloudresourcemanager.googleapis.com/${kind}/${name}`;
      const told = rewritesRole.told.replace("{role}", role.slice(role.lastIndexOf("/") + 1));
      return wayOf(key, told, [asking(rewritesRole.permission, home, kind === "projects" ? name : home)]);
    });
}
