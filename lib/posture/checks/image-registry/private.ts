import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "image-registry/private",
  title: "Image registry is not readable by the public",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "image-registry",
  risk: "Anybody can pull the images of inference services, with the code, prompts and weights inside.",
  remediation: {
    summary: "Remove anonymous members from the repository's policy.",
    cli: "gcloud artifacts repositories remove-iam-policy-binding REPOSITORY --location LOCATION --member allUsers --role roles/artifactregistry.reader",
    terraform:
      "Remove allUsers and allAuthenticatedUsers from google_artifact_registry_repository_iam_member",
    console: [
      "Artifact Registry › select the repository › Permissions",
      "Remove allUsers and allAuthenticatedUsers",
    ],
  },
  references: [
    "https://cloud.google.com/artifact-registry/docs/access-control",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  ],

  evaluate: ({ facets: { publicRead } }) =>
    publicRead ? fail("Anybody may pull its images", { publicRead }) : pass,

  examples: {
    pass: [{ name: "named readers", facets: { publicRead: false } }],
    fail: [{ name: "anybody", facets: { publicRead: true } }],
  },
});
