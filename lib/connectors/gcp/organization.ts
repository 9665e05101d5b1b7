import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { normalizeAllowPolicies } from "./allow-policies.ts";
import { assetPermissions, listOrganizationAssets, PolicyAsset, policyPermissions } from "./assets.ts";
import { assertRead } from "./detail.ts";
import { Project } from "./home.ts";
import { isPersonMember, isPublicMember, type Binding, type Home } from "./iam-policy.ts";
import { keyOf, projectKey } from "./names.ts";
import { normalizeOrganizationPolicy, readOrganizationPolicies } from "./organization-policies.ts";
import { listItems } from "./paging.ts";
import { aiAdministratorRoles, impersonates } from "./telling-roles.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const Organization = z.object({ name: z.string(), displayName: z.string() });
const Folder = z.object({
  name: z.string(),
  parent: z.string(),
  displayName: z.string().optional(),
  state: z.string().optional(),
});

/** The organization with its folders and projects, and the policies of both kinds that hold for everything below. */
export const organization: Collector = {
  id: "organization",
  title: "Organization, folders and their policies",
  per: "organization",
  produces: [
    "gcp.cloudresourcemanager.organization",
    "gcp.cloudresourcemanager.folder",
    "gcp.iam.allow-policy",
    "gcp.orgpolicy.policy",
    "contains",
    "governed-by",
  ],
  permissions: [
    "resourcemanager.organizations.get",
    "resourcemanager.folders.get",
    "resourcemanager.projects.get",
    ...assetPermissions,
    ...policyPermissions,
  ],
  collect: async function* (source) {
    const listed = async (operation: string, field: string): Promise<unknown[]> => {
      const found: unknown[] = [];
      for await (const page of listItems(source, "cloudresourcemanager", operation, field))
        found.push(...page);
      return found;
    };
    const bindings = new Map<string, readonly Binding[]>();
    for await (const page of listOrganizationAssets(source, "IAM_POLICY", ...heldTypes))
      for (const { name, iamPolicy } of z.array(PolicyAsset).parse(page))
        bindings.set(name, iamPolicy.bindings);
    const facts: HierarchyFacts = {
      organizations: z.array(Organization).parse(await listed("organizations.search", "organizations")),
      folders: z.array(Folder).parse(await listed("folders.search", "folders")),
      projects: z.array(Project).parse(await listed("projects.search", "projects")),
      bindings,
    };
    const policies = await readOrganizationPolicies(source);
    yield normalizeHierarchy(facts, policies.unknown, source.scope);
    yield normalizeAllowPolicies(bindings, source.scope);
    yield normalizeEach("cloudasset:organizations.assets.list", policies.value ?? [], (raw) =>
      normalizeOrganizationPolicy(raw, toHome(facts.projects), source.scope),
    );
    assertRead(policies.unknown);
  },
};

const heldTypes = [
  "cloudresourcemanager.googleapis.com/Organization",
  "cloudresourcemanager.googleapis.com/Folder",
];

export type HierarchyFacts = {
  organizations: readonly z.infer<typeof Organization>[];
  folders: readonly z.infer<typeof Folder>[];
  projects: readonly z.infer<typeof Project>[];
  bindings: ReadonlyMap<string, readonly Binding[]>;
};

/** `unread` is why the organization's policies are not known: which hold for it and its folders is then unknown. */
export function normalizeHierarchy(facts: HierarchyFacts, unread: Unknown | null, scope: Scope): Batch {
  const own = facts.organizations.find(({ name }) => name === scope.account);
  if (!own) return { resources: [], relationships: [] };
  const folders = below(own.name, facts.folders);
  const holders = new Set([own.name, ...folders.map(({ name }) => name)]);
  const projects = facts.projects.filter(({ parent }) => parent !== undefined && holders.has(parent));
  const contains = (parent: string | undefined, to: string): Relationship[] =>
    parent === undefined ? [] : [{ from: keyOf("cloudresourcemanager", parent), kind: "contains", to }];
  const top: Resource<"gcp.cloudresourcemanager.organization"> = {
    ...placeOf(own.name, own.displayName, scope),
    type: "gcp.cloudresourcemanager.organization",
    properties: grantsOn(own.name, facts),
  };
  const held = folders.map(({ name, displayName, parent }): Resource<"gcp.cloudresourcemanager.folder"> => ({
    ...placeOf(name, displayName ?? name, scope),
    type: "gcp.cloudresourcemanager.folder",
    properties: { parent, ...grantsOn(name, facts) },
  }));
  const governed = { "relationships.governed-by": unread };
  return {
    resources: [withUnknown(top, governed), ...held.map((folder) => withUnknown(folder, governed))],
    relationships: [
      ...folders.flatMap(({ name, parent }) => contains(parent, keyOf("cloudresourcemanager", name))),
      ...projects.flatMap(({ projectId, parent }) => contains(parent, projectKey(projectId))),
    ],
  };
}

const toHome = (projects: HierarchyFacts["projects"]): Home => ({
  projectIds: projects.map(({ projectId }) => projectId),
  projectNumbers: projects.map(({ name }) => name.replace("projects/", "")),
  domains: null,
});

/** Folders below the organization, at whatever depth; those that lead to another one are left out. */
function below(organization: string, folders: HierarchyFacts["folders"]): HierarchyFacts["folders"] {
  const held = new Set([organization]);
  const found = new Set<HierarchyFacts["folders"][number]>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const folder of folders)
      if (held.has(folder.parent) && (folder.state ?? "ACTIVE") === "ACTIVE") {
        held.add(folder.name);
        found.add(folder);
      }
  }
  return [...found];
}

const placeOf = (name: string, title: string, { account }: Scope) => ({
  key: keyOf("cloudresourcemanager", name),
  name: title,
  account,
  region: null,
  tags: {},
  facets: {},
});

function grantsOn(name: string, { bindings }: HierarchyFacts) {
  const own = bindings.get(keyOf("cloudresourcemanager", name)) ?? [];
  const people = (grants: (role: string) => boolean) => [
    ...new Set(
      own.filter(({ role }) => grants(role)).flatMap(({ members }) => members.filter(isPersonMember)),
    ),
  ];
  return {
    impersonators: people(impersonates),
    aiAdministrators: people((role) => aiAdministratorRoles.has(role)),
    publicMembers: [...new Set(own.flatMap(({ members }) => members.filter(isPublicMember)))],
    basicRoleMembers: [
      ...new Set(
        own
          .filter(({ role }) => role === "roles/owner" || role === "roles/editor")
          .flatMap(({ members }) => members),
      ),
    ],
  };
}
