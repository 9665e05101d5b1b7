import { jobContext } from "#lib/access/context.ts";
import { createToken } from "#lib/access/tokens.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { pool } from "#lib/platform/db.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { GET as issueRoute } from "../../app/api/v1/issues/[issueId]/route.ts";
import { estate } from "../estate.ts";
import { atMost, median, percentile, repeated, round, timed, type Result } from "../measure.ts";
import { createBenchOrganization } from "../organization.ts";
import { ask, serve } from "../serve.ts";
import { createBenchConnection, listConnector, syncOnce } from "../sync.ts";

const resourceCount = 50_000;
const requests = 400;
/** The shortest path and its story are never fewer. */
const leastBytes = 2_000;

/** P10: everything an issue's page asks for, of one issue after another. */
export async function measureIssues(): Promise<Result[]> {
  const ctx = await createBenchOrganization();
  const { organizationId } = ctx;
  const { resources, relationships } = estate(resourceCount);
  const connectionId = await createBenchConnection(organizationId);
  await syncOnce(organizationId, connectionId, listConnector(resources, relationships));
  const job = jobContext(organizationId, "bench");
  await evaluateOrganization(job);
  const seconds = (await timed(() => refreshCorrelation(job))) / 1000;
  await pool().query('VACUUM ANALYZE "Issue", "Finding", "Resource", "Relationship"');
  const { rows } = await pool().query<{ id: string; count: number; findings: number }>(
    `SELECT id, count(*) OVER ()::int AS count,
       (SELECT count(*)::int FROM "Finding" WHERE "organizationId" = $1) AS findings
     FROM "Issue" WHERE "organizationId" = $1 AND status = 'open' ORDER BY md5(id::text) LIMIT $2`,
    [organizationId, requests],
  );
  const { secret } = await createToken(ctx, {
    name: "Bench",
    scopes: ["issue:read", "work:read-all"],
    expiresInDays: 1,
  });
  const server = await serve(issueRoute, (pathname) => ({ issueId: pathname.split("/").at(-1) ?? "" }));
  try {
    const page = (at: number) =>
      ask(server, secret, `/api/v1/issues/${rows[at % rows.length]?.id}`, leastBytes);
    await repeated(50, page);
    const before = process.cpuUsage();
    const all = await repeated(requests, page);
    const { user, system } = process.cpuUsage(before);
    const cpuMs = (user + system) / 1000 / requests;
    return [
      {
        id: "P10",
        name: `Issue page over HTTP, p95 in ms, ${resourceCount} resources`,
        ...atMost(round(percentile(all, 0.95)), 100),
        detail: `median ${median(all).toFixed(0)} ms, ${cpuMs.toFixed(0)} ms of processor time each, client and server; one issue after another of ${rows[0]?.count ?? 0} open ones, with ${rows[0]?.findings ?? 0} findings; correlating all of it took ${seconds.toFixed(0)} s`,
      },
    ];
  } finally {
    server.close();
  }
}
