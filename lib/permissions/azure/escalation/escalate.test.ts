import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import {
  azureGroup,
  azureIdentity,
  azurePerson,
  azureResource,
  azureSubscription,
  type AzureRole,
} from "#tests/factories/azure-estate.ts";
import { accessLimits } from "../../access.ts";
import { azureAccess } from "../access.ts";
import type { Operation } from "../role.ts";
import { directoryRights } from "./directory-rights.ts";
import { directoryRoles, ownsApplication } from "./directory-roles.ts";
import { federates, givesRoles, hostings, passings, rewritesRoles } from "./techniques.ts";

const told = (resources: readonly Resource[], edges: readonly Relationship[] = []) =>
  azureAccess(new ResourceGraph(resources, edges), accessLimits)
    .relationships.filter(({ kind }) => kind === "can-escalate-to")
    .map(({ from, to, reason }) => `${from.split("/").at(-1)} to ${to.split("/").at(-1)}: ${reason}`);

const role = (actions: readonly string[], scope = azureGroup, more: Partial<AzureRole> = {}): AzureRole => ({
  name: "role",
  scope,
  permission: { actions: [...actions] },
  ...more,
});
const me = (...roles: AzureRole[]) => azurePerson("me", ...roles);
const powerful = azureIdentity("powerful");
const assign = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

describe.each(passings)("assigning an identity: $id", ({ told: how, actions }) => {
  test("takes every one of its operations", () => {
    const [edge = "", ...more] = told([...me(role([assign, ...actions])), powerful]);
    expect(more).toEqual([]);
    // What it takes may be enough for a shorter way, which is then told first.
    for (const part of ["me to powerful: ", how, assign]) expect(edge).toContain(part);
    for (const missing of [assign, ...actions]) {
      const rest = me(role([assign, ...actions].filter((action) => action !== missing)));
      expect(told([...rest, powerful]).join(" "), missing).not.toContain(how);
    }
  });
});

test("an identity is assigned to what stands in its own subscription, and a system's own to nothing", () => {
  const { actions } = passings[0] ?? { actions: [] };
  const elsewhere = role(actions, "/subscriptions/00000000-0000-4000-8000-000000000002", { name: "other" });
  expect(told([...me(role([assign]), elsewhere), powerful])).toEqual([]);
  expect(told([...me(role([assign, ...actions])), azureIdentity("powerful", "system")])).toEqual([]);
});

test("what a role leaves out closes the way, and a condition leaves it open to doubt", () => {
  const { actions } = passings[0] ?? { actions: [] };
  const without = role([], azureGroup, {
    permission: { actions: ["*"], notActions: ["Microsoft.ManagedIdentity/*"] },
  });
  expect(told([...me(without), powerful])).toEqual([]);
  const condition = `@Request[Microsoft.Anything:Name] StringEquals 'a'`;
  const [edge] = told([...me(role([assign, ...actions], azureGroup, { condition })), powerful]);
  expect(edge).toContain("under a condition on");
});

const cases = hostings.flatMap((hosting) => hosting.ways.map((operations) => ({ ...hosting, operations })));
const path: Partial<Record<ResourceType, string>> = {
  "azure.machine-learning.compute-cluster":
    "microsoft.machinelearningservices/workspaces/ml/computes/cluster",
};
const permissionFor = (operations: readonly Operation[]): AzureRole => ({
  name: "role",
  scope: azureGroup,
  permission: {
    actions: operations.filter(({ isData }) => !isData).map(({ action }) => action),
    dataActions: operations.filter(({ isData }) => isData).map(({ action }) => action),
  },
});

describe.each(cases)("through what runs as it: $id", ({ host: type, told: how, operations }) => {
  const host = azureResource(type, path[type] ?? "microsoft.any/hosts/host");
  const runs: Relationship = { from: host.key, kind: "runs-as", to: powerful.key };

  test("takes every one of its operations, at the host", () => {
    const [edge = ""] = told([...me(permissionFor(operations)), powerful, host], [runs]);
    expect(edge).toContain(`me to powerful: ${how.replace("{host}", host.name)}`);
    for (const { action } of operations) expect(edge).toContain(action);
    expect(told([...me(permissionFor(operations)), powerful, host])).toEqual([]);
    const elsewhere = { ...permissionFor(operations), scope: `${azureGroup}-other` };
    expect(told([...me(elsewhere), powerful, host], [runs])).toEqual([]);
    for (const missing of operations) {
      const rest = operations.filter((each) => each !== missing);
      expect(told([...me(permissionFor(rest)), powerful, host], [runs]), missing.action).toEqual([]);
    }
  });
});

test("a federated credential of one's own is a way to a user-assigned identity alone", () => {
  expect(told([...me(role([federates.action])), powerful])).toEqual([
    `me to powerful: ${federates.told}: ${federates.action} (role on ${azureGroup})`,
  ]);
  expect(told([...me(role([federates.action])), azureIdentity("powerful", "system")])).toEqual([]);
});

describe("changing what one holds", () => {
  const owner = (scope: string) =>
    azurePerson("owner", { name: "Owner", scope, permission: { actions: ["*"] } });
  const subscription = `/subscriptions/${azureSubscription}`;

  test("whoever gives roles has what any administrator beneath has", () => {
    const edges = told([...me(role([givesRoles.action])), ...owner(azureGroup)]);
    expect(edges).toEqual([`me to owner: ${givesRoles.told}: ${givesRoles.action} (role on ${azureGroup})`]);
    expect(told([...me(role([givesRoles.action])), ...owner(subscription)])).toEqual([]);
    expect(told([...me(role(["*/read"])), ...owner(azureGroup)])).toEqual([]);
  });

  test("whoever is an administrator there already gains nothing", () => {
    expect(told([...me(role(["*"])), ...owner(azureGroup)])).toEqual([]);
  });

  test("whoever may rewrite the role it holds, at every scope of the role", () => {
    const custom = (...assignable: string[]) =>
      role([rewritesRoles.action], azureGroup, { custom: assignable });
    expect(told([...me(custom(azureGroup)), ...owner(azureGroup)])).toEqual([
      `me to owner: rewrites its own role role: ${rewritesRoles.action} (role on ${azureGroup})`,
    ]);
    expect(told([...me(custom(azureGroup, subscription)), ...owner(azureGroup)])).toEqual([]);
    expect(told([...me(role([rewritesRoles.action])), ...owner(azureGroup)])).toEqual([]);
  });
});

describe("rights over the directory", () => {
  const app = { ...azureIdentity("me"), name: "me" };
  const mine: Resource = { ...app, properties: { ...app.properties, clientId: "Client" } };
  const consent = (permission: string, more: object = {}): Resource<"azure.entra.consent"> => ({
    key: "consent",
    name: "My app",
    account: azureSubscription,
    region: null,
    tags: {},
    type: "azure.entra.consent",
    properties: {
      applicationId: "client",
      enabled: true,
      publisherTenantId: null,
      ownTenant: true,
      verifiedPublisher: null,
      forEverybody: true,
      userCount: 0,
      delegatedPermissions: [],
      applicationPermissions: [permission],
      ...more,
    },
    facets: {},
  });
  const owner = azurePerson("owner", {
    name: "Owner",
    scope: azureGroup,
    permission: { actions: ["*"] },
  });
  const [person] = azurePerson("target");
  // Safe because only what an application of the tenant is known by is changed.
  const target = { ...person, properties: { ...person?.properties, ownApplication: true } } as Resource;

  const mineOf = (resources: readonly Resource[]) => told(resources).filter((edge) => edge.startsWith("me "));

  test.each(directoryRights)("$permission", ({ permission, told: how, leads }) => {
    const to = leads === "applications" ? "target" : "owner";
    const all = [mine, target, ...owner];
    expect(mineOf([...all, consent(permission)])).toEqual([
      `me to ${to}: ${how}: ${permission} (consent to My app)`,
    ]);
    expect(mineOf([...all, consent("User.Read.All")])).toEqual([]);
    expect(mineOf([...all, consent(permission, { enabled: false })])).toEqual([]);
    expect(mineOf([...all, consent(permission, { applicationId: "another" })])).toEqual([]);
    const delegated = { applicationPermissions: [], delegatedPermissions: [permission] };
    expect(mineOf([...all, consent(permission, delegated)])).toEqual([]);
  });
});

describe("roles over the directory", () => {
  type Held = Partial<Resource<"azure.entra.role-assignment">["properties"]>;
  const held = (properties: Held): Resource<"azure.entra.role-assignment"> => ({
    key: "role-assignment",
    name: "role",
    account: azureSubscription,
    region: null,
    tags: {},
    type: "azure.entra.role-assignment",
    properties: {
      roleName: "Role",
      roleTemplateId: "of-its-own",
      customRole: false,
      principalId: "me",
      scope: "/",
      applicationActions: [],
      ...properties,
    },
    facets: {},
  });
  const principalOf = (name: string, properties: object): Resource => {
    const [person] = azurePerson(name);
    // Safe because only what an application of the tenant is known by is changed.
    return { ...person, properties: { ...person?.properties, ...properties } } as Resource;
  };
  const app = (properties: object = {}) =>
    principalOf("app", { ownApplication: true, registrationId: "registration", ...properties });
  const foreign = principalOf("foreign", { applicationId: "of another tenant" });
  const owner = azurePerson("owner", { name: "Owner", scope: azureGroup, permission: { actions: ["*"] } });
  const mineOf = (...resources: Resource[]) =>
    told([...me(), app(), foreign, azureIdentity("powerful"), ...owner, ...resources]).filter((edge) =>
      edge.startsWith("me "),
    );
  const secret = (name: string, over = "the directory") =>
    `me to app: makes a secret of it: ${name} (role over ${over})`;

  test.each(directoryRoles)("$role", ({ role: roleName, templateId, ways }) => {
    const expected = ways.map(({ told: how, leads }) =>
      [
        `me to ${leads === "applications" ? "app" : "owner"}: ${how}`,
        `${roleName} (role over the directory)`,
      ].join(": "),
    );
    expect(mineOf(held({ roleName, roleTemplateId: templateId })).toSorted()).toEqual(expected.toSorted());
    expect(mineOf(held({ roleName, roleTemplateId: templateId, principalId: "another" }))).toEqual([]);
    const ofUnit = held({ roleName, roleTemplateId: templateId, scope: "/administrativeunits/unit" });
    expect(mineOf(ofUnit)).toEqual([]);
  });

  test("one that is eligible leads there once activated, and one that is held says so for sure", () => {
    const role = {
      roleName: "Application Administrator",
      roleTemplateId: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    };
    const active = held(role);
    const eligible: Resource<"azure.entra.eligible-role"> = {
      ...active,
      key: "eligible-role",
      type: "azure.entra.eligible-role",
      properties: { ...active.properties, endsAt: null },
    };
    expect(mineOf(eligible)).toEqual([
      "me to app: makes a secret of it: Application Administrator (eligible role over the directory, under a condition on activation of the eligible role)",
    ]);
    expect(mineOf(eligible, active)).toEqual([secret("Application Administrator")]);
    expect(mineOf({ ...eligible, properties: { ...eligible.properties, principalId: "another" } })).toEqual(
      [],
    );
  });

  test("another role counts by what it may do with applications and roles", () => {
    const actions = (...applicationActions: string[]) => mineOf(held({ applicationActions }));
    expect(actions("microsoft.directory/applications/credentials/update")).toEqual([secret("Role")]);
    expect(actions("microsoft.directory/serviceprincipals/credentials/update")).toEqual([secret("Role")]);
    expect(actions("microsoft.directory/applications/owners/update")).toEqual([secret("Role")]);
    expect(actions("microsoft.directory/roleassignments/allproperties/alltasks")).toEqual([
      "me to owner: makes itself an administrator of the directory: Role (role over the directory)",
    ]);
    expect(
      actions(
        "microsoft.directory/applications/allproperties/read",
        "microsoft.directory/applications/basic/update",
        "microsoft.directory/applications/synchronization/standard/read",
        "microsoft.directory/roleassignments/standard/read",
      ),
    ).toEqual([]);
  });

  test("a role over one application leads to that one, by its registration or its principal", () => {
    const roleTemplateId = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    const over = (scope: string) => mineOf(held({ roleTemplateId, scope }));
    expect(over("/registration")).toEqual([secret("Role", "registration")]);
    expect(over("/app")).toEqual([secret("Role", "app")]);
    expect(over("/another")).toEqual([]);
  });

  test("it holds for whoever is in the group that has it", () => {
    const group = principalOf("group", {});
    const inGroup: Relationship = { from: me()[0]?.key ?? "", kind: "member-of", to: group.key };
    const roleTemplateId = "158c047a-c907-4556-b7ef-446551a6b5f7";
    const all = [...me(), app(), group, held({ roleTemplateId, principalId: "group" })];
    expect(told(all, [inGroup])).toContain(secret("Role"));
    expect(told(all).filter((edge) => edge.startsWith("me "))).toEqual([]);
  });

  test("an owner of the registration makes a secret of it, and nobody else's owner does", () => {
    const owned = (properties: object) => told([...me(), app(properties), foreign]);
    expect(owned({ owners: ["me"] })).toEqual([
      `me to app: ${ownsApplication.told}: ${ownsApplication.permission} (owners of app)`,
    ]);
    expect(owned({ owners: ["another"] })).toEqual([]);
    expect(owned({ owners: ["me"], ownApplication: false })).toEqual([]);
  });
});

test("each way says where it is documented", () => {
  const all = [
    ...passings,
    ...hostings,
    ...directoryRights,
    ...directoryRoles,
    ownsApplication,
    federates,
    givesRoles,
    rewritesRoles,
  ];
  for (const { source } of all) expect(source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
});
