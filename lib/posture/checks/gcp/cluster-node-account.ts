import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/cluster-node-account",
  title: "Nodes of the cluster run as an account of their own",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.container.cluster",
  risk: "A pod that breaks out of its container is what the default account is, often Editor of the project.",
  remediation: {
    summary: "Give each node pool a service account with the roles that nodes need.",
    cli: "gcloud container node-pools create POOL --cluster CLUSTER --location LOCATION --service-account EMAIL",
    terraform:
      "node_config { service_account = google_service_account.nodes.email } on google_container_node_pool",
    console: [
      "Kubernetes Engine › open the cluster › Nodes › Create node pool",
      "Security › Service account › choose one made for it",
    ],
  },
  references: [
    "https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa",
  ],

  evaluate: ({ properties: { defaultAccountPools } }) =>
    defaultAccountPools.length === 0
      ? pass
      : fail(`${defaultAccountPools.join(", ")} run as the default account`, { pools: defaultAccountPools }),

  examples: {
    pass: [{ name: "their own", properties: { defaultAccountPools: [] } }],
    fail: [{ name: "one pool of several", properties: { defaultAccountPools: ["gpu"] } }],
  },
});
