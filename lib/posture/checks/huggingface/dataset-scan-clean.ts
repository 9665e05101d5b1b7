import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "huggingface/dataset-scan-clean",
  title: "Dataset's files passed the security scan",
  severity: "high",
  layer: "data",
  function: "detect",
  appliesTo: "huggingface.dataset",
  risk: "The scanners found malware, a dangerous import or a secret in a file that people load.",
  remediation: {
    summary: "Take the file out of the repository and its history, and look who loaded it.",
    cli: 'curl -H "Authorization: Bearer $HF_TOKEN" "https://huggingface.co/api/datasets/ORG/NAME?securityStatus=true"',
    terraform: "Nothing in Terraform: replace the files in the repository",
    console: [
      "huggingface.co › the dataset › Files › open the flagged file",
      "Delete it, and squash the history",
    ],
  },
  references: [
    "https://huggingface.co/docs/hub/security-malware",
    "https://huggingface.co/docs/hub/security-pickle",
  ],

  evaluate: ({ properties: { scanned, filesWithIssues } }) => {
    if (filesWithIssues.length > 0)
      return fail(`Flagged: ${filesWithIssues.slice(0, 3).join(", ")}`, {
        files: filesWithIssues.slice(0, 50),
      });
    return scanned ? pass : notApplicable;
  },

  examples: {
    pass: [{ name: "scanned and clean", properties: { scanned: true, filesWithIssues: [] } }],
    fail: [
      {
        name: "one file flagged",
        properties: { scanned: true, filesWithIssues: ["pytorch_model.bin (unsafe)"] },
      },
      {
        name: "flagged while others wait",
        properties: { scanned: false, filesWithIssues: ["x.pkl (unsafe)"] },
      },
    ],
    notApplicable: [{ name: "not scanned yet", properties: { scanned: false, filesWithIssues: [] } }],
  },
});
