import { defineCheck, fail, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfType } from "#lib/domain/resource.ts";

const aiServices = [
  "aiplatform.googleapis.com",
  "discoveryengine.googleapis.com",
  "dialogflow.googleapis.com",
  "documentai.googleapis.com",
];

const perimeter = (...restrictedServices: string[]) => ({
  resources: [
    {
      key: "perimeter",
      type: "gcp.accesscontextmanager.service-perimeter" as const,
      name: "AI production",
      account: "organizations/7",
      region: null,
      tags: {},
      properties: {
        kind: "regular" as const,
        restrictedServices,
        resourceCount: 1,
        accessLevels: [],
        openIngress: [],
        dryRunOnly: false,
      },
      facets: { enforced: true, coversAi: true },
    },
  ],
  relationships: [{ from: "example", kind: "governed-by" as const, to: "perimeter" }],
});
const notRead = {
  "relationships.governed-by": {
    reason: "denied" as const,
    call: "accesscontextmanager:accessPolicies.list",
    permission: "accesscontextmanager.policies.list",
    message: "no",
  },
};

export default defineCheck({
  id: "gcp/project-in-perimeter",
  title: "AI services of the project are inside a service perimeter",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.project",
  follows: ["governed-by"],
  followDepth: 1,
  risk: "A stolen token reads models, data and answers from any network, and can copy them into a project elsewhere.",
  remediation: {
    summary: "Put the project into an enforced service perimeter that restricts its AI and storage services.",
    cli: "gcloud access-context-manager perimeters update PERIMETER --policy POLICY --add-resources projects/NUMBER --add-restricted-services aiplatform.googleapis.com",
    terraform:
      'resource "google_access_context_manager_service_perimeter" { status { resources = ["projects/NUMBER"] restricted_services = ["aiplatform.googleapis.com", "storage.googleapis.com"] } }',
    console: [
      "Security › VPC Service Controls › open or create a perimeter",
      "Add the project, and restrict the Vertex AI API",
    ],
  },
  references: [
    "https://cloud.google.com/vertex-ai/docs/general/vpc-service-controls",
    "https://cloud.google.com/vpc-service-controls/docs/supported-products",
  ],

  evaluate: ({ key, properties: { enabledServices } }, graph) => {
    const used = aiServices.filter((service) => enabledServices.includes(service));
    if (used.length === 0) return notApplicable;
    const perimeters = graph
      .follow(key, "governed-by")
      .filter((resource) => isOfType(resource, "gcp.accesscontextmanager.service-perimeter"));
    if (perimeters.length === 0) return missing("No perimeter holds the project", { services: used });
    const restricted = new Set(perimeters.flatMap(({ properties }) => properties.restrictedServices));
    const outside = used.filter((service) => !restricted.has(service));
    return outside.length === 0
      ? pass
      : fail(`The perimeter does not restrict ${outside.join(", ")}`, { services: outside });
  },

  examples: {
    pass: [
      {
        name: "inside",
        properties: { enabledServices: ["aiplatform.googleapis.com", "run.googleapis.com"] },
        neighbours: perimeter("aiplatform.googleapis.com", "storage.googleapis.com"),
      },
    ],
    fail: [
      { name: "in none", properties: { enabledServices: ["aiplatform.googleapis.com"] } },
      {
        name: "in one that restricts storage alone",
        properties: { enabledServices: ["aiplatform.googleapis.com"] },
        neighbours: perimeter("storage.googleapis.com"),
      },
      {
        name: "one of two AI services is left out",
        properties: { enabledServices: ["aiplatform.googleapis.com", "dialogflow.googleapis.com"] },
        neighbours: perimeter("aiplatform.googleapis.com"),
      },
    ],
    notApplicable: [{ name: "no AI service is on", properties: { enabledServices: ["run.googleapis.com"] } }],
    unknown: [
      {
        name: "the perimeters may not be read",
        properties: { enabledServices: ["aiplatform.googleapis.com"] },
        unknown: notRead,
      },
    ],
  },
});
