import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/bucket-uniform-access",
  title: "Cloud Storage bucket decides access by IAM alone",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.storage.bucket",
  risk: "An access list on a single object can open it while the bucket looks closed.",
  remediation: {
    summary: "Switch uniform bucket-level access on.",
    cli: "gcloud storage buckets update gs://BUCKET --uniform-bucket-level-access",
    terraform: "uniform_bucket_level_access = true",
    console: ["Cloud Storage › open the bucket › Permissions › Access control", "Switch to uniform"],
  },
  references: ["https://cloud.google.com/storage/docs/uniform-bucket-level-access"],

  evaluate: ({ properties: { uniformAccess } }) =>
    uniformAccess ? pass : fail("Objects have access lists of their own", { uniformAccess }),

  examples: {
    pass: [{ name: "uniform", properties: { uniformAccess: true } }],
    fail: [{ name: "access lists on objects", properties: { uniformAccess: false } }],
  },
});
