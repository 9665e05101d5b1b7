import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { Truth } from "../truth.ts";
import type { AllowPolicy, DenyPolicy, RoleReader } from "./decide.ts";
import type { GoogleCaller, Standing } from "./member.ts";
import { kubernetesPrincipals } from "./kubernetes-principals.ts";
import { predefinedRoles } from "./predefined-roles.ts";

export type GoogleIdentity =
  Resource<"gcp.iam.service-account"> | Resource<"gcp.iam.user"> | Resource<"gcp.iam.group">;

/** A policy with the place it is bound on. */
export type Placed<Policy> = Policy & { on: string; account: string };
export type GoogleEstate = {
  allow: readonly Placed<AllowPolicy>[];
  deny: readonly Placed<DenyPolicy>[];
  roleOf: RoleReader;
  /** Keys of the folders and the organization above a project, nearest first. */
  above: (projectKey: string) => readonly string[];
  principals: readonly GooglePrincipal[];
};
export type GooglePrincipal = {
  key: string;
  identity: GoogleIdentity | Resource<"kubernetes.service-account">;
  caller: GoogleCaller;
  standing: Standing;
};

/** A person stands in each project by itself, and is told there what it may do there. */
export const isPerson = ({ identity }: GooglePrincipal): boolean =>
  identity.type === "gcp.iam.user" || identity.type === "gcp.iam.group";

export const projectKeyOf = (account: string): string =>
  `//cloudresourcemanager.googleapis.com/projects/${account}`;

export function readGoogleEstate(graph: ResourceGraph): GoogleEstate {
  const roleOf = rolesOf(graph);
  const allow = graph.all("gcp.iam.allow-policy").map(({ key, account, properties }) => ({
    name: { kind: "allow policy", id: key, name: `allow policy of ${properties.on}` },
    on: properties.on,
    account,
    bindings: properties.bindings.map(({ role, members, condition }) => ({
      role,
      members,
      condition: condition ? condition.expression : null,
    })),
  }));
  const deny = graph.all("gcp.iam.deny-policy").map(({ key, name, account, properties }) => ({
    name: { kind: "deny policy", id: key, name },
    on: properties.on,
    account,
    rules: properties.rules,
  }));
  const basic = basicRoleMembers(allow);
  const identities: GoogleIdentity[] = [
    ...graph.all("gcp.iam.service-account"),
    ...graph.all("gcp.iam.user"),
    ...graph.all("gcp.iam.group"),
  ];
  const bound = new Set(allow.flatMap(({ on, bindings }) => bindings.map(({ role }) => `${role} on ${on}`)));
  const principals = identities
    .filter((identity) => isComplete(identity, bound, roleOf))
    .map((identity): GooglePrincipal => {
      const caller = callerOf(identity);
      return { key: identity.key, identity, caller, standing: standingOf(caller, basic) };
    });
  return {
    allow,
    deny,
    roleOf,
    above: hierarchyOf(graph),
    principals: [...principals, ...kubernetesPrincipals(graph, allow)],
  };
}

/** What the record says of its roles, the policies must bear out; else the record is all there is to go by. */
function isComplete(identity: GoogleIdentity, bound: ReadonlySet<string>, roleOf: RoleReader): boolean {
  const grants = known(() => identity.facets.grants);
  return (
    grants !== null &&
    // Nothing is known of a resource that is told by its class alone.
    typeof (Reflect.get(identity.properties, "email") as unknown) === "string" &&
    grants.every(
      ({ source }) => bound.has(source) && roleOf(source.slice(0, source.indexOf(" on "))) !== null,
    )
  );
}

function rolesOf(graph: ResourceGraph): RoleReader {
  const custom = new Map(
    graph
      .all("gcp.iam.role")
      .map(({ properties }) => [properties.role, rolePermissions(properties)] as const),
  );
  return (role) => custom.get(role) ?? predefinedRoles[role] ?? null;
}

/** A role that is disabled gives nothing. One of which only a part was kept is as good as not read. */
function rolePermissions({
  stage,
  permissions,
  truncated,
}: Resource<"gcp.iam.role">["properties"]): readonly string[] | null {
  if (stage === "DISABLED") return [];
  return truncated ? null : permissions;
}

function callerOf({ type, properties }: GoogleIdentity): GoogleCaller {
  const { email } = properties;
  if (type === "gcp.iam.service-account") return { kind: "service-account", email };
  return { kind: type === "gcp.iam.user" ? "user" : "group", email };
}

/** By project and role, who holds a basic role there by name. */
function basicRoleMembers(allow: readonly Placed<AllowPolicy>[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { on, bindings } of allow) {
    const project = on.startsWith(projectKeyOf("")) ? on.slice(projectKeyOf("").length) : null;
    if (project === null) continue;
    for (const { role, members } of bindings) {
      const id = `${role} ${project}`;
      found.set(id, new Set([...(found.get(id) ?? []), ...members.map((member) => member.toLowerCase())]));
    }
  }
  return found;
}

/** Who is in a group is known to Google Workspace alone, so a group's access is told as the group's. */
function standingOf(caller: GoogleCaller, basic: ReadonlyMap<string, ReadonlySet<string>>): Standing {
  const written = "email" in caller ? `${memberKinds[caller.kind]}:${caller.email}`.toLowerCase() : "";
  return {
    inGroup: (): Truth => "no",
    holdsBasicRole: (role, project) =>
      basic.get(`roles/${role} ${project}`)?.has(written) === true ? "yes" : "no",
  };
}
const memberKinds = { user: "user", group: "group", "service-account": "serviceAccount" } as const;

function hierarchyOf(graph: ResourceGraph): (projectKey: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  const climb = (key: string): readonly string[] => {
    const found: string[] = [];
    let open = [key];
    while (open.length > 0) {
      open = open.flatMap((each) =>
        graph
          .edgesInto(each, "contains")
          .map(({ resource }) => resource)
          .filter(({ type, key: parent }) => holders.has(type) && !found.includes(parent))
          .map(({ key: parent }) => parent),
      );
      found.push(...open);
    }
    return found;
  };
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    const found = climb(key);
    known.set(key, found);
    return found;
  };
}
const holders: ReadonlySet<string> = new Set([
  "gcp.cloudresourcemanager.organization",
  "gcp.cloudresourcemanager.folder",
]);
