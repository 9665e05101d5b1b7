import { jobContext } from "#lib/access/context.ts";
import { abandonBulkOperation } from "#lib/remediation/abandon-bulk-operation.ts";
import { runBulkOperation } from "#lib/remediation/run-bulk-operation.ts";
import { defineJob } from "./define-job.ts";

const name = "remediation.bulk";

export const remediationBulk = defineJob(name, {
  atOnce: 4,
  run: ({ organizationId, operationId }, signal) =>
    runBulkOperation(jobContext(organizationId, name), operationId, signal),
  onDead: ({ organizationId, operationId }, error) =>
    abandonBulkOperation(jobContext(organizationId, name), operationId, error),
});
