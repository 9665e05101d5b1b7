import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";
import {
  assignmentKey,
  lastSegment,
  permissionsOf,
  RoleAssignment,
  RoleDefinition,
  tooMany,
} from "./role-assignments.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.Authorization";
const operation = "RoleEligibilityScheduleInstances_ListForScope";

const Eligibility = RoleAssignment.extend({
  properties: RoleAssignment.shape.properties.extend({ endDateTime: z.string().nullish() }),
});
type Eligibility = z.infer<typeof Eligibility>;

export const eligibleRoles: Collector = {
  id: "eligible-roles",
  title: "Roles that may be activated",
  per: "account",
  produces: ["azure.authorization.eligible-assignment"],
  permissions: [
    "Microsoft.Authorization/roleEligibilityScheduleInstances/read",
    "Microsoft.Authorization/roleDefinitions/read",
  ],
  collect: async function* (source) {
    const eligible = await listEligible(source);
    if (eligible.length === 0) return;
    const definitions = await listed(source, { service, operation: "RoleDefinitions_List" }, {});
    yield normalizeEligibleRoles(eligible, definitions, source.scope.account);
  },
};

export const listEligible = (source: Source): Promise<readonly unknown[]> =>
  unlessUnlicensed(() => listed(source, { service, operation }, {}));

/** A tenant whose licence lacks Privileged Identity Management has none of them, which Azure says as an error. */
export async function unlessUnlicensed(read: () => Promise<readonly unknown[]>): Promise<readonly unknown[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProviderError && /PremiumLicense/i.test(error.message)) return [];
    throw error;
  }
}

/** Whom they are for: no role of theirs need be in force. */
export const eligiblePrincipals = (records: readonly unknown[]): { id: string; type: string | null }[] =>
  parseRows(records, Eligibility, `${service}:${operation}`).rows.map(({ properties }) => ({
    id: properties.principalId,
    type: properties.principalType ?? null,
  }));

export function normalizeEligibleRoles(
  records: readonly unknown[],
  definitions: readonly unknown[],
  account: string,
): Batch {
  const { rows, unparsed } = parseRows(records, Eligibility, `${service}:${operation}`);
  const roles = parseRows(definitions, RoleDefinition, `${service}:RoleDefinitions_List`);
  const byName = new Map(roles.rows.map(({ name, properties }) => [name.toLowerCase(), properties]));
  return {
    resources: rows.map((row) => {
      const role = byName.get(lastSegment(row.properties.roleDefinitionId));
      const { properties } = row;
      return withUnknown(
        {
          key: assignmentKey(row.id, account),
          type: "azure.authorization.eligible-assignment" as const,
          name: `${role?.roleName ?? "Role"} for ${properties.principalType ?? "principal"} ${properties.principalId}`,
          account,
          region: null,
          tags: {},
          properties: {
            roleName: role?.roleName ?? lastSegment(properties.roleDefinitionId),
            scope: properties.scope.toLowerCase(),
            principalId: properties.principalId,
            principalType: properties.principalType ?? "Unknown",
            condition: properties.condition || null,
            endsAt: properties.endDateTime ?? null,
            permissions: permissionsOf(role?.permissions ?? []),
          },
          facets: {},
        },
        {
          "properties.permissions": role ? tooMany(role.permissions, "RoleDefinitions_List") : notListed(row),
        },
      );
    }),
    relationships: [],
    unparsed: [...unparsed, ...roles.unparsed],
  };
}

const notListed = ({ properties }: Eligibility): Unknown => ({
  reason: "failed",
  call: `${service}:RoleDefinitions_List`,
  permission: null,
  message: `It does not list ${properties.roleDefinitionId}`,
});
