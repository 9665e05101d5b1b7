import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";
import { assignmentKey, Permissions, permissionsOf, tooMany } from "./role-assignments.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.Authorization";
const operation = "DenyAssignments_List";

const Principals = z.array(z.object({ id: z.string(), type: z.string().nullish() })).nullish();
const DenyAssignment = z.object({
  id: z.string(),
  name: z.string().nullish(),
  properties: z.object({
    denyAssignmentName: z.string().nullish(),
    scope: z.string(),
    doNotApplyToChildScopes: z.boolean().nullish(),
    permissions: Permissions,
    principals: Principals,
    excludePrincipals: Principals,
    isSystemProtected: z.boolean().nullish(),
    condition: z.string().nullish(),
  }),
});

export const denyAssignments: Collector = {
  id: "deny-assignments",
  title: "Deny assignments",
  per: "account",
  produces: ["azure.authorization.deny-assignment"],
  permissions: ["Microsoft.Authorization/denyAssignments/read"],
  collect: async function* (source) {
    const records = await listed(source, { service, operation }, {});
    yield normalizeDenyAssignments(records, source.scope.account);
  },
};

/** What takes away whatever roles give: made by Azure itself for managed applications and deployment stacks. */
export function normalizeDenyAssignments(records: readonly unknown[], account: string): Batch {
  const { rows, unparsed } = parseRows(records, DenyAssignment, `${service}:${operation}`);
  return {
    resources: rows.map(({ id, name, properties }) =>
      withUnknown(
        {
          key: assignmentKey(id, account),
          type: "azure.authorization.deny-assignment",
          name: properties.denyAssignmentName ?? name ?? "Deny assignment",
          account,
          region: null,
          tags: {},
          properties: {
            scope: properties.scope.toLowerCase(),
            appliesToChildScopes: properties.doNotApplyToChildScopes !== true,
            permissions: permissionsOf(properties.permissions),
            principals: (properties.principals ?? []).map(told),
            excludedPrincipals: (properties.excludePrincipals ?? []).map(told),
            systemProtected: properties.isSystemProtected === true,
            condition: properties.condition || null,
          },
          facets: {},
        },
        { "properties.permissions": tooMany(properties.permissions, operation) },
      ),
    ),
    relationships: [],
    unparsed,
  };
}

/** Everybody is the principal whose id is all zeros. */
const told = ({ id, type }: { id: string; type?: string | null | undefined }) => ({
  id: id.toLowerCase(),
  type: type ?? "Unknown",
});
