import { expect, test } from "vitest";

import { collectAzure, denied, list, subscription } from "#tests/support/recorded-azure.ts";
import { eligibleRoles } from "./eligible-roles.ts";

const role = {
  name: "owner",
  properties: { roleName: "Owner", type: "BuiltInRole", permissions: [{ actions: ["*"] }] },
};
const eligible = (roleDefinitionId: string) => ({
  id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/E1`,
  name: "E1",
  properties: {
    roleDefinitionId,
    principalId: "P-1",
    principalType: "User",
    scope: `/subscriptions/${subscription}/resourceGroups/RG`,
    endDateTime: "2027-01-01T00:00:00Z",
  },
});
const operation = "Microsoft.Authorization/RoleEligibilityScheduleInstances_ListForScope";
const definitions = { "Microsoft.Authorization/RoleDefinitions_List": list(role) };

test("a role that may be activated is told with what it would give, until when", async () => {
  const { resources } = await collectAzure(eligibleRoles, {
    [operation]: list(eligible("/providers/Microsoft.Authorization/roleDefinitions/owner")),
    ...definitions,
  });
  expect(resources[0]).toMatchObject({
    type: "azure.authorization.eligible-assignment",
    properties: {
      roleName: "Owner",
      principalId: "P-1",
      scope: `/subscriptions/${subscription}/resourcegroups/rg`,
      endsAt: "2027-01-01T00:00:00Z",
      permissions: [{ actions: ["*"] }],
    },
  });
});

test("one whose definition is not listed may give anything", async () => {
  const { resources } = await collectAzure(eligibleRoles, {
    [operation]: list(eligible("/providers/Microsoft.Authorization/roleDefinitions/other")),
    ...definitions,
  });
  expect(resources[0]?.unknown?.["properties.permissions"]).toMatchObject({ reason: "failed" });
});

test("who may not list them is told so", async () => {
  const { outcome } = await collectAzure(eligibleRoles, { [operation]: denied, ...definitions });
  expect(outcome.state).not.toBe("complete");
});
