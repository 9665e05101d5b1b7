import { expect, test } from "vitest";

import { collectAzure, list, subscription } from "#tests/support/recorded-azure.ts";
import { denyAssignments } from "./deny-assignments.ts";
import { managementGroups } from "./management-groups.ts";

const groupId = (name: string) => `/providers/Microsoft.Management/managementGroups/${name}`;
const entity = (name: string, parent: string | null, chain: string[]) => ({
  id: groupId(name),
  type: "Microsoft.Management/managementGroups",
  name,
  properties: {
    displayName: `${name} group`,
    tenantId: "t",
    parent: { id: parent === null ? null : groupId(parent) },
    parentNameChain: chain,
    permissions: "view",
  },
});

test("the tree above subscriptions is told, each group with what is right beneath it", async () => {
  const { resources, relationships, outcome } = await collectAzure(managementGroups, {
    "Microsoft.Management/Entities_List": list(entity("Root", null, []), entity("Prod", "Root", ["Root"]), {
      id: `/subscriptions/${subscription}`,
      type: "/subscriptions",
      name: subscription,
      properties: { displayName: "prod", parent: { id: groupId("Prod") } },
    }),
  });
  expect(outcome.state).toBe("complete");
  expect(resources.map(({ key, properties }) => [key, properties])).toEqual([
    [groupId("Root").toLowerCase(), { tenantId: "t", parentKey: null, ancestors: [] }],
    [
      groupId("Prod").toLowerCase(),
      { tenantId: "t", parentKey: groupId("Root").toLowerCase(), ancestors: ["root"] },
    ],
  ]);
  expect(relationships).toEqual([
    { from: groupId("root").toLowerCase(), kind: "contains", to: groupId("prod").toLowerCase() },
    { from: groupId("prod").toLowerCase(), kind: "contains", to: `/subscriptions/${subscription}` },
  ]);
});

test("a deny assignment is told whole: whom it is about, whom not, and what it takes away", async () => {
  const { resources } = await collectAzure(denyAssignments, {
    "Microsoft.Authorization/DenyAssignments_List": list({
      id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/denyAssignments/D1`,
      name: "D1",
      properties: {
        denyAssignmentName: "Stack lock",
        scope: `/subscriptions/${subscription}/resourceGroups/RG`,
        doNotApplyToChildScopes: false,
        permissions: [{ actions: ["*/delete"], notActions: [], dataActions: [], notDataActions: [] }],
        principals: [{ id: "00000000-0000-0000-0000-000000000000", type: "SystemDefined" }],
        excludePrincipals: [{ id: "AAAA", type: "ServicePrincipal" }],
        isSystemProtected: true,
      },
    }),
  });
  expect(resources).toMatchObject([
    {
      name: "Stack lock",
      properties: {
        scope: `/subscriptions/${subscription}/resourcegroups/rg`,
        appliesToChildScopes: true,
        permissions: [{ actions: ["*/delete"] }],
        principals: [{ id: "00000000-0000-0000-0000-000000000000", type: "SystemDefined" }],
        excludedPrincipals: [{ id: "aaaa", type: "ServicePrincipal" }],
        systemProtected: true,
      },
    },
  ]);
});
