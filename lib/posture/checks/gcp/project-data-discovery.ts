import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/project-data-discovery",
  title: "Data of the project is searched for what is sensitive",
  severity: "medium",
  layer: "data",
  function: "detect",
  appliesTo: "gcp.dlp.project-discovery",
  risk: "Personal and health data end up in training sets, indexes and prompts, and nobody knows.",
  remediation: {
    summary: "Set up discovery for the organization, with Cloud Storage, BigQuery and Vertex AI.",
    cli: "Create an organization-level discoveryConfig by dlp organizations.locations.discoveryConfigs.create with cloudStorageTarget, bigQueryTarget and vertexDatasetTarget",
    terraform:
      'resource "google_data_loss_prevention_discovery_config" { status = "RUNNING" targets { cloud_storage_target { filter { others {} } } } targets { vertex_dataset_target { filter { others {} } } } }',
    console: ["Sensitive Data Protection › Discovery › Create configuration", "Choose what to look through"],
  },
  references: ["https://cloud.google.com/sensitive-data-protection/docs/data-profiles"],

  evaluate: ({ properties: { usesAi, targets }, facets: { enabled, coversAi } }) => {
    if (!usesAi) return notApplicable;
    if (coversAi) return pass;
    return enabled
      ? fail("What feeds models is not among what is looked through", { targets })
      : fail("Nothing looks through it", { targets });
  },

  examples: {
    pass: [
      {
        name: "looked through",
        properties: { usesAi: true, targets: ["cloud-storage"] },
        facets: { enabled: true, coversAi: true },
      },
    ],
    fail: [
      {
        name: "nothing runs",
        properties: { usesAi: true, targets: [] },
        facets: { enabled: false, coversAi: false },
      },
      {
        name: "secrets alone",
        properties: { usesAi: true, targets: [] },
        facets: { enabled: true, coversAi: false },
      },
    ],
    notApplicable: [
      {
        name: "no service of AI is on",
        properties: { usesAi: false, targets: [] },
        facets: { enabled: false, coversAi: false },
      },
    ],
  },
});
