import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "workspace/isolated-network",
  title: "AI workspace reaches only destinations that were approved",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "workspace",
  risk: "A poisoned package or notebook sends training data and models anywhere.",
  remediation: {
    summary: "Put the workspace into a managed network that allows only approved outbound traffic.",
    cli: "az ml workspace update --name <workspace> --resource-group <group> --managed-network allow_only_approved_outbound",
    terraform: 'managed_network { isolation_mode = "AllowOnlyApprovedOutbound" }',
    console: [
      "Open the workspace › Settings › Networking › Workspace managed outbound access",
      "Choose Allow Only Approved Outbound",
    ],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/how-to-managed-network"],

  evaluate: ({ facets: { isolatedNetwork } }) =>
    !isolatedNetwork ? fail("Its compute reaches any destination", { isolatedNetwork }) : pass,

  examples: {
    pass: [{ name: "approved destinations only", facets: { isolatedNetwork: true } }],
    fail: [{ name: "open, or any internet outbound", facets: { isolatedNetwork: false } }],
  },
});
