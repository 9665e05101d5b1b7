import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isAi } from "#lib/domain/ai-use.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const servesModel = {
  resources: [sampleResource("model-deployment", "model")],
  relationships: [{ from: "model", kind: "hosted-on" as const, to: "example" }],
};

export default defineCheck({
  id: "gcp/cluster-binary-authorization",
  title: "Cluster that serves models refuses unsigned images",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gcp.container.cluster",
  follows: ["hosted-on"],
  followDepth: 1,
  risk: "Whoever may push an image or change a manifest puts any code beside the models and their data.",
  remediation: {
    summary: "Enforce Binary Authorization with a policy that asks for an attestation.",
    cli: "gcloud container clusters update CLUSTER --location LOCATION --binauthz-evaluation-mode=PROJECT_SINGLETON_POLICY_ENFORCE, then gcloud container binauthz policy import policy.yaml with REQUIRE_ATTESTATION",
    terraform:
      'binary_authorization { evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE" } on google_container_cluster, and google_binary_authorization_policy with REQUIRE_ATTESTATION',
    console: [
      "Security › Binary Authorization › Policy",
      "Default rule › Require attestations",
      "Kubernetes Engine › open the cluster › Security › Binary Authorization",
    ],
  },
  references: [
    "https://cloud.google.com/binary-authorization/docs/overview",
    "https://cloud.google.com/binary-authorization/docs/policy-yaml-reference",
  ],

  evaluate: ({ key, properties: { accelerators, unsignedImages } }, graph) => {
    if (!accelerators && !graph.followBack(key, "hosted-on").some(isAi)) return notApplicable;
    if (unsignedImages === "refused") return pass;
    return unsignedImages === "logged"
      ? fail("An unsigned image is written to a log and started", { unsignedImages })
      : fail("Whatever image a manifest names is started", { unsignedImages });
  },

  examples: {
    pass: [{ name: "refused", properties: { accelerators: true, unsignedImages: "refused" } }],
    fail: [
      {
        name: "switched off, or on with a policy that allows everything",
        properties: { accelerators: true, unsignedImages: "admitted" },
      },
      { name: "a rehearsal", properties: { accelerators: true, unsignedImages: "logged" } },
      {
        name: "no accelerator, and a model on it",
        properties: { accelerators: false, unsignedImages: "admitted" },
        neighbours: servesModel,
      },
    ],
    notApplicable: [
      { name: "nothing of AI runs on it", properties: { accelerators: false, unsignedImages: "admitted" } },
    ],
  },
});
