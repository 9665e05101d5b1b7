import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { accessLimits } from "../access.ts";
import { azureAccess } from "./access.ts";

const account = "00000000-0000-4000-8000-000000000001";
const group = `/subscriptions/${account}/resourcegroups/rg`;
const place = (key: string) => ({ key, name: key.split("/").at(-1) ?? "", account, region: null, tags: {} });

const permission = (parts: object) => ({
  actions: [],
  notActions: [],
  dataActions: [],
  notDataActions: [],
  condition: null,
  ...parts,
});
const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const roles = {
  reader: permission({ dataActions: [`${blobs}/read`] }),
  contributor: permission({ actions: ["*"], notActions: ["Microsoft.Authorization/*/Write"] }),
};
type Role = keyof typeof roles;
const roleKey = (role: string) =>
  `/subscriptions/${account}/providers/microsoft.authorization/roledefinitions/${role}`;
const definitions = Object.entries(roles).map(
  ([role, one]): Resource<"azure.authorization.role-definition"> => ({
    ...place(roleKey(role)),
    type: "azure.authorization.role-definition",
    properties: { custom: false, assignableScopes: ["/"], permissions: [one] },
    facets: {},
  }),
);

const person = (name: string, held: string[] = []): Resource<"azure.entra.principal"> => ({
  ...place(`/subscriptions/${account}/providers/microsoft.authorization/principals/${name}`),
  type: "azure.entra.principal",
  properties: {
    principalId: name,
    principalType: "User",
    roles: held,
    signInName: null,
    guest: false,
    applicationId: null,
    ownApplication: false,
    registrationId: null,
    owners: [],
    credentials: [],
  },
  facets: { kind: "user", grants: [], trusts: [], longLivedKeyCount: 0, lastUsedAt: null },
});
const assignment = (
  principalId: string,
  role: Role,
  scope: string,
  condition: string | null = null,
): Resource<"azure.authorization.role-assignment"> => ({
  ...place(
    `/subscriptions/${account}/providers/microsoft.authorization/roleassignments/${principalId}-${role}`,
  ),
  type: "azure.authorization.role-assignment",
  properties: {
    roleName: role,
    roleDefinitionKey: roleKey(role),
    customRole: false,
    scope,
    principalId,
    principalType: "User",
    conditional: condition !== null,
    condition,
    conditionVersion: null,
  },
  facets: {},
});
// Safe because access rests on a store's key, name and facets, and nothing here reads its properties.
const unreadProperties = {} as never;
const store = (name: string, keyAuthentication = false): Resource<"azure.storage.account"> => ({
  ...place(`${group}/providers/microsoft.storage/storageaccounts/${name}`),
  type: "azure.storage.account",
  properties: unreadProperties,
  facets: {
    publicRead: false,
    publicWrite: false,
    blocksPublicAccess: true,
    publicNetwork: false,
    keyAuthentication,
    encryption: "provider-key",
    versioning: true,
    accessLogging: true,
    externalPrincipals: [],
  },
});
const container = (storeName: string, name: string): Resource<"azure.storage.container"> => ({
  ...store(storeName),
  ...place(`${store(storeName).key}/blobservices/default/containers/${name}`),
  type: "azure.storage.container",
  properties: unreadProperties,
});
const denial = (parts: object): Resource<"azure.authorization.deny-assignment"> => ({
  ...place(`/subscriptions/${account}/providers/microsoft.authorization/denyassignments/stack`),
  type: "azure.authorization.deny-assignment",
  properties: {
    scope: group,
    appliesToChildScopes: true,
    permissions: [permission({ actions: ["*"], dataActions: ["*"] })],
    principals: [{ id: "00000000-0000-0000-0000-000000000000", type: "SystemDefined" }],
    excludedPrincipals: [],
    systemProtected: true,
    condition: null,
    ...parts,
  },
  facets: {},
});

const graphOf = (resources: readonly Resource[], edges: readonly Relationship[] = []) =>
  new ResourceGraph([...definitions, ...resources], edges);
const told = (graph: ResourceGraph) =>
  azureAccess(graph, accessLimits).relationships.map(
    ({ from, kind, to, reason }) => `${from.split("/").at(-1)} ${kind} ${to.split("/").at(-1)}: ${reason}`,
  );
const reads = assignment("ann", "reader", group);

test("an edge names the role and where it is held", () => {
  expect(told(graphOf([person("ann", ["reader"]), reads, store("docs")]))).toEqual([
    `ann can-read docs: reader on ${group}`,
  ]);
});

test("whoever may list keys has what they open, where the account takes keys", () => {
  const held = assignment("ann", "contributor", group);
  const edges = told(graphOf([person("ann", ["contributor"]), held, store("closed"), store("keyed", true)]));
  expect(edges.filter((edge) => edge.includes("can-read"))).toEqual([
    `ann can-read keyed: contributor on ${group}, by listing the account's keys`,
  ]);
  expect(edges.filter((edge) => edge.includes("can-manage"))).toHaveLength(2);
});

test("members have what their group holds, through groups within groups", () => {
  const edges: Relationship[] = [
    { from: person("ann").key, kind: "member-of", to: person("inner").key },
    { from: person("inner").key, kind: "member-of", to: person("outer").key },
  ];
  const held = assignment("outer", "reader", group);
  const resources = [person("ann"), person("inner"), person("outer", ["reader"]), held, store("docs")];
  expect(told(graphOf(resources, edges)).map((edge) => edge.split(" ")[0])).toEqual([
    "ann",
    "inner",
    "outer",
  ]);
});

test("a deny assignment takes all, and who is excluded keeps it", () => {
  const resources = [person("ann", ["reader"]), reads, store("docs")];
  expect(told(graphOf([...resources, denial({})]))).toEqual([]);
  expect(
    told(graphOf([...resources, denial({ excludedPrincipals: [{ id: "ann", type: "User" }] })])),
  ).toHaveLength(1);
});

test("a condition on a container's name is decided for each container", () => {
  const only = `((!(ActionMatches{'${blobs}/read'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'claims'))`;
  const held = assignment("ann", "reader", group, only);
  const edges = told(
    graphOf([
      person("ann", ["reader"]),
      held,
      store("docs"),
      container("docs", "claims"),
      container("docs", "drafts"),
    ]),
  );
  expect(edges).toEqual([
    `ann can-read docs: reader on ${group}, under a condition on @resource[microsoft.storage/storageaccounts/blobservices/containers:name]`,
    `ann can-read claims: reader on ${group}`,
  ]);
});

test("a role over more than may be written out is one fact, but for what is denied", () => {
  const stores = Array.from({ length: 8 }, (_, index) => store(`docs-${index}`));
  const graph = graphOf([
    person("ann", ["reader"]),
    reads,
    ...stores,
    denial({ scope: stores[0]?.key ?? "" }),
  ]);
  const { relationships, estateGrants } = azureAccess(graph, { perGrant: 3, total: 100 });
  expect(relationships).toEqual([]);
  expect(estateGrants.map(({ kind, reason }) => `${kind}: ${reason}`)).toEqual([
    `can-read: reader on ${group}`,
  ]);
  expect(stores.map((each) => estateGrants[0]?.reaches(each))).toEqual([false, ...Array(7).fill(true)]);
});

test("an identity whose roles were not all listed is left to what its record says", () => {
  const { decided } = azureAccess(graphOf([person("ann", ["reader", "another"]), reads]), accessLimits);
  expect([...decided]).toEqual([]);
});

test("a role that has to be activated is a doubt, and is told of who holds no other", () => {
  const eligible: Resource<"azure.authorization.eligible-assignment"> = {
    ...place(
      `/subscriptions/${account}/providers/microsoft.authorization/roleeligibilityscheduleinstances/e`,
    ),
    type: "azure.authorization.eligible-assignment",
    properties: {
      roleName: "reader",
      scope: group,
      principalId: "ann",
      principalType: "User",
      condition: null,
      endsAt: null,
      permissions: [roles.reader],
    },
    facets: {},
  };
  expect(told(graphOf([person("ann"), eligible, store("docs")]))).toEqual([
    `ann can-read docs: reader on ${group}, under a condition on activation of the eligible role`,
  ]);
  expect(told(graphOf([person("ann", ["reader"]), reads, eligible, store("docs")]))).toEqual([
    `ann can-read docs: reader on ${group}`,
  ]);
});
