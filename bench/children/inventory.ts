import { jobContext } from "#lib/access/context.ts";
import { refreshCorrelation } from "#lib/correlation/refresh-correlation.ts";
import { jobs } from "#lib/jobs/registry.ts";
import { disconnect } from "#lib/platform/db.ts";
import { tellParent } from "../child.ts";

const [organizationId = ""] = process.argv.slice(2);

await tellParent(async () => {
  const { workloadCount, pathCount, transitions } = await refreshCorrelation(
    jobContext(organizationId, "bench"),
  );
  return `with the code of all ${jobs.length} jobs; ${workloadCount} workloads and ${pathCount} paths, ${transitions.opened} issues opened`;
});
await disconnect();
