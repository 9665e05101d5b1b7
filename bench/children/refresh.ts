import { jobContext } from "#lib/access/context.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { jobs } from "#lib/jobs/registry.ts";
import { disconnect, pool } from "#lib/platform/db.ts";
import { tellParent } from "../child.ts";
import { median, round, timed } from "../measure.ts";

const [organizationId = "", changedCount = "0"] = process.argv.slice(2);
const times = 3;

/** As a sync leaves them: the store is opened, or closed again. */
const change = `
  UPDATE "Resource" SET hash = md5(random()::text) || left(hash, 11), "changedAt" = now(),
    document = jsonb_set(document, '{facets,publicRead}', to_jsonb(NOT (document->'facets'->>'publicRead')::boolean))
  WHERE "organizationId" = $1 AND key IN (
    SELECT key FROM "Resource" WHERE "organizationId" = $1 AND class = 'data-store' ORDER BY md5(key || $2) LIMIT $3)`;

/** A refresh and the processor time it took here, in seconds. */
async function refresh(): Promise<{ seconds: number; cpuSeconds: number }> {
  const before = process.cpuUsage();
  const ms = await timed(() => refreshCorrelation(jobContext(organizationId, "bench")));
  const { user, system } = process.cpuUsage(before);
  return { seconds: ms / 1000, cpuSeconds: (user + system) / 1e6 };
}

await tellParent(async () => {
  const first = await refresh();
  // The first wrote everything; what follows is compared with one that has nothing to write either.
  const after = [];
  for (let time = 0; time < times; time++) {
    await pool().query(change, [organizationId, String(time), Number(changedCount)]);
    after.push(await refresh());
  }
  const nothing = await refresh();
  const told = (all: readonly { seconds: number; cpuSeconds: number }[]) => ({
    seconds: round(median(all.map(({ seconds }) => seconds))),
    cpuSeconds: round(median(all.map(({ cpuSeconds }) => cpuSeconds))),
  });
  return JSON.stringify({
    jobs: jobs.length,
    first: told([first]),
    after: told(after),
    nothing: told([nothing]),
  });
});
await disconnect();
