import { expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { collectAzure, denied, list, type Answers } from "#tests/support/recorded-azure.ts";
import { entraEligibleRoles } from "./entra-eligible-roles.ts";

const call = "Microsoft.Graph/RoleManagement_ListDirectoryRoleEligibilityScheduleInstances";
const collect = (answer: Answers[string]) => collectAzure(entraEligibleRoles, { [call]: answer });

test("a role that may be activated is told by itself, with when that ends", async () => {
  const { resources, outcome } = await collect(
    list({
      id: "8MYkhImhnkm70CbBdTyW-1-e",
      principalId: "071CC716-8147-4397-A5BA-B2105951CC0B",
      roleDefinitionId: "62e90394-69f5-4237-9190-012177145e10",
      directoryScopeId: "/",
      endDateTime: "2027-04-10T00:00:00Z",
      roleDefinition: {
        displayName: "Global Administrator",
        templateId: "62e90394-69f5-4237-9190-012177145e10",
        isBuiltIn: true,
        rolePermissions: [
          { allowedResourceActions: ["microsoft.directory/applications/allProperties/allTasks"] },
        ],
      },
    }),
  );
  expect(outcome.unknown).toBeNull();
  expect(resources).toMatchObject([
    {
      type: "azure.entra.eligible-role",
      name: "Global Administrator for 071CC716-8147-4397-A5BA-B2105951CC0B, once activated",
      properties: {
        roleTemplateId: "62e90394-69f5-4237-9190-012177145e10",
        principalId: "071cc716-8147-4397-a5ba-b2105951cc0b",
        scope: "/",
        applicationActions: ["microsoft.directory/applications/allproperties/alltasks"],
        endsAt: "2027-04-10T00:00:00Z",
      },
    },
  ]);
});

test("who may not read them is told which permission would", async () => {
  const { outcome } = await collect(denied("RoleEligibilitySchedule.Read.Directory"));
  expect(outcome.unknown).toMatchObject({
    reason: "denied",
    permission: "RoleEligibilitySchedule.Read.Directory",
  });
});

test("a tenant without the licence has none", async () => {
  const { resources, outcome } = await collect(() => {
    const [service = "", operation = ""] = call.split("/");
    throw new ProviderError("failed", { service, operation }, "AadPremiumLicenseRequired: Entra ID P2");
  });
  expect([resources, outcome.unknown]).toEqual([[], null]);
});
