import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/runtime-secure-boot",
  title: "Colab Enterprise runtime verifies what it boots",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gcp.aiplatform.notebook-runtime",
  risk: "A changed boot image or kernel keeps running, unseen, beneath every notebook.",
  remediation: {
    summary: "Make the runtime from a template with secure boot.",
    cli: "gcloud colab runtime-templates create --display-name NAME --region REGION --enable-secure-boot",
    terraform: "shielded_vm_config { enable_secure_boot = true } on google_colab_runtime_template",
    console: ["Colab Enterprise › Runtime templates › New template", "Turn on secure boot"],
  },
  references: ["https://cloud.google.com/colab/docs/runtimes"],

  evaluate: ({ properties: { secureBoot } }) =>
    secureBoot ? pass : fail("Secure boot is off", { secureBoot }),

  examples: {
    pass: [{ name: "on", properties: { secureBoot: true } }],
    fail: [{ name: "off, which is the default", properties: { secureBoot: false } }],
  },
});
