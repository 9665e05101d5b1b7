import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "kubernetes/agent-sandbox-image",
  title: "Agent sandbox runs images by their digest",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.agent-sandbox",
  risk: "Whoever moves the tag decides what every sandbox of the agent runs; nothing tells it from what was reviewed.",
  remediation: {
    summary:
      "Name the image by the digest whose provenance was verified, and let admission verify signatures.",
    cli: "cosign verify <image>@sha256:<digest> --certificate-identity <builder> --certificate-oidc-issuer <issuer>",
    terraform: 'image = "registry.example.com/sandbox@sha256:..." in the pod template of the sandbox',
    console: ["Open the sandbox's manifest › podTemplate.spec.containers", "Replace the tag by the digest"],
  },
  references: [
    "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    "https://docs.sigstore.dev/policy-controller/overview/",
  ],

  evaluate: ({ properties: { unpinnedImages } }) =>
    unpinnedImages.length === 0
      ? pass
      : fail(`It runs ${unpinnedImages.join(", ")}, which can change`, { unpinnedImages }),

  examples: {
    pass: [{ name: "by digest", properties: { unpinnedImages: [] } }],
    fail: [{ name: "by tag", properties: { unpinnedImages: ["acme/sandbox:latest"] } }],
  },
});
