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

test("each way says where it is documented", () => {
  const all = [...passings, ...hostings, ...directoryRights, federates, givesRoles, rewritesRoles];
  for (const { source } of all) expect(source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
});
