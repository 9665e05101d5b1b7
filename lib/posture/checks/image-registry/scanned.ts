import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "image-registry/scanned",
  title: "Images are scanned for vulnerabilities",
  severity: "medium",
  layer: "pipeline",
  function: "detect",
  appliesToClass: "image-registry",
  risk: "Known vulnerabilities in inference and training images go unseen until they are used.",
  remediation: {
    summary: "Switch vulnerability scanning on for the registry.",
    cli: "gcloud artifacts repositories update REPOSITORY --location LOCATION --allow-vulnerability-scanning",
    terraform: 'vulnerability_scanning_config { enablement_config = "INHERITED" }',
    console: ["Artifact Registry › Settings › Vulnerability scanning", "Turn on"],
  },
  references: [
    "https://cloud.google.com/artifact-analysis/docs/enable-automatic-scanning",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
  ],

  evaluate: ({ facets: { scanOnPush } }) =>
    scanOnPush ? pass : fail("Images are not scanned when pushed", { scanOnPush }),

  examples: {
    pass: [{ name: "scanned", facets: { scanOnPush: true } }],
    fail: [{ name: "not scanned", facets: { scanOnPush: false } }],
  },
});
