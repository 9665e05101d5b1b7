import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/ml-instance-idle-shutdown",
  title: "Machine Learning compute instance stops when nobody uses it",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "azure.machine-learning.compute-instance",
  risk: "A machine that runs on unwatched costs money, misses updates and stays there to be broken into.",
  remediation: {
    summary: "Let it shut down when idle.",
    cli: "az ml compute create --file instance-with-idle-shutdown.yml --workspace-name <workspace> --resource-group <group>",
    terraform: 'azapi_update_resource for computes with idleTimeBeforeShutdown = "PT60M"',
    console: [
      "Open the workspace in Machine Learning studio › Compute › Compute instances › the instance",
      "Open Schedules and enable idle shutdown",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/machine-learning/how-to-create-compute-instance#configure-idle-shutdown",
  ],

  evaluate: ({ properties: { idleBeforeShutdown, size } }) =>
    idleBeforeShutdown === null
      ? fail("Nothing stops it when it is idle", { idleBeforeShutdown, size })
      : pass,

  examples: {
    pass: [{ name: "after an hour", properties: { idleBeforeShutdown: "PT60M", size: "STANDARD_DS3_V2" } }],
    fail: [{ name: "never", properties: { idleBeforeShutdown: null, size: "STANDARD_DS3_V2" } }],
  },
});
