import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "notebook/no-public-address",
  title: "Notebook has no public address",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesToClass: "notebook",
  risk: "The notebook, and whatever its identity may do, is one stolen session or one unpatched service away from the internet.",
  remediation: {
    summary:
      "Create the notebook without a public address and reach it through the provider's proxy or a private network.",
    cli: "gcloud workbench instances create NAME --location ZONE --disable-public-ip",
    terraform: "gce_setup { disable_public_ip = true }",
    console: ["Vertex AI › Workbench › Create", "Networking › clear Assign external IP address"],
  },
  references: [
    "https://cloud.google.com/vertex-ai/docs/workbench/instances/create",
    "https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html",
  ],

  evaluate: ({ facets: { publicAddress } }) =>
    publicAddress ? fail("It has a public address", { publicAddress }) : pass,

  examples: {
    pass: [{ name: "private", facets: { publicAddress: false } }],
    fail: [{ name: "public", facets: { publicAddress: true } }],
  },
});
