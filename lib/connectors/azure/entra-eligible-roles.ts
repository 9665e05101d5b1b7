import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { listed } from "./detail.ts";
import { unlessUnlicensed } from "./eligible-roles.ts";
import {
  DirectoryRole,
  directoryRoleKey,
  directoryRoleOf,
  normalizeDirectoryRoles,
  roleNameOf,
} from "./entra-roles.ts";

const service = "Microsoft.Graph";
const operation = "RoleManagement_ListDirectoryRoleEligibilityScheduleInstances";

const Eligibility = DirectoryRole.extend({ endDateTime: z.string().nullish() });

/** Who may activate a role over the directory: nobody holds it before. */
export const entraEligibleRoles: Collector = {
  id: "entra-eligible-roles",
  title: "Roles over the Entra directory that may be activated",
  per: "connection",
  produces: ["azure.entra.eligible-role"],
  permissions: ["RoleEligibilitySchedule.Read.Directory"],
  collect: async function* (source) {
    yield normalizeEligible(await listEligibleEntraRoles(source), source.scope.account);
  },
};

export const listEligibleEntraRoles = (source: Source): Promise<readonly unknown[]> =>
  unlessUnlicensed(() => listed(source, { service, operation }, {}));

const normalizeEligible = (records: readonly unknown[], account: string): Batch =>
  normalizeDirectoryRoles(records, `${service}:${operation}`, Eligibility, (row) => ({
    key: directoryRoleKey(account, "roleeligibilityscheduleinstances", row.id),
    type: "azure.entra.eligible-role",
    name: `${roleNameOf(row)} for ${row.principalId}, once activated`,
    account,
    region: null,
    tags: {},
    properties: { ...directoryRoleOf(row), endsAt: row.endDateTime ?? null },
    facets: {},
  }));
