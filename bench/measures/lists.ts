import type { Server } from "node:http";

import { loadFindingFilters } from "#lib/contract/findings.ts";
import { createToken } from "#lib/access/tokens.ts";
import { layers } from "#lib/domain/layer.ts";
import { severities } from "#lib/domain/severity.ts";
import { pool } from "#lib/platform/db.ts";
import { countFindings } from "#lib/posture/count-findings.ts";
import { GET as listRoute } from "../../app/api/v1/findings/route.ts";
import { ask, serve } from "../serve.ts";
import { createBenchOrganization } from "../organization.ts";
import { atMost, median, percentile, repeated, round, type Result } from "../measure.ts";
import { withoutIndexes } from "../without-indexes.ts";

const findingCount = 1_000_000;
const requests = 400;
const turns = 100;
/** Before anything is measured, of each kind: a server that has just started compiles what it runs. */
const warmUps = 100;
const leastBytes = 20_000;

/** P8: the list over HTTP with its checks against bare SQL, and a deep page. P9: facets against GROUP BY. */
export async function measureLists(): Promise<Result[]> {
  const ctx = await createBenchOrganization();
  await plantFindings(ctx.organizationId);
  const { secret } = await createToken(ctx, {
    name: "Bench",
    scopes: ["finding:read", "work:read-all"],
    expiresInDays: 1,
  });
  const server = await serve(listRoute);
  try {
    await repeated(warmUps, () => bareFirstPage(ctx.organizationId));
    await repeated(warmUps, () => page(server, secret, null));
    const [bare, first] = await inTurns(
      () => bareFirstPage(ctx.organizationId),
      () => page(server, secret, null),
    );
    const cursor = await deepCursor(ctx.organizationId);
    const deep = await repeated(requests, () => page(server, secret, cursor));
    const facets = await repeated(50, async () => countFindings(ctx, filters));
    const grouped = await repeated(5, () => groupBy(ctx.organizationId));
    const [bareP95, firstP95] = [percentile(bare, 0.95), percentile(first, 0.95)];
    return [
      {
        id: "P8",
        name: "Findings list over HTTP p95 ÷ bare SQL p95, 1,000,000 findings",
        ...atMost(round(firstP95 / bareP95), 4),
        detail: `p95 ${firstP95.toFixed(1)} ms with token, rate limit, permission, row-level security, parsing and JSON of 50 findings, against ${bareP95.toFixed(1)} ms`,
      },
      {
        id: "P8-deep",
        name: "Page 20,000 ÷ page 1",
        ...atMost(round(median(deep) / median(first)), 1.5),
        detail: `median ${median(deep).toFixed(1)} ms against ${median(first).toFixed(1)} ms`,
      },
      {
        id: "P9",
        name: "Facets from counters ÷ GROUP BY over all findings",
        ...atMost(round(median(facets) / median(grouped)), 0.02),
        detail: `median ${median(facets).toFixed(1)} ms against ${median(grouped).toFixed(0)} ms`,
      },
    ];
  } finally {
    server.close();
  }
}

/** A few of one, a few of the other: what else the machine does meets both alike. */
async function inTurns(one: () => Promise<unknown>, other: () => Promise<unknown>) {
  const [ones, others]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    ones.push(...(await repeated(requests / turns, one)));
    others.push(...(await repeated(requests / turns, other)));
  }
  return [ones, others] as const;
}

const filters = loadFindingFilters(new URLSearchParams());

async function plantFindings(organizationId: string): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("SELECT setseed(0.42)");
    await client.query("SET maintenance_work_mem = '1GB'");
    await withoutIndexes(client, "Finding", false, async () => {
      await client.query(
        `INSERT INTO "Finding" (id, "organizationId", "checkId", "resourceId", "resourceKey", "resourceName",
         "resourceType", provider, account, region, layer, severity, "severityRank", status, reason, evidence,
         "evidenceHash", "firstSeenAt", "openedAt", "changedAt")
       SELECT gen_random_uuid(), $1, 'bench/check-' || n % 70, gen_random_uuid(), 'key-' || n, 'resource-' || n,
         'gcp.storage.bucket', 'gcp', 'project-' || n % 40, 'europe-west4', ($2::text[])[1 + n % 5],
         ($3::text[])[1 + r], r, CASE WHEN n % 10 = 0 THEN 'resolved' ELSE 'open' END,
         'Bucket resource-' || n || ' is readable by anyone', '{"publicRead": true}', 'hash', t, t, t
       FROM (SELECT n, (random() * 4)::int AS r, now() - random() * interval '90 days' AS t
             FROM generate_series(1, $4) n) planted`,
        [organizationId, layers, severities, findingCount],
      );
    });
    await client.query(
      `INSERT INTO "FindingCounter" SELECT "organizationId", "checkId", status, severity, layer, provider, account, count(*)
       FROM "Finding" WHERE "organizationId" = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7`,
      [organizationId],
    );
    await client.query('VACUUM ANALYZE "Finding", "FindingCounter"');
  } finally {
    client.release();
  }
}

const pageSql = (columns: string, offset: number): string =>
  `SELECT ${columns} FROM "Finding" WHERE "organizationId" = $1 AND status IN ('open', 'in-progress')
   ORDER BY "severityWeight" DESC, "openedAt" DESC, id DESC OFFSET ${offset} LIMIT 51`;

const bareFirstPage = (organizationId: string) =>
  pool().query({ name: "bare", text: pageSql("*", 0), values: [organizationId] });

async function deepCursor(organizationId: string): Promise<string> {
  type Row = { severityWeight: number; openedAt: Date; id: string };
  const { rows } = await pool().query<Row>(pageSql('"severityWeight", "openedAt", id', 800_000), [
    organizationId,
  ]);
  const [row] = rows;
  if (!row) throw new Error("There is no page so deep");
  return Buffer.from(JSON.stringify([row.severityWeight, row.openedAt.toISOString(), row.id])).toString(
    "base64url",
  );
}

const groupBy = (organizationId: string) =>
  pool().query(
    `SELECT status, severity, layer, provider, account, count(*) FROM "Finding" WHERE "organizationId" = $1
     GROUP BY 1, 2, 3, 4, 5`,
    [organizationId],
  );

/** Fifty findings are never fewer bytes than that. */
const page = (server: Server, token: string, cursor: string | null): Promise<void> =>
  ask(server, token, `/api/v1/findings?limit=50${cursor ? `&cursor=${cursor}` : ""}`, leastBytes);
