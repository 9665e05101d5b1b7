import { expect, test } from "vitest";

import { collectAzure, denied, list, type Answers } from "#tests/support/recorded-azure.ts";
import { entraRoles, leadingPrincipals } from "./entra-roles.ts";

const assignment = (id: string, roleDefinition: object | undefined, more: object = {}) => ({
  id,
  principalId: `Holder-of-${id}`,
  roleDefinitionId: `definition-${id}`,
  directoryScopeId: "/",
  ...(roleDefinition ? { roleDefinition } : {}),
  ...more,
});
const permissions = (...allowedResourceActions: string[]) => ({
  rolePermissions: [{ allowedResourceActions }],
});
const administrator = assignment("a", {
  displayName: "Application Administrator",
  templateId: "9B895D92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  isBuiltIn: true,
  ...permissions(
    "microsoft.directory/applications/Credentials/update",
    "microsoft.office365.support/allEntities/allTasks",
  ),
});
const reader = assignment("b", {
  displayName: "Global Reader",
  templateId: "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
  isBuiltIn: true,
  ...permissions("microsoft.directory/applications/allProperties/read"),
});
const helper = assignment(
  "c",
  {
    displayName: "App helper",
    isBuiltIn: false,
    ...permissions("microsoft.directory/applications/owners/update"),
  },
  { directoryScopeId: "/Registration" },
);
const collect = (answer: Answers[string]) =>
  collectAzure(entraRoles, { "Microsoft.Graph/RoleManagement_ListDirectoryRoleAssignments": answer });

test("a role is told with what it may do with applications, and over what", async () => {
  const { resources, outcome } = await collect(list(administrator, helper));
  expect(outcome.unknown).toBeNull();
  expect(resources.map(({ name, properties }) => ({ name, properties }))).toEqual([
    {
      name: "Application Administrator for Holder-of-a",
      properties: {
        roleName: "Application Administrator",
        roleTemplateId: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
        customRole: false,
        principalId: "holder-of-a",
        scope: "/",
        applicationActions: ["microsoft.directory/applications/credentials/update"],
      },
    },
    {
      name: "App helper for Holder-of-c",
      properties: {
        roleName: "App helper",
        roleTemplateId: "definition-c",
        customRole: true,
        principalId: "holder-of-c",
        scope: "/registration",
        applicationActions: ["microsoft.directory/applications/owners/update"],
      },
    },
  ]);
});

test("whose role leads to an identity is known by what it may do, or by the one role that resets anybody", () => {
  const resetter = assignment("d", undefined, { roleDefinitionId: "7be44c8a-adaf-4e2a-84d6-ab2649e08a13" });
  expect(leadingPrincipals([administrator, reader, helper, resetter])).toEqual([
    "Holder-of-a",
    "Holder-of-c",
    "Holder-of-d",
  ]);
});

test("who may not read them is told so", async () => {
  const { outcome } = await collect(denied("Directory.Read.All"));
  expect(outcome.unknown).toMatchObject({ reason: "denied", permission: "Directory.Read.All" });
});
