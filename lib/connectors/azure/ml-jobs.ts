import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { armKey } from "./arm.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";
import { eachWorkspace, hasManagedNetwork, isIsolated, type Workspace } from "./ml-workspace-rows.ts";

const call = { service: "Microsoft.MachineLearningServices", operation: "Jobs_List" };
/** Jobs are never deleted by themselves, so only the newest are kept. */
const jobsMax = 100;

const Job = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    jobType: z.string(),
    displayName: z.string().nullish(),
    status: z.string().nullish(),
    environmentId: z.string().nullish(),
    tags: z.record(z.string(), z.string().nullable()).nullish(),
    identity: z.object({ identityType: z.string().nullish(), resourceId: z.string().nullish() }).nullish(),
  }),
});
/** Kinds that train or prepare; a step of a pipeline is told with its pipeline. */
const training = new Set(["Command", "AutoML", "Sweep", "Pipeline", "FineTuning", "Spark"]);

export const mlJobs: Collector = {
  id: "ml-jobs",
  title: "Machine Learning jobs, the newest of each workspace",
  per: "account",
  produces: ["azure.machine-learning.job", "hosted-on", "runs-as"],
  // Jobs are history: who ran one says nothing of who runs now.
  leavesOpen: ["azure.machine-learning.job"],
  permissions: ["Microsoft.MachineLearningServices/workspaces/jobs/read"],
  collect: (source) =>
    eachWorkspace(source, async (workspace) =>
      normalizeJobs(await listed(source, call, { id: workspace.id }), workspace, source.scope.account),
    ),
};

export function normalizeJobs(records: readonly unknown[], workspace: Workspace, account: string): Batch {
  const { rows, unparsed } = parseRows(records.slice(0, jobsMax), Job, `${call.service}:${call.operation}`);
  const jobs = rows.filter(({ properties }) => training.has(properties.jobType));
  return {
    resources: jobs.map(({ id, name, properties }) => ({
      key: armKey(id),
      type: "azure.machine-learning.job",
      name: properties.displayName || name,
      account,
      region: workspace.location ?? null,
      tags: Object.fromEntries(
        Object.entries(properties.tags ?? {}).map(([tag, value]) => [tag, value ?? ""]),
      ),
      properties: {
        kind: properties.jobType,
        status: properties.status ?? null,
        environmentId: properties.environmentId ?? null,
        identity: properties.identity?.identityType ?? null,
      },
      facets: {
        networkIsolation: isIsolated(workspace),
        privateNetwork: hasManagedNetwork(workspace),
        // Disks of nodes are Azure's own and take no other key; results lie in a store that is judged itself.
        volumeCustomerKey: true,
        outputCustomerKey: true,
      },
    })),
    relationships: jobs.flatMap(({ id, properties }): Relationship[] => [
      { from: armKey(id), kind: "hosted-on", to: armKey(workspace.id) },
      ...(properties.identity?.identityType === "Managed" && properties.identity.resourceId
        ? [{ from: armKey(id), kind: "runs-as" as const, to: armKey(properties.identity.resourceId) }]
        : []),
    ]),
    unparsed,
  };
}
