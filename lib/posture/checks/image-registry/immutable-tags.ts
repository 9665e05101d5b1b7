import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "image-registry/immutable-tags",
  title: "Image tags cannot be overwritten",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "image-registry",
  risk: "Whoever may push can replace the image behind a tag that inference or training pulls.",
  remediation: {
    summary: "Make the repository's tags immutable.",
    cli: "gcloud artifacts repositories update REPOSITORY --location LOCATION --immutable-tags",
    terraform: "docker_config { immutable_tags = true }",
    console: ["Artifact Registry › select the repository › Edit", "Immutable image tags › Enabled"],
  },
  references: [
    "https://cloud.google.com/artifact-registry/docs/repositories/create-repos",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
  ],

  evaluate: ({ facets: { immutableTags } }) =>
    immutableTags ? pass : fail("Tags may be overwritten", { immutableTags }),

  examples: {
    pass: [{ name: "immutable", facets: { immutableTags: true } }],
    fail: [{ name: "mutable", facets: { immutableTags: false } }],
  },
});
