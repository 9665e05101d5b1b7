import { z } from "zod";

import type { Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { ConditionalAccessPolicy, requiresMultiFactorOfAll } from "./conditional-access.ts";
import { detail, listed, type Detail } from "./detail.ts";
import { parseRows } from "./graph-query.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.Graph";

const Organization = z.object({
  id: z.string(),
  displayName: z.string(),
  verifiedDomains: z.array(z.object({ name: z.string(), isDefault: z.boolean().nullish() })).nullish(),
});
const AuthorizationPolicy = z.object({
  allowInvitesFrom: z.string().nullish(),
  allowEmailVerifiedUsersToJoinOrganization: z.boolean().nullish(),
  allowedToSignUpEmailBasedSubscriptions: z.boolean().nullish(),
  guestUserRoleId: z.string().nullish(),
  defaultUserRolePermissions: z
    .object({
      allowedToCreateApps: z.boolean().nullish(),
      permissionGrantPoliciesAssigned: z.array(z.string()).nullish(),
    })
    .nullish(),
});
type AuthorizationPolicy = z.infer<typeof AuthorizationPolicy>;
const SecurityDefaults = z.object({ isEnabled: z.boolean() });
const Policies = z.object({ value: z.array(z.unknown()) });

export type DirectoryPolicies = {
  authorization: Detail<AuthorizationPolicy>;
  securityDefaults: Detail<z.infer<typeof SecurityDefaults>>;
  conditionalAccess: Detail<z.infer<typeof Policies>>;
};

export const entraDirectory: Collector = {
  id: "entra-directory",
  title: "Entra tenant and what its users may consent to",
  per: "connection",
  produces: ["azure.entra.directory"],
  permissions: ["Directory.Read.All", "Policy.Read.All"],
  collect: async function* (source) {
    const records = await listed(source, { service, operation: "Organization_List" }, {});
    const { rows, unparsed } = parseRows(records, Organization, `${service}:Organization_List`);
    const policies = await readPolicies(source);
    yield {
      resources: rows.map((row) => normalizeDirectory(row, source.scope.account, policies)),
      relationships: [],
      unparsed,
    };
  },
};

async function readPolicies(source: Source): Promise<DirectoryPolicies> {
  const [authorization, securityDefaults, conditionalAccess] = await Promise.all([
    detail(source, { service, operation: "AuthorizationPolicy_Get" }, {}, AuthorizationPolicy),
    detail(
      source,
      { service, operation: "IdentitySecurityDefaultsEnforcementPolicy_Get" },
      {},
      SecurityDefaults,
    ),
    detail(source, { service, operation: "ConditionalAccessPolicies_List" }, {}, Policies),
  ]);
  return { authorization, securityDefaults, conditionalAccess };
}

/** Guests who are let see as much as members do; any other role of guests shows them less. */
const memberRoleForGuests = "a0b1b346-4d3e-4e8b-98f8-753987be4970";

export function normalizeDirectory(
  raw: z.infer<typeof Organization>,
  account: string,
  { authorization, securityDefaults, conditionalAccess }: DirectoryPolicies,
): Resource<"azure.entra.directory"> {
  const policy = authorization.value;
  const defaults = securityDefaults.value?.isEnabled === true;
  const policies = parseRows(conditionalAccess.value?.value ?? [], ConditionalAccessPolicy, "");
  const asksAll = policies.rows.some(requiresMultiFactorOfAll);
  const users = policy?.defaultUserRolePermissions;
  return withUnknown(
    {
      key: `/subscriptions/${account}/providers/microsoft.entra/directories/${raw.id}`.toLowerCase(),
      type: "azure.entra.directory",
      name: raw.displayName,
      account,
      region: null,
      tags: {},
      properties: {
        tenantId: raw.id,
        domains: (raw.verifiedDomains ?? []).map(({ name }) => name),
        userConsent: userConsentOf(users?.permissionGrantPoliciesAssigned ?? []),
        usersRegisterApplications: users?.allowedToCreateApps === true,
        invitesFrom: policy?.allowInvitesFrom ?? "everyone",
        securityDefaults: defaults,
      },
      facets: {
        multiFactor: defaults || asksAll,
        selfSignUp: policy?.allowEmailVerifiedUsersToJoinOrganization === true,
        guestAccess: policy?.guestUserRoleId === memberRoleForGuests,
      },
    },
    {
      ...untoldBy(authorization, [
        "properties.userConsent",
        "properties.usersRegisterApplications",
        "properties.invitesFrom",
        "facets.selfSignUp",
        "facets.guestAccess",
      ]),
      ...untoldBy(securityDefaults, ["properties.securityDefaults"]),
      // One of the two is enough to know that everybody is asked; both are needed to know that nobody is.
      "facets.multiFactor":
        defaults || asksAll
          ? null
          : (missingOf(securityDefaults) ?? missingOf(conditionalAccess) ?? unread(policies.unparsed)),
    },
  );
}

/** A policy that Graph knows not is as untold as one that may not be read. */
const missingOf = ({ value, unknown }: Detail<unknown>): Unknown | null =>
  value === null ? (unknown ?? notThere) : null;
const notThere: Unknown = {
  reason: "failed",
  call: `${service}:AuthorizationPolicy_Get`,
  permission: null,
  message: "The tenant has no such policy to read",
};
const untoldBy = (answer: Detail<unknown>, paths: readonly string[]): Record<string, Unknown | null> =>
  Object.fromEntries(paths.map((path) => [path, missingOf(answer)]));
const unread = ([first]: readonly { call: string; message: string }[]): Unknown | null =>
  first
    ? { reason: "malformed", permission: null, ...first, call: `${service}:ConditionalAccessPolicies_List` }
    : null;

/**
 * What users may consent to by themselves. The policies whose name begins so concern users; the others, owners of
 * teams and chats. https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent
 */
function userConsentOf(assigned: readonly string[]): "anything" | "low-risk" | "own-policy" | "nothing" {
  const prefix = "managepermissiongrantsforself.";
  const policies = assigned
    .map((name) => name.toLowerCase())
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  if (policies.includes("microsoft-user-default-legacy")) return "anything";
  if (policies.length === 0) return "nothing";
  const known = new Set(["microsoft-user-default-low", "microsoft-user-default-recommended"]);
  return policies.every((name) => known.has(name)) ? "low-risk" : "own-policy";
}
