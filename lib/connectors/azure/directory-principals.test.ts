import { expect, test } from "vitest";

import type { Resource } from "#lib/domain/resource.ts";
import {
  collectAzure,
  denied,
  idOf,
  list,
  subscription,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { identities } from "./identities.ts";

const person = "11111111-0000-4000-8000-000000000001";
const app = "22222222-0000-4000-8000-000000000002";
const group = "33333333-0000-4000-8000-000000000003";
const managed = "44444444-0000-4000-8000-000000000004";
const appId = "55555555-0000-4000-8000-000000000005";
const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

const definitions = list({
  name: reader,
  properties: { roleName: "Reader", type: "BuiltInRole", permissions: [{ actions: ["*/read"] }] },
});
const assignment = (principalId: string, principalType: string) => ({
  id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleAssignments/${principalId}`,
  name: principalId,
  properties: {
    roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${reader}`,
    principalId,
    principalType,
    scope: `/subscriptions/${subscription}`,
  },
});
const identityId = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "ID-Claims");
const secret = (startDateTime: string, endDateTime: string) => ({
  keyId: `${startDateTime} ${endDateTime}`,
  displayName: "deploy",
  hint: "abc",
  secretText: null,
  startDateTime,
  endDateTime,
});
const application = {
  id: "66666666-0000-4000-8000-000000000006",
  appId,
  displayName: "Claims deployer",
  passwordCredentials: [
    secret("2025-01-01T00:00:00Z", "2025-07-01T00:00:00Z"),
    secret("2025-01-01T00:00:00Z", "2035-01-01T00:00:00Z"),
  ],
  keyCredentials: [],
};
const objects = [
  {
    "@odata.type": "#microsoft.graph.user",
    id: person,
    displayName: "Ada Example",
    userPrincipalName: "ada_partner.example#EXT#@acme.onmicrosoft.com",
  },
  {
    "@odata.type": "#microsoft.graph.servicePrincipal",
    id: app,
    appId,
    displayName: "Claims deployer",
    servicePrincipalType: "Application",
    passwordCredentials: [],
    keyCredentials: [],
  },
  { "@odata.type": "#microsoft.graph.group", id: group, displayName: "Claims engineers" },
];
const directory: Answers = {
  "Microsoft.Graph/DirectoryObjects_GetByIds": list(...objects),
  "Microsoft.Graph/Applications_List": list(application),
  "Microsoft.Graph/Applications_ListFederatedIdentityCredentials": list({
    name: "main",
    issuer: "https://token.actions.githubusercontent.com",
    subject: "repo:acme/claims:ref:refs/heads/main",
    audiences: ["api://AzureADTokenExchange"],
  }),
};
const collect = (given: Answers = {}) =>
  collectAzure(identities, {
    "Microsoft.Authorization/RoleAssignments_ListForSubscription": list(
      assignment(person, "User"),
      assignment(app, "ServicePrincipal"),
      assignment(group, "Group"),
    ),
    "Microsoft.Authorization/RoleDefinitions_List": definitions,
    "Microsoft.ResourceGraph/Resources": ({ body }) => ({
      data: JSON.stringify(body).includes("isnotempty(identity.principalId)")
        ? []
        : [
            {
              id: identityId,
              name: "ID-Claims",
              location: "swedencentral",
              properties: { tenantId: "t", principalId: managed, clientId: "c" },
            },
          ],
    }),
    "Microsoft.ManagedIdentity/FederatedIdentityCredentials_List": list(),
    ...directory,
    ...given,
  });
const isPrincipal = (resource: Resource): resource is Resource<"azure.entra.principal"> =>
  resource.type === "azure.entra.principal";
async function principal(id: string, given: Answers = {}) {
  const { resources } = await collect(given);
  const found = resources.filter(isPrincipal).find(({ properties }) => properties.principalId === id);
  if (!found) throw new Error(`No principal ${id}`);
  return found;
}

test("a guest is told by its name, and by how the tenant writes it", async () => {
  const { name, properties } = await principal(person);
  expect(name).toBe("Ada Example");
  expect(properties).toMatchObject({ guest: true, principalType: "User", credentials: [] });
});

test("an application is told with its secrets' ages and whom it trusts, and never with a secret", async () => {
  const { properties, facets } = await principal(app);
  expect(properties).toMatchObject({ applicationId: appId, ownApplication: true });
  expect(properties.credentials.map(({ kind, endsAt }) => [kind, endsAt])).toEqual([
    ["secret", "2025-07-01T00:00:00Z"],
    ["secret", "2035-01-01T00:00:00Z"],
  ]);
  expect(facets).toMatchObject({
    kind: "service-account",
    longLivedKeyCount: 1,
    trusts: [
      {
        kind: "federation",
        principal: "https://token.actions.githubusercontent.com repo:acme/claims:ref:refs/heads/main",
        conditional: true,
      },
    ],
  });
  expect(JSON.stringify(properties)).not.toContain("abc");
});

test("an application of another tenant has the secrets of its service principal only", async () => {
  const { properties } = await principal(app, { "Microsoft.Graph/Applications_List": list() });
  expect(properties).toMatchObject({ ownApplication: false, credentials: [] });
});

test("a directory that may not be read is asked once for principals and once for roles held and to be activated, and leaves what roles say as it is", async () => {
  const { calls, outcome, resources } = await collect({
    "Microsoft.Graph/DirectoryObjects_GetByIds": denied("Directory.Read.All"),
  });
  expect(outcome.state).toBe("complete");
  expect(calls.filter(({ operation }) => operation.startsWith("Microsoft.Graph/"))).toHaveLength(3);
  const found = resources.filter(isPrincipal).find(({ properties }) => properties.principalId === app);
  expect(found?.name).toBe(`ServicePrincipal ${app}`);
  expect(Object.keys(found?.unknown ?? {})).toEqual(
    expect.arrayContaining(["properties.credentials", "facets.longLivedKeyCount", "facets.trusts"]),
  );
});

test("a role is kept whole: with what it excludes, where it may be assigned, and which assignment is of it", async () => {
  const { resources, relationships } = await collect();
  const role = resources.find(({ type }) => type === "azure.authorization.role-definition");
  expect(role).toMatchObject({
    key: `/subscriptions/${subscription}/providers/microsoft.authorization/roledefinitions/${reader}`,
    properties: {
      custom: false,
      permissions: [
        { actions: ["*/read"], notActions: [], dataActions: [], notDataActions: [], condition: null },
      ],
    },
  });
  expect(relationships.filter(({ to }) => to === role?.key)).toHaveLength(3);
});

test("a role of more actions than can be kept is unknown, and not half a role", async () => {
  const actions = Array.from({ length: 2_001 }, (_, at) => `Microsoft.X/y${at}/read`);
  const { resources } = await collect({
    "Microsoft.Authorization/RoleDefinitions_List": list({
      name: reader,
      properties: { roleName: "Huge", type: "CustomRole", permissions: [{ actions }] },
    }),
  });
  const role = resources.find(({ type }) => type === "azure.authorization.role-definition");
  expect(role?.unknown).toHaveProperty(["properties.permissions"]);
  expect(role?.properties).not.toHaveProperty("permissions");
});

test("who owns an application is told, and stands among the principals without holding a role here", async () => {
  const owner = { ...objects[0], id: "77777777-0000-4000-8000-000000000007", displayName: "Olga Owner" };
  const given: Answers = {
    "Microsoft.Graph/Applications_ListOwners": list({ id: owner.id }),
    "Microsoft.Graph/DirectoryObjects_GetByIds": ({ body }) =>
      list(...[...objects, owner].filter(({ id }) => JSON.stringify(body).includes(id ?? ""))),
  };
  expect((await principal(app, given)).properties.owners).toEqual([owner.id]);
  const told = await principal(owner.id, given);
  expect([told.name, told.properties.principalType, told.properties.roles]).toEqual([
    "Olga Owner",
    "User",
    [],
  ]);
});

test("who may not read owners says nothing of them", async () => {
  const given = { "Microsoft.Graph/Applications_ListOwners": denied("Directory.Read.All") };
  expect((await principal(app, given)).unknown).toMatchObject({
    "properties.owners": { reason: "denied", permission: "Directory.Read.All" },
  });
});

test("whoever holds a role over the directory that leads on stands among the principals, and no reader of it", async () => {
  const ada = { ...objects[0], id: "88888888-0000-4000-8000-000000000008", displayName: "Ada Administrator" };
  const role = (id: string, principalId: string, action: string) => ({
    id,
    principalId,
    roleDefinitionId: id,
    roleDefinition: { displayName: id, rolePermissions: [{ allowedResourceActions: [action] }] },
  });
  const given: Answers = {
    "Microsoft.Graph/RoleManagement_ListDirectoryRoleAssignments": list(
      role("a", ada.id, "microsoft.directory/applications/credentials/update"),
      role("b", "99999999-0000-4000-8000-000000000009", "microsoft.directory/applications/standard/read"),
    ),
    "Microsoft.Graph/DirectoryObjects_GetByIds": ({ body }) =>
      list(...[...objects, ada].filter(({ id }) => JSON.stringify(body).includes(id ?? ""))),
  };
  expect((await principal(ada.id, given)).name).toBe("Ada Administrator");
  await expect(principal("99999999-0000-4000-8000-000000000009", given)).rejects.toThrow("No principal");
});
