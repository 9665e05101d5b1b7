import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/workbench-shielded",
  title: "Workbench instance verifies what it boots",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "gcp.notebooks.instance",
  risk: "A changed boot image or kernel keeps running, unseen, beneath every notebook.",
  remediation: {
    summary: "Switch secure boot, the virtual TPM and integrity monitoring on.",
    cli: "gcloud workbench instances update NAME --location ZONE --shielded-secure-boot=true --shielded-vtpm=true --shielded-integrity-monitoring=true",
    terraform:
      "shielded_instance_config { enable_secure_boot = true enable_vtpm = true enable_integrity_monitoring = true }",
    console: ["Vertex AI › Workbench › open the instance › Hardware", "Shielded VM › turn on all three"],
  },
  references: ["https://cloud.google.com/compute/shielded-vm/docs/shielded-vm"],

  evaluate: ({ properties: { secureBoot, integrityMonitoring, virtualTpm } }) =>
    secureBoot && integrityMonitoring && virtualTpm
      ? pass
      : fail("It lacks part of the shielded VM protections", { secureBoot, integrityMonitoring, virtualTpm }),

  examples: {
    pass: [
      { name: "all three", properties: { secureBoot: true, integrityMonitoring: true, virtualTpm: true } },
    ],
    fail: [
      {
        name: "no secure boot, which is the default",
        properties: { secureBoot: false, integrityMonitoring: true, virtualTpm: true },
      },
    ],
  },
});
