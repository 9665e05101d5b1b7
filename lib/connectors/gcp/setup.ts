import type { SetupStep } from "#lib/domain/connector.ts";
import { operations } from "./operations.ts";

/** The services whose APIs must be on, in the project that holds Nacre's service account. */
const requiredApis = [
  "accesscontextmanager",
  "billingbudgets",
  "cloudasset",
  "cloudbilling",
  "cloudresourcemanager",
  "dlp",
  "iam",
  "logging",
  "policyanalyzer",
  "recommender",
  "securitycenter",
  "securitycentermanagement",
  "serviceusage",
  "storage",
];

export function setupSteps(permissions: readonly string[]): readonly SetupStep[] {
  const granted = [...new Set([...permissions, "serviceusage.services.use"])].toSorted();
  const role = [
    "title: Nacre reader",
    "description: Reads the configuration of AI workloads. Reads no data and changes nothing.",
    "stage: GA",
    "includedPermissions:",
    ...granted.map((permission) => `- ${permission}`),
  ].join("\n");
  return [
    {
      title: "Create the role",
      text: "Save this as nacre-role.yaml and create it on the organization, so that it covers every project. On a single project, use --project PROJECT_ID instead and leave out resourcemanager.organizations.get.",
      code: { language: "yaml", text: role },
    },
    {
      title: "Create the service account and bind the role",
      text: "Replace ORGANIZATION_ID and PROJECT_ID. The service account may live in any project.",
      code: {
        language: "bash",
        text: [
          "gcloud iam roles create nacreReader --organization ORGANIZATION_ID --file nacre-role.yaml",
          "gcloud iam service-accounts create nacre-reader --project PROJECT_ID",
          "gcloud organizations add-iam-policy-binding ORGANIZATION_ID \\",
          "  --member serviceAccount:nacre-reader@PROJECT_ID.iam.gserviceaccount.com \\",
          "  --role organizations/ORGANIZATION_ID/roles/nacreReader",
        ].join("\n"),
      },
    },
    {
      title: "Switch on the APIs that answer",
      text: `Once, in the project of the service account. The services being read (${readServices().join(", ")}) need not be on: one that is off holds nothing.`,
      code: {
        language: "bash",
        text: `gcloud services enable --project PROJECT_ID ${requiredApis.map((api) => `${api}.googleapis.com`).join(" ")}`,
      },
    },
    {
      title: "Give Nacre the identity",
      text: "Best: run Nacre with Application Default Credentials, or paste a workload identity federation configuration, so that no key exists. Otherwise create a key and paste it here; it is sealed and never shown again.",
      code: {
        language: "bash",
        text: "gcloud iam service-accounts keys create nacre-key.json --iam-account nacre-reader@PROJECT_ID.iam.gserviceaccount.com",
      },
    },
  ];
}

const readServices = (): string[] =>
  [...new Set(Object.keys(operations).map((operation) => operation.split(":")[0] ?? ""))]
    .filter((service) => !requiredApis.includes(service))
    .toSorted();
