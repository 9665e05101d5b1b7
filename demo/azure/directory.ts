import { guidOf, list, subscriptionId, tenantId } from "./arm.ts";

/** Who the insurer's people and applications are, and what its tenant lets them do: kept well. */
const engineers = guidOf("group cloud-engineers");
const people = ["Ines Marlow", "Tobias Kern", "Priya Nandi"].map((displayName) => ({
  "@odata.type": "#microsoft.graph.user",
  id: guidOf(`user ${displayName}`),
  displayName,
  userPrincipalName: `${displayName.toLowerCase().replace(" ", ".")}@acme-insurance.example`,
}));
const group = {
  "@odata.type": "#microsoft.graph.group",
  id: engineers,
  displayName: "Cloud engineers",
  securityEnabled: true,
};
export const deployerId = guidOf("service principal github-deploy-underwriting");
const deployerAppId = guidOf("application github-deploy-underwriting");
const deployer = {
  "@odata.type": "#microsoft.graph.servicePrincipal",
  id: deployerId,
  appId: deployerAppId,
  displayName: "github-deploy-underwriting",
  accountEnabled: true,
  appOwnerOrganizationId: tenantId,
  servicePrincipalType: "Application",
  passwordCredentials: [],
  keyCredentials: [],
};
const noteTaker = {
  "@odata.type": "#microsoft.graph.servicePrincipal",
  id: guidOf("service principal meeting-notes"),
  appId: guidOf("application meeting-notes"),
  displayName: "Meeting notes",
  accountEnabled: true,
  appOwnerOrganizationId: guidOf("tenant meeting-notes"),
  servicePrincipalType: "Application",
  verifiedPublisher: { displayName: "Meeting Notes Ltd", verifiedPublisherId: "7654321" },
  passwordCredentials: [],
  keyCredentials: [],
};
const graphId = guidOf("service principal microsoft-graph");
const calendarsRead = guidOf("app role calendars");

const groupId = (name: string) => `/providers/Microsoft.Management/managementGroups/${name}`;
const managementGroup = (name: string, parent: string | null, parentNameChain: string[]) => ({
  id: groupId(name),
  type: "Microsoft.Management/managementGroups",
  name,
  properties: {
    displayName: name,
    tenantId,
    parent: { id: parent === null ? null : groupId(parent) },
    parentNameChain,
  },
});
/** The management groups above the subscription, nearest first, as its resource container states them. */
export const ancestors = [
  { displayName: "acme-production", name: "acme-production" },
  { displayName: "Tenant Root Group", name: tenantId },
];

const answers: Readonly<Record<string, unknown>> = {
  "Microsoft.Management/Entities_List": list(
    managementGroup(tenantId, null, []),
    managementGroup("acme-production", tenantId, [tenantId]),
    {
      id: `/subscriptions/${subscriptionId}`,
      type: "/subscriptions",
      name: subscriptionId,
      properties: {
        displayName: "acme-insurance-prod",
        tenantId,
        parent: { id: groupId("acme-production") },
        parentNameChain: [tenantId, "acme-production"],
      },
    },
  ),
  "Microsoft.Authorization/DenyAssignments_List": list(),
  "Microsoft.Authorization/RoleEligibilityScheduleInstances_ListForScope": list(),
  "Microsoft.Graph/Groups_ListTransitiveMembers": list(...people),
  "Microsoft.Graph/Applications_List": list({
    id: guidOf("application object github-deploy-underwriting"),
    appId: deployerAppId,
    displayName: "github-deploy-underwriting",
    signInAudience: "AzureADMyOrg",
    passwordCredentials: [],
    keyCredentials: [],
  }),
  "Microsoft.Graph/Applications_ListFederatedIdentityCredentials": list({
    id: guidOf("federation github-deploy-underwriting"),
    name: "main",
    issuer: "https://token.actions.githubusercontent.com",
    subject: "repo:acme-insurance/underwriting-copilot:ref:refs/heads/main",
    audiences: ["api://AzureADTokenExchange"],
  }),
  "Microsoft.Graph/Applications_ListOwners": list(),
  "Microsoft.Graph/RoleManagement_ListDirectoryRoleAssignments": list({
    id: "role-global-reader",
    principalId: people[0]?.id,
    roleDefinitionId: "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
    directoryScopeId: "/",
    roleDefinition: {
      id: "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
      templateId: "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
      displayName: "Global Reader",
      isBuiltIn: true,
      rolePermissions: [{ allowedResourceActions: ["microsoft.directory/applications/allProperties/read"] }],
    },
  }),
  "Microsoft.Graph/RoleManagement_ListDirectoryRoleEligibilityScheduleInstances": list({
    id: "eligible-security-administrator",
    principalId: people[0]?.id,
    roleDefinitionId: "194ae4cb-b126-40b2-bd5b-6091b380977d",
    directoryScopeId: "/",
    memberType: "Direct",
    startDateTime: "2026-03-02T08:00:00Z",
    endDateTime: "2027-03-02T08:00:00Z",
    roleDefinition: {
      id: "194ae4cb-b126-40b2-bd5b-6091b380977d",
      templateId: "194ae4cb-b126-40b2-bd5b-6091b380977d",
      displayName: "Security Administrator",
      isBuiltIn: true,
      rolePermissions: [{ allowedResourceActions: ["microsoft.directory/applications/policies/update"] }],
    },
  }),
  "Microsoft.Graph/Organization_List": list({
    id: tenantId,
    displayName: "Acme Insurance",
    verifiedDomains: [{ name: "acme-insurance.example", isDefault: true }],
  }),
  "Microsoft.Graph/AuthorizationPolicy_Get": {
    id: "authorizationPolicy",
    allowInvitesFrom: "adminsAndGuestInviters",
    allowEmailVerifiedUsersToJoinOrganization: false,
    allowedToSignUpEmailBasedSubscriptions: false,
    guestUserRoleId: "2af84b1e-32c8-42b7-82bc-daa82404023b",
    defaultUserRolePermissions: {
      allowedToCreateApps: false,
      permissionGrantPoliciesAssigned: ["ManagePermissionGrantsForSelf.microsoft-user-default-low"],
    },
  },
  "Microsoft.Graph/IdentitySecurityDefaultsEnforcementPolicy_Get": {
    id: "00000000-0000-0000-0000-000000000005",
    isEnabled: false,
  },
  "Microsoft.Graph/ConditionalAccessPolicies_List": list({
    id: guidOf("conditional access everybody"),
    displayName: "Multi-factor sign-in for everybody",
    state: "enabled",
    conditions: {
      users: { includeUsers: ["All"], excludeUsers: [guidOf("user break-glass")], excludeGroups: [] },
      applications: { includeApplications: ["All"], excludeApplications: [] },
      clientAppTypes: ["all"],
      userRiskLevels: [],
      signInRiskLevels: [],
    },
    grantControls: { operator: "OR", builtInControls: ["mfa"] },
  }),
  "Microsoft.Graph/Oauth2PermissionGrants_List": list({
    id: "grant-meeting-notes",
    clientId: noteTaker.id,
    consentType: "AllPrincipals",
    principalId: null,
    resourceId: graphId,
    scope: "openid profile User.Read Calendars.Read",
  }),
  "Microsoft.Graph/ServicePrincipals_GetMicrosoftGraph": {
    id: graphId,
    appRoles: [{ id: calendarsRead, value: "Calendars.Read", isEnabled: true }],
  },
  "Microsoft.Graph/ServicePrincipals_ListAppRoleAssignedTo": list(),
};

const known = new Map([...people, group, deployer, noteTaker].map((object) => [object.id, object]));

/** What Microsoft Graph and the tenant answer, or nothing where the call is about something else. */
export function directoryAnswer(name: string, input: Readonly<Record<string, unknown>>): unknown {
  if (name === "Microsoft.Graph/DirectoryObjects_GetByIds") return list(...askedObjects(input["body"]));
  return answers[name];
}

function askedObjects(body: unknown): unknown[] {
  const ids: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "ids") : [];
  return (Array.isArray(ids) ? ids : []).flatMap((id: unknown) => known.get(String(id)) ?? []);
}
