import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/cluster-metadata-hidden",
  title: "Pods of the cluster do not reach the credentials of their node",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.container.cluster",
  risk: "Any pod, an agent that was talked into it among them, takes the token of the node from its metadata server.",
  remediation: {
    summary: "Switch workload identity on for each node pool.",
    cli: "gcloud container node-pools update POOL --cluster CLUSTER --location LOCATION --workload-metadata=GKE_METADATA",
    terraform: 'workload_metadata_config { mode = "GKE_METADATA" } on google_container_node_pool',
    console: [
      "Kubernetes Engine › open the cluster › Nodes › open the pool › Edit",
      "Security › Enable GKE metadata server",
    ],
  },
  references: ["https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity"],

  evaluate: ({ properties: { exposedMetadataPools } }) =>
    exposedMetadataPools.length === 0
      ? pass
      : fail(`Pods of ${exposedMetadataPools.join(", ")} reach it`, { pools: exposedMetadataPools }),

  examples: {
    pass: [{ name: "hidden on every pool", properties: { exposedMetadataPools: [] } }],
    fail: [{ name: "one pool of several", properties: { exposedMetadataPools: ["default-pool"] } }],
  },
});
