import { jobs } from "#lib/jobs/registry.ts";
import { disconnect } from "#lib/platform/db.ts";
import { stopSender } from "#lib/platform/queue.ts";
import { tellParent } from "../child.ts";
import { bucketConnector, syncOnce } from "../sync.ts";

const [organizationId = "", connectionId = "", count = "0"] = process.argv.slice(2);

await tellParent(async () => {
  await syncOnce(organizationId, connectionId, bucketConnector(Number(count)));
  return `with the code of all ${jobs.length} jobs`;
});
await stopSender();
await disconnect();
