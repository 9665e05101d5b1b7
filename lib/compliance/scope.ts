import type { Context } from "#lib/access/context.ts";
import type { ComplianceScope } from "#lib/contract/compliance.ts";
import { AppError } from "#lib/domain/errors.ts";
import { allOf, byId, sql, type Sql } from "#lib/platform/sql.ts";

export const isWhole = ({ workload, account, environment }: ComplianceScope): boolean =>
  [workload, account, environment].every((text) => text === "");

/** What each resource passed is kept for now alone: of the past only the whole organization's counts are known. */
export function requireKnownScope({ asOf }: Context, scope: ComplianceScope): void {
  if (!asOf || isWhole(scope)) return;
  const fields = complianceScopes
    .filter((field) => scope[field] !== "")
    .map((field) => ({ field, message: "Is not known of the past: leave it out, or leave out `at`." }));
  const [first] = fields;
  throw new AppError("invalid-input", `${first?.field}: ${first?.message}`, { fields });
}

const complianceScopes = ["workload", "account", "environment"] as const;

/** Keys of the resources in a scope, as a query to join with: bounded by the scope, never by all that is stored. */
export function scopedKeys(organizationId: string, scope: ComplianceScope): Sql {
  const where = [
    sql`r."organizationId" = ${organizationId}::uuid`,
    sql`r."removedAt" IS NULL`,
    ...(scope.account ? [sql`r.account = ${scope.account}`] : []),
    ...byId(
      scope.workload,
      (id) => sql`r.key IN (SELECT m."resourceKey" FROM "WorkloadMember" m
        WHERE m."organizationId" = ${organizationId}::uuid AND m."workloadId" = ${id}::uuid)`,
    ),
    ...(scope.environment
      ? [
          sql`r.key IN (SELECT m."resourceKey" FROM "WorkloadMember" m JOIN "Workload" w ON w.id = m."workloadId"
            WHERE m."organizationId" = ${organizationId}::uuid AND w."removedAt" IS NULL
              AND w.environment = ${scope.environment})`,
        ]
      : []),
  ];
  return sql`SELECT r.key FROM "Resource" r WHERE ${allOf(where)}`;
}

/** Conditions on "Collection" l: those of the accounts that the scope lies in. */
export function scopedCollections(organizationId: string, scope: ComplianceScope): Sql[] {
  const accountsOf = (which: Sql): Sql => sql`l.account IN (SELECT unnest(w.accounts) FROM "Workload" w
    WHERE w."organizationId" = ${organizationId}::uuid AND w."removedAt" IS NULL AND ${which})`;
  return [
    sql`l."organizationId" = ${organizationId}::uuid`,
    ...(scope.account ? [sql`l.account = ${scope.account}`] : []),
    ...byId(scope.workload, (id) => accountsOf(sql`w.id = ${id}::uuid`)),
    ...(scope.environment ? [accountsOf(sql`w.environment = ${scope.environment}`)] : []),
  ];
}
