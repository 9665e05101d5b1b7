import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { classOf } from "#lib/domain/resource.ts";

export const azureSubscription = "00000000-0000-4000-8000-000000000001";
export const azureGroup = `/subscriptions/${azureSubscription}/resourcegroups/rg`;
const place = (key: string) => ({
  key,
  name: key.split("/").at(-1) ?? "",
  account: azureSubscription,
  region: null,
  tags: {},
});
const none = { grants: [], trusts: [], longLivedKeyCount: 0, lastUsedAt: null };

type Permission = Resource<"azure.authorization.role-definition">["properties"]["permissions"][number];
export type AzureRole = {
  name: string;
  scope: string;
  permission: Partial<Permission>;
  condition?: string;
  custom?: readonly string[];
};

const authorization = `/subscriptions/${azureSubscription}/providers/microsoft.authorization`;

/** A user, with a role definition and an assignment for each role held. */
export function azurePerson(name: string, ...roles: AzureRole[]): Resource[] {
  const person: Resource<"azure.entra.principal"> = {
    ...place(`${authorization}/principals/${name}`),
    type: "azure.entra.principal",
    properties: {
      principalId: name,
      principalType: "User",
      roles: roles.map((role) => role.name),
      signInName: null,
      guest: false,
      applicationId: null,
      ownApplication: false,
      registrationId: null,
      owners: [],
      credentials: [],
    },
    facets: { kind: "user", ...none },
  };
  return [person, ...roles.flatMap((role) => heldBy(name, role))];
}

function heldBy(
  principalId: string,
  { name: roleName, scope, permission, condition, custom }: AzureRole,
): Resource[] {
  const definition: Resource<"azure.authorization.role-definition"> = {
    ...place(`${authorization}/roledefinitions/${principalId}-${roleName}`),
    name: roleName,
    type: "azure.authorization.role-definition",
    properties: {
      custom: custom !== undefined,
      assignableScopes: [...(custom ?? ["/"])],
      permissions: [
        {
          actions: [],
          notActions: [],
          dataActions: [],
          notDataActions: [],
          condition: null,
          ...permission,
        },
      ],
    },
    facets: {},
  };
  const assignment: Resource<"azure.authorization.role-assignment"> = {
    ...place(`${authorization}/roleassignments/${principalId}-${roleName}`),
    type: "azure.authorization.role-assignment",
    properties: {
      roleName,
      roleDefinitionKey: definition.key,
      customRole: custom !== undefined,
      scope,
      principalId,
      principalType: "User",
      conditional: condition !== undefined,
      condition: condition ?? null,
      conditionVersion: null,
    },
    facets: {},
  };
  return [definition, assignment];
}

export const azureIdentity = (
  name: string,
  assignment: "user" | "system" = "user",
): Resource<"azure.managed-identity.identity"> => ({
  ...place(`${azureGroup}/providers/microsoft.managedidentity/userassignedidentities/${name}`),
  type: "azure.managed-identity.identity",
  properties: { assignment, principalId: `principal-${name}`, clientId: null, roles: [] },
  facets: { kind: "managed-identity", ...none },
});

/** A resource of which only its key, class and facets are read. */
export const azureResource = (type: ResourceType, path: string): Resource =>
  // Safe because the facets follow the class, which is the type's.
  ({ ...sampleResource(classOf(type), path), ...place(`${azureGroup}/providers/${path}`), type }) as Resource;
