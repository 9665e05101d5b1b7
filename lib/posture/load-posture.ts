import type pg from "pg";

import { pairKey, type StoredFinding, type StoredPosture } from "./plan-changes.ts";

const findingSql = `
  SELECT id, "checkId", "resourceKey", "resourceName", region, status, reason, "evidenceHash", "openedAt", "changedAt", "resolvedAt",
         "reopenedCount", severity, layer, provider, account
  FROM "Finding" WHERE "organizationId" = $1 AND source = 'nacre' AND ($2::text[] IS NULL OR "resourceKey" = ANY($2))`;

/** What is stored about some resources, or about all where `resourceKeys` is null. */
export async function loadPosture(
  client: pg.PoolClient,
  organizationId: string,
  resourceKeys: readonly string[] | null,
): Promise<StoredPosture> {
  const parameters = [organizationId, resourceKeys];
  const findings = await client.query<StoredFinding>(findingSql, parameters);
  const unknown = await client.query<{ checkId: string; resourceKey: string }>(
    `SELECT "checkId", "resourceKey" FROM "UnknownEvaluation"
     WHERE "organizationId" = $1 AND ($2::text[] IS NULL OR "resourceKey" = ANY($2))`,
    parameters,
  );
  const passed = await client.query<{ resourceKey: string; passed: string[] }>(
    `SELECT "resourceKey", passed FROM "ResourceOutcome"
     WHERE "organizationId" = $1 AND ($2::text[] IS NULL OR "resourceKey" = ANY($2))`,
    parameters,
  );
  return {
    findings: findings.rows,
    unknown: new Set(unknown.rows.map((row) => pairKey(row.checkId, row.resourceKey))),
    passedByResource: new Map(passed.rows.map((row) => [row.resourceKey, row.passed])),
  };
}
