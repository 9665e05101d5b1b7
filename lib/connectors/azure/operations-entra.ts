import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { graphGet, graphList, list, type Operation } from "./operation.ts";

const management = "2020-05-01";
const directory = "Directory.Read.All";
const policies = "Policy.Read.All";

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** At most fifteen ids fit into one question. */
function applicationIds(call: ProviderCall): string {
  const { appIds } = call.input;
  const ids: readonly unknown[] = Array.isArray(appIds) ? appIds : [];
  const quoted = ids.flatMap((id) => (typeof id === "string" && guid.test(id) ? [`'${id}'`] : []));
  if (quoted.length === 0 || quoted.length > 15 || quoted.length < ids.length)
    throw new ProviderError("failed", call, "appIds is not a list of up to fifteen ids");
  return `appId in (${quoted.join(",")})`;
}

/** Who is behind a role, and what the tenant lets its users and applications do. */
export const entraOperations: Readonly<Record<string, Operation>> = {
  "Microsoft.Management/Entities_List": {
    ...list(
      "/providers/Microsoft.Management/getEntities",
      management,
      "Microsoft.Management/managementGroups/read",
    ),
    method: "POST",
  },
  "Microsoft.Management/ManagementGroups_ListDescendants": list(
    "/providers/Microsoft.Management/managementGroups/{groupId}/descendants",
    management,
    "Microsoft.Management/managementGroups/read",
  ),
  "Microsoft.Authorization/DenyAssignments_List": list(
    "/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/denyAssignments",
    "2022-04-01",
    "Microsoft.Authorization/denyAssignments/read",
  ),
  "Microsoft.Authorization/RoleEligibilityScheduleInstances_ListForScope": list(
    "/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances",
    "2020-10-01",
    "Microsoft.Authorization/roleEligibilityScheduleInstances/read",
  ),
  "Microsoft.Graph/DirectoryObjects_GetByIds": {
    ...graphGet("/v1.0/directoryObjects/getByIds", directory),
    method: "POST",
  },
  "Microsoft.Graph/Groups_ListTransitiveMembers": {
    ...graphList("/v1.0/groups/{groupId}/transitiveMembers", directory),
    query: () => ({ $select: "id,displayName,userPrincipalName", $top: "999" }),
  },
  "Microsoft.Graph/Applications_List": {
    ...graphList("/v1.0/applications", directory),
    query: (call) => ({
      $filter: applicationIds(call),
      $select: "id,appId,displayName,signInAudience,passwordCredentials,keyCredentials",
    }),
  },
  "Microsoft.Graph/Applications_ListFederatedIdentityCredentials": graphList(
    "/v1.0/applications/{applicationId}/federatedIdentityCredentials",
    directory,
  ),
  "Microsoft.Graph/Applications_ListOwners": {
    ...graphList("/v1.0/applications/{applicationId}/owners", directory),
    query: () => ({ $select: "id,displayName,userPrincipalName,appId,servicePrincipalType" }),
  },
  "Microsoft.Graph/RoleManagement_ListDirectoryRoleAssignments": {
    ...graphList("/v1.0/roleManagement/directory/roleAssignments", directory),
    query: () => ({ $expand: "roleDefinition" }),
  },
  "Microsoft.Graph/RoleManagement_ListDirectoryRoleEligibilityScheduleInstances": {
    ...graphList(
      "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances",
      "RoleEligibilitySchedule.Read.Directory",
    ),
    query: () => ({ $expand: "roleDefinition" }),
  },
  "Microsoft.Graph/Organization_List": {
    ...graphList("/v1.0/organization", directory),
    query: () => ({ $select: "id,displayName,verifiedDomains" }),
  },
  "Microsoft.Graph/AuthorizationPolicy_Get": graphGet("/v1.0/policies/authorizationPolicy", policies),
  "Microsoft.Graph/IdentitySecurityDefaultsEnforcementPolicy_Get": graphGet(
    "/v1.0/policies/identitySecurityDefaultsEnforcementPolicy",
    policies,
  ),
  "Microsoft.Graph/ConditionalAccessPolicies_List": graphList(
    "/v1.0/identity/conditionalAccess/policies",
    policies,
  ),
  "Microsoft.Graph/Oauth2PermissionGrants_List": {
    ...graphList("/v1.0/oauth2PermissionGrants", directory),
    query: () => ({ $top: "999" }),
  },
  "Microsoft.Graph/ServicePrincipals_GetMicrosoftGraph": {
    ...graphGet("/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')", directory),
    query: () => ({ $select: "id,appRoles" }),
  },
  "Microsoft.Graph/ServicePrincipals_ListAppRoleAssignedTo": {
    ...graphList("/v1.0/servicePrincipals/{servicePrincipalId}/appRoleAssignedTo", directory),
    query: () => ({ $top: "999" }),
  },
};
