import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/cluster-legacy-authorization",
  title: "Cluster decides access by roles alone",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.container.cluster",
  risk: "Every service account of the cluster may do everything in it, whatever its roles say.",
  remediation: {
    summary: "Switch legacy authorization off.",
    cli: "gcloud container clusters update CLUSTER --location LOCATION --no-enable-legacy-authorization",
    terraform: "enable_legacy_abac = false on google_container_cluster",
    console: ["Kubernetes Engine › open the cluster › Security", "Legacy authorization › Disable"],
  },
  references: [
    "https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#leave_abac_disabled",
  ],

  evaluate: ({ properties: { legacyAuthorization } }) =>
    legacyAuthorization ? fail("Legacy authorization is on", { legacyAuthorization }) : pass,

  examples: {
    pass: [{ name: "off", properties: { legacyAuthorization: false } }],
    fail: [{ name: "on", properties: { legacyAuthorization: true } }],
  },
});
