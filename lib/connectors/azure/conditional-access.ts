import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";

const service = "Microsoft.Graph";
const operation = "ConditionalAccessPolicies_List";

const names = z.array(z.string()).nullish();
export const ConditionalAccessPolicy = z.object({
  id: z.string(),
  displayName: z.string(),
  state: z.string(),
  conditions: z.object({
    users: z
      .object({ includeUsers: names, excludeUsers: names, includeGroups: names, excludeGroups: names })
      .nullish(),
    applications: z.object({ includeApplications: names, excludeApplications: names }).nullish(),
    clientApplications: z.object({ includeServicePrincipals: names }).nullish(),
    clientAppTypes: names,
    locations: z.object({ includeLocations: names }).nullish(),
    platforms: z.object({ includePlatforms: names }).nullish(),
    userRiskLevels: names,
    signInRiskLevels: names,
  }),
  grantControls: z
    .object({
      operator: z.string().nullish(),
      builtInControls: names,
      authenticationStrength: z.object({ displayName: z.string().nullish() }).nullish(),
    })
    .nullish(),
});
export type ConditionalAccessPolicy = z.infer<typeof ConditionalAccessPolicy>;

export const conditionalAccess: Collector = {
  id: "conditional-access",
  title: "Conditional access policies",
  per: "connection",
  produces: ["azure.entra.conditional-access-policy"],
  permissions: ["Policy.Read.All"],
  collect: async function* (source) {
    yield normalizePolicies(await listed(source, { service, operation }, {}), source.scope.account);
  },
};

export function normalizePolicies(records: readonly unknown[], account: string): Batch {
  const { rows, unparsed } = parseRows(records, ConditionalAccessPolicy, `${service}:${operation}`);
  return {
    resources: rows.map((row) => ({
      key: `/subscriptions/${account}/providers/microsoft.entra/conditionalaccesspolicies/${row.id}`.toLowerCase(),
      type: "azure.entra.conditional-access-policy",
      name: row.displayName,
      account,
      region: null,
      tags: {},
      properties: {
        state: row.state,
        includedUsers: row.conditions.users?.includeUsers ?? [],
        excludedUserCount:
          (row.conditions.users?.excludeUsers ?? []).length +
          (row.conditions.users?.excludeGroups ?? []).length,
        includedApplications: row.conditions.applications?.includeApplications ?? [],
        excludedApplications: row.conditions.applications?.excludeApplications ?? [],
        workloadIdentities: row.conditions.clientApplications?.includeServicePrincipals ?? [],
        controls: controlsOf(row),
        requiresAllControls: row.grantControls?.operator !== "OR",
      },
      facets: {},
    })),
    relationships: [],
    unparsed,
  };
}

const controlsOf = ({ grantControls }: ConditionalAccessPolicy): string[] => [
  ...(grantControls?.builtInControls ?? []),
  ...(grantControls?.authenticationStrength ? ["authenticationStrength"] : []),
];

/** Whether a policy asks everybody, for everything and everywhere, for more than a password. */
export function requiresMultiFactorOfAll(policy: ConditionalAccessPolicy): boolean {
  const { users, applications, locations, platforms, userRiskLevels, signInRiskLevels, clientAppTypes } =
    policy.conditions;
  const controls = controlsOf(policy);
  const isMultiFactor = (control: string) => ["mfa", "authenticationStrength"].includes(control);
  const asks =
    policy.grantControls?.operator === "OR"
      ? controls.length > 0 && controls.every(isMultiFactor)
      : controls.some(isMultiFactor);
  const narrowed =
    (locations?.includeLocations ?? ["All"]).some((location) => location !== "All") ||
    (platforms?.includePlatforms ?? ["all"]).some((platform) => platform !== "all") ||
    (userRiskLevels ?? []).length > 0 ||
    (signInRiskLevels ?? []).length > 0 ||
    (clientAppTypes ?? ["all"]).every((type) => type !== "all" && type !== "browser");
  return (
    policy.state === "enabled" &&
    asks &&
    !narrowed &&
    users?.includeUsers?.includes("All") === true &&
    applications?.includeApplications?.includes("All") === true &&
    (applications.excludeApplications ?? []).length === 0
  );
}
