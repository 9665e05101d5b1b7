import { describe, expect, test } from "vitest";

import { isOfClass } from "#lib/domain/resource.ts";
import {
  collectAzure,
  denied,
  group,
  idOf,
  list,
  subscription,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { identities } from "./identities.ts";

const roleId = (name: string) =>
  `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${name}`;
const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const openAiUser = "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd";
const custom = "0d3cf1b0-0000-4000-8000-0000000000c1";

const definition = (name: string, roleName: string, permissions: object[], type = "BuiltInRole") => ({
  id: roleId(name),
  name,
  type: "Microsoft.Authorization/roleDefinitions",
  properties: {
    roleName,
    type,
    description: "",
    assignableScopes: ["/"],
    permissions,
    createdOn: "2015-02-02T21:55:09Z",
  },
});
const definitions = list(
  definition(contributor, "Contributor", [
    { actions: ["*"], notActions: ["Microsoft.Authorization/*/Write"], dataActions: [], notDataActions: [] },
  ]),
  definition(openAiUser, "Cognitive Services OpenAI User", [
    {
      actions: [],
      notActions: [],
      dataActions: ["Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action"],
      notDataActions: [],
    },
  ]),
  definition(
    custom,
    "Claims Operator",
    [{ actions: ["Microsoft.Storage/storageAccounts/listKeys/action"] }],
    "CustomRole",
  ),
);
const assignment = (name: string, principalId: string, role: string, scope: string, rest: object = {}) => ({
  id: `${scope === "/" ? "" : scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
  name,
  type: "Microsoft.Authorization/roleAssignments",
  properties: {
    roleDefinitionId: roleId(role),
    principalId,
    principalType: "ServicePrincipal",
    scope,
    condition: null,
    conditionVersion: null,
    createdOn: "2026-02-03T04:05:06.0000000Z",
    delegatedManagedIdentityResourceId: null,
    ...rest,
  },
});
const userId = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "ID-Claims");
const siteId = idOf("Microsoft.Web/sites", "App-Claims");
const user = {
  id: userId,
  name: "ID-Claims",
  type: "microsoft.managedidentity/userassignedidentities",
  location: "swedencentral",
  tags: { owner: "claims" },
  properties: { tenantId: "t", principalId: "AAAA1111-0000-4000-8000-000000000001", clientId: "c1" },
};
const site = {
  id: siteId,
  name: "App-Claims",
  location: "swedencentral",
  tags: {},
  identity: { type: "SystemAssigned", principalId: "bbbb2222-0000-4000-8000-000000000002", tenantId: "t" },
};
const openai = idOf("Microsoft.CognitiveServices/accounts", "aoai");

const collect = (given: Answers = {}, assignments: object[] = []) =>
  collectAzure(identities, {
    "Microsoft.Authorization/RoleAssignments_ListForSubscription": list(...assignments),
    "Microsoft.Authorization/RoleDefinitions_List": definitions,
    "Microsoft.ResourceGraph/Resources": ({ body }) => ({
      data: JSON.stringify(body).includes("isnotempty(identity.principalId)") ? [site] : [user],
    }),
    "Microsoft.ManagedIdentity/FederatedIdentityCredentials_List": list(),
    ...given,
  });
const identityNamed = async (name: string, ...args: Parameters<typeof collect>) => {
  const resource = (await collect(...args)).get(name);
  if (!isOfClass(resource, "identity")) throw new Error(`${name} is no identity`);
  return resource;
};

test("identities of both kinds are told in full, with what they may do and who may be them", async () => {
  const { resources, relationships, outcome } = await collect({}, [
    assignment("a1", "aaaa1111-0000-4000-8000-000000000001", openAiUser, openai),
  ]);
  // Two identities, their one role assignment, its role, and the custom role that nobody holds.
  expect(outcome).toMatchObject({ state: "complete", resourceCount: 5 });
  expect(resources[0]).toEqual({
    key: userId.toLowerCase(),
    type: "azure.managed-identity.identity",
    name: "ID-Claims",
    account: subscription,
    region: "swedencentral",
    tags: { owner: "claims" },
    properties: {
      assignment: "user",
      principalId: "AAAA1111-0000-4000-8000-000000000001",
      clientId: "c1",
      roles: [`Cognitive Services OpenAI User on ${openai.toLowerCase()}`],
    },
    facets: {
      kind: "managed-identity",
      grants: [openai.toLowerCase(), `${openai.toLowerCase()}/*`].map((on) => ({
        effect: "allow",
        abilities: ["invoke-model"],
        on,
        conditional: false,
        source: `Cognitive Services OpenAI User on ${openai.toLowerCase()}`,
      })),
      trusts: [],
      longLivedKeyCount: 0,
      lastUsedAt: null,
    },
  });
  expect(resources[1]).toMatchObject({
    key: `${siteId.toLowerCase()}/identities/system`,
    name: "App-Claims (system-assigned)",
    properties: { assignment: "system", clientId: null, roles: [] },
    facets: { grants: [], trusts: [{ kind: "service", principal: siteId.toLowerCase(), conditional: true }] },
  });
  expect(relationships.filter(({ to }) => to.includes("/roleassignments/"))).toEqual([
    {
      from: userId.toLowerCase(),
      kind: "governed-by",
      to: `${openai.toLowerCase()}/providers/microsoft.authorization/roleassignments/a1`,
      reason: "Cognitive Services OpenAI User",
    },
  ]);
});

describe("an assignment", () => {
  test.each([
    ["on the resource", openai, openai.toLowerCase()],
    ["on its group", group, group.toLowerCase()],
    ["on the subscription", `/subscriptions/${subscription}`, `/subscriptions/${subscription}`],
    [
      "on a management group",
      "/providers/Microsoft.Management/managementGroups/Root",
      "/providers/microsoft.management/managementgroups/root",
    ],
    ["at the root", "/", "/"],
  ])("%s is kept with its scope, under a key of this subscription", async (_, scope, kept) => {
    const { resources } = await collect({}, [
      assignment("A1", user.properties.principalId, contributor, scope),
    ]);
    const found = resources.find(({ type }) => type === "azure.authorization.role-assignment");
    expect(found).toMatchObject({
      name: `Contributor for ServicePrincipal ${user.properties.principalId}`,
      properties: { roleName: "Contributor", customRole: false, scope: kept, conditional: false },
    });
    expect(found?.key).toMatch(new RegExp(`^/subscriptions/${subscription}.*/roleassignments/a1$`));
  });

  test("of a custom role says so, and one with a condition too", async () => {
    const { resources } = await collect({}, [
      assignment("a1", "p", custom, group, {
        condition: "@Resource[…] StringEquals 'x'",
        conditionVersion: "2.0",
      }),
    ]);
    const found = resources.find(({ type }) => type === "azure.authorization.role-assignment");
    expect(found?.properties).toMatchObject({
      condition: "@Resource[…] StringEquals 'x'",
      conditionVersion: "2.0",
      customRole: true,
      conditional: true,
      roleName: "Claims Operator",
    });
  });

  test("two of one role on one scope grant twice, and neither hides the other", async () => {
    const both = [
      assignment("a1", user.properties.principalId, openAiUser, openai),
      assignment("a2", user.properties.principalId, openAiUser, openai, { condition: "x" }),
    ];
    const { facets } = await identityNamed("ID-Claims", {}, both);
    expect(facets.grants.map(({ conditional }) => conditional)).toEqual([false, false, true, true]);
  });
});

describe("who else has a role here", () => {
  test.each([
    ["User", "user", 1],
    ["Group", "group", 0],
    ["ForeignGroup", "group", 0],
    // The directory is silent here, and an application's secrets are in the directory.
    ["ServicePrincipal", "service-account", 7],
    ["Device", "service-account", 7],
    [null, "service-account", 7],
  ])("a %s is a %s, of whom %i things are not told", async (principalType, kind, unknownCount) => {
    const { resources } = await collect({}, [
      assignment("a1", "CCCC-3", contributor, group, { principalType }),
    ]);
    const principal = resources.find(({ type }) => type === "azure.entra.principal");
    expect(principal).toMatchObject({
      key: `/subscriptions/${subscription}/providers/microsoft.authorization/principals/cccc-3`,
      facets: { kind },
    });
    expect(Object.keys(principal?.unknown ?? {})).toHaveLength(unknownCount);
  });

  test("is one principal however many roles it has, and whatever the case of its id", async () => {
    const { resources } = await collect({}, [
      assignment("a1", "CCCC-3", contributor, group),
      assignment("a2", "cccc-3", openAiUser, openai),
    ]);
    const principals = resources.filter(({ type }) => type === "azure.entra.principal");
    expect(principals).toHaveLength(1);
    expect(principals[0]?.properties).toMatchObject({
      roles: [`Contributor on ${group.toLowerCase()}`, expect.stringContaining("OpenAI User on")],
    });
  });

  test("is not made up from a managed identity that is known already", async () => {
    const { resources } = await collect({}, [
      assignment("a1", site.identity.principalId.toUpperCase(), contributor, group),
    ]);
    expect(resources.filter(({ type }) => type === "azure.entra.principal")).toEqual([]);
  });
});

describe("who may be an identity from outside", () => {
  const federated = (properties: object) =>
    identityNamed("ID-Claims", {
      "Microsoft.ManagedIdentity/FederatedIdentityCredentials_List": list({ id: "f", name: "f", properties }),
    });

  test("is its issuer with its subject, and any subject where none is named", async () => {
    const issuer = "https://oidc.prod-aks.azure.com/2f/";
    const named = await federated({
      issuer,
      subject: "system:serviceaccount:claims:app",
      audiences: ["api://AzureADTokenExchange"],
    });
    expect(named.facets.trusts).toEqual([
      { kind: "federation", principal: `${issuer} system:serviceaccount:claims:app`, conditional: true },
    ]);
    const flexible = await federated({
      issuer,
      claimsMatchingExpression: { value: "claims['sub'] matches 'repo:acme/*'" },
    });
    expect(flexible.facets.trusts).toEqual([
      { kind: "federation", principal: `${issuer} *`, conditional: false },
    ]);
  });

  test("is unknown where its federations may not be listed", async () => {
    const { unknown, facets } = await identityNamed("ID-Claims", {
      "Microsoft.ManagedIdentity/FederatedIdentityCredentials_List": denied(
        "Microsoft.ManagedIdentity/x/read",
      ),
    });
    expect(unknown).toMatchObject({ "facets.trusts": { reason: "denied" } });
    expect(facets).not.toHaveProperty("trusts");
  });
});

describe("what was not told", () => {
  const own = assignment("a1", user.properties.principalId, "unlisted-role", group);

  test("a role without its definition leaves its holder's grants unknown, and the others' known", async () => {
    expect((await identityNamed("ID-Claims", {}, [own])).unknown).toHaveProperty(["facets.grants"]);
    expect((await identityNamed("App-Claims (system-assigned)", {}, [own])).facets.grants).toEqual([]);
  });

  test("an assignment that cannot be read may be anybody's", async () => {
    const { resources, outcome } = await collect({}, [
      { id: "/odd", name: "odd", properties: { scope: "/" } },
    ]);
    expect(outcome.state).not.toBe("complete");
    for (const resource of resources.filter((one) => isOfClass(one, "identity")))
      expect(resource.unknown).toHaveProperty(["facets.grants"]);
  });

  test.each([
    [
      "Microsoft.Authorization/RoleAssignments_ListForSubscription",
      "Microsoft.Authorization/roleAssignments/read",
    ],
    ["Microsoft.Authorization/RoleDefinitions_List", "Microsoft.Authorization/roleDefinitions/read"],
    ["Microsoft.ResourceGraph/Resources", "Microsoft.ResourceGraph/resources/read"],
  ])("%s denied ends the collection as denied", async (operation, permission) => {
    const { outcome, resources } = await collect({ [operation]: denied(permission) });
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission } });
    expect(resources).toEqual([]);
  });
});
