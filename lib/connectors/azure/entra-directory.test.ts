import { describe, expect, test } from "vitest";

import type { Resource } from "#lib/domain/resource.ts";
import { collectAzure, denied, list, type Answers } from "#tests/support/recorded-azure.ts";
import { conditionalAccess, requiresMultiFactorOfAll } from "./conditional-access.ts";
import { entraConsents } from "./entra-consents.ts";
import { entraDirectory } from "./entra-directory.ts";

const tenantId = "99999999-0000-4000-8000-000000000009";
const policy = (given: object = {}, conditions: object = {}) => ({
  id: "p1",
  displayName: "MFA for everybody",
  state: "enabled",
  conditions: {
    users: { includeUsers: ["All"], excludeUsers: [], excludeGroups: ["g"] },
    applications: { includeApplications: ["All"], excludeApplications: [] },
    clientAppTypes: ["all"],
    ...conditions,
  },
  grantControls: { operator: "OR", builtInControls: ["mfa"] },
  ...given,
});

describe("whether everybody is asked for more than a password", () => {
  test.each<[string, object, object, boolean]>([
    ["all users, all applications", {}, {}, true],
    [
      "by strength",
      { grantControls: { operator: "OR", authenticationStrength: { displayName: "MFA" } } },
      {},
      true,
    ],
    [
      "with a compliant device besides",
      { grantControls: { operator: "AND", builtInControls: ["mfa", "compliantDevice"] } },
      {},
      true,
    ],
    [
      "or a compliant device instead",
      { grantControls: { operator: "OR", builtInControls: ["mfa", "compliantDevice"] } },
      {},
      false,
    ],
    ["on trial", { state: "enabledForReportingButNotEnforced" }, {}, false],
    ["switched off", { state: "disabled" }, {}, false],
    ["blocked instead", { grantControls: { operator: "OR", builtInControls: ["block"] } }, {}, false],
    ["some users", {}, { users: { includeUsers: ["u1"] } }, false],
    ["some groups", {}, { users: { includeUsers: [], includeGroups: ["g"] } }, false],
    ["some applications", {}, { applications: { includeApplications: ["Office365"] } }, false],
    [
      "all applications but one",
      {},
      { applications: { includeApplications: ["All"], excludeApplications: ["a"] } },
      false,
    ],
    ["outside the office only", {}, { locations: { includeLocations: ["l1"] } }, false],
    ["at risk only", {}, { signInRiskLevels: ["high"] }, false],
    ["old clients only", {}, { clientAppTypes: ["exchangeActiveSync", "other"] }, false],
    ["without controls", { grantControls: null }, {}, false],
  ])("%s", (_, given, conditions, expected) => {
    expect(requiresMultiFactorOfAll(policy(given, conditions) as never)).toBe(expected);
  });
});

const authorization = (given: object = {}) => ({
  allowInvitesFrom: "adminsAndGuestInviters",
  allowEmailVerifiedUsersToJoinOrganization: false,
  guestUserRoleId: "10dae51f-b6af-4016-8d66-8c2a99b929b3",
  defaultUserRolePermissions: {
    allowedToCreateApps: false,
    permissionGrantPoliciesAssigned: ["ManagePermissionGrantsForSelf.microsoft-user-default-low"],
  },
  ...given,
});
const answers: Answers = {
  "Microsoft.Graph/Organization_List": list({
    id: tenantId,
    displayName: "Acme",
    verifiedDomains: [{ name: "acme.example" }],
  }),
  "Microsoft.Graph/AuthorizationPolicy_Get": authorization(),
  "Microsoft.Graph/IdentitySecurityDefaultsEnforcementPolicy_Get": { isEnabled: false },
  "Microsoft.Graph/ConditionalAccessPolicies_List": list(policy()),
};
async function directoryWith(given: Answers = {}): Promise<Resource<"azure.entra.directory">> {
  const found = (await collectAzure(entraDirectory, { ...answers, ...given })).get("Acme");
  if (found.type !== "azure.entra.directory") throw new Error("no directory");
  return found as Resource<"azure.entra.directory">;
}

test("a tenant is told with what its users may do", async () => {
  const { properties, facets, unknown } = await directoryWith();
  expect(properties).toEqual({
    tenantId,
    domains: ["acme.example"],
    userConsent: "low-risk",
    usersRegisterApplications: false,
    invitesFrom: "adminsAndGuestInviters",
    securityDefaults: false,
  });
  expect(facets).toEqual({ multiFactor: true, selfSignUp: false, guestAccess: false });
  expect(unknown).toBeUndefined();
});

test.each([
  [["ManagePermissionGrantsForSelf.microsoft-user-default-legacy"], "anything"],
  [["managepermissiongrantsforself.MICROSOFT-USER-DEFAULT-LEGACY"], "anything"],
  [["ManagePermissionGrantsForSelf.microsoft-user-default-low"], "low-risk"],
  [["ManagePermissionGrantsForSelf.ours"], "own-policy"],
  [["ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team"], "nothing"],
  [[], "nothing"],
])("with %j users may consent to %s", async (permissionGrantPoliciesAssigned, expected) => {
  const { properties } = await directoryWith({
    "Microsoft.Graph/AuthorizationPolicy_Get": authorization({
      defaultUserRolePermissions: { permissionGrantPoliciesAssigned },
    }),
  });
  expect(properties.userConsent).toBe(expected);
});

test("a policy that may not be read is unknown, and what is known without it is not", async () => {
  const { unknown, facets } = await directoryWith({
    "Microsoft.Graph/AuthorizationPolicy_Get": denied("Policy.Read.All"),
  });
  expect(unknown?.["properties.userConsent"]).toMatchObject({ permission: "Policy.Read.All" });
  expect(facets.multiFactor).toBe(true);
});

describe("multi-factor sign-in", () => {
  const noPolicies = { "Microsoft.Graph/ConditionalAccessPolicies_List": list() };
  const defaults = (isEnabled: boolean) => ({
    "Microsoft.Graph/IdentitySecurityDefaultsEnforcementPolicy_Get": { isEnabled },
  });
  test("is asked by security defaults alone, whatever else may be read", async () => {
    const unreadable = { "Microsoft.Graph/ConditionalAccessPolicies_List": denied("Policy.Read.All") };
    const { facets, unknown } = await directoryWith({ ...defaults(true), ...unreadable });
    expect(facets.multiFactor).toBe(true);
    expect(unknown).toBeUndefined();
  });
  test("is not asked where neither asks", async () => {
    expect((await directoryWith({ ...defaults(false), ...noPolicies })).facets.multiFactor).toBe(false);
  });
  test("is unknown where one does not ask and the other may not be read", async () => {
    const unreadable = { "Microsoft.Graph/ConditionalAccessPolicies_List": denied("Policy.Read.All") };
    const { unknown } = await directoryWith({ ...defaults(false), ...unreadable });
    expect(unknown).toHaveProperty(["facets.multiFactor"]);
  });
});

test("a conditional access policy is told with whom it is about and what it asks", async () => {
  const { resources } = await collectAzure(conditionalAccess, answers);
  expect(resources.map(({ properties }) => properties)).toEqual([
    {
      state: "enabled",
      includedUsers: ["All"],
      excludedUserCount: 1,
      includedApplications: ["All"],
      excludedApplications: [],
      workloadIdentities: [],
      controls: ["mfa"],
      requiresAllControls: false,
    },
  ]);
});

describe("consents", () => {
  const client = "c0000000-0000-4000-8000-00000000000c";
  const given: Answers = {
    ...answers,
    "Microsoft.Graph/Oauth2PermissionGrants_List": list(
      {
        clientId: client,
        consentType: "Principal",
        principalId: "u1",
        resourceId: "r",
        scope: " Files.Read.All  User.Read",
      },
      { clientId: client, consentType: "Principal", principalId: "u2", resourceId: "r", scope: "User.Read" },
    ),
    "Microsoft.Graph/ServicePrincipals_GetMicrosoftGraph": {
      id: "r",
      appRoles: [{ id: "role-1", value: "Sites.Read.All" }],
    },
    "Microsoft.Graph/ServicePrincipals_ListAppRoleAssignedTo": list({
      principalId: client,
      principalDisplayName: "Note taker",
      appRoleId: "role-1",
    }),
    "Microsoft.Graph/DirectoryObjects_GetByIds": list({
      id: client,
      appId: "a1",
      displayName: "Note taker",
      accountEnabled: true,
      appOwnerOrganizationId: "another-tenant",
      verifiedPublisher: { displayName: null },
    }),
  };
  test("of users and of administrators are told together, by application", async () => {
    const { resources } = await collectAzure(entraConsents, given);
    expect(resources.map(({ name, properties }) => [name, properties])).toEqual([
      [
        "Note taker",
        {
          applicationId: "a1",
          enabled: true,
          publisherTenantId: "another-tenant",
          ownTenant: false,
          verifiedPublisher: null,
          forEverybody: false,
          userCount: 2,
          delegatedPermissions: ["Files.Read.All", "User.Read"],
          applicationPermissions: ["Sites.Read.All"],
        },
      ],
    ]);
  });
  test("that may not be listed end the collection as denied", async () => {
    const { outcome } = await collectAzure(entraConsents, {
      ...given,
      "Microsoft.Graph/Oauth2PermissionGrants_List": denied("Directory.Read.All"),
    });
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission: "Directory.Read.All" } });
  });
});
