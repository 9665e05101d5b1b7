import { productionFolder } from "./hierarchy-answers.ts";
import {
  appLabels,
  bigqueryDatasets,
  domain,
  kmsKeyName,
  noiseServices,
  project,
  projectBindings,
  region,
  serviceAccount,
  serviceAccounts,
  vertexIds,
  type Variant,
} from "./description.ts";

const parent = `projects/${project.id}/locations/${region}`;

export const projectsAnswer = {
  projects: [
    {
      name: `projects/${project.number}`,
      parent: productionFolder,
      projectId: project.id,
      state: "ACTIVE",
      displayName: "Acme document insights",
      createTime: "2025-11-03T10:20:31.118Z",
      labels: appLabels,
    },
  ],
};

export const organizationsAnswer = {
  organizations: [
    {
      name: `organizations/${project.organization}`,
      displayName: domain,
      state: "ACTIVE",
      directoryCustomerId: "C03f1h8xq",
    },
  ],
};

export const projectPolicyAnswer = (variant: Variant) => ({
  version: 3,
  etag: "BwYKq3lT0aE=",
  bindings: projectBindings(variant),
  auditConfigs: [
    {
      service: "allServices",
      auditLogConfigs: [{ logType: "ADMIN_READ" }, { logType: "DATA_READ" }, { logType: "DATA_WRITE" }],
    },
  ],
});

export const lastUsedAnswer = {
  activities: serviceAccounts().map((name) => ({
    fullResourceName: `//iam.googleapis.com/projects/${project.id}/serviceAccounts/${serviceAccount(name)}`,
    activityType: "serviceAccountLastAuthentication",
    observationPeriod: { startTime: "2026-08-17T07:00:00Z", endTime: "2026-11-15T08:00:00Z" },
    activity: { lastAuthenticatedTime: "2026-11-14T08:00:00Z" },
  })),
};

/** Wrong until fixed: the notebook answers at a public address. */
export const workbenchAnswer = (variant: Variant) => ({
  instances: [
    {
      name: `${parent}-a/instances/research-workbench`,
      state: "ACTIVE",
      labels: appLabels,
      creator: `research@${domain}`,
      gceSetup: {
        machineType: `projects/${project.id}/zones/${region}-a/machineTypes/n1-standard-4`,
        serviceAccounts: [
          {
            email: serviceAccount("research-workbench"),
            scopes: ["https://www.googleapis.com/auth/cloud-platform"],
          },
        ],
        disablePublicIp: variant === "fixed",
        bootDisk: { diskSizeGb: "150", diskEncryption: "CMEK", kmsKey: kmsKeyName("workbench") },
        dataDisks: [{ diskSizeGb: "100", diskEncryption: "CMEK", kmsKey: kmsKeyName("workbench") }],
        networkInterfaces: [
          {
            network: `projects/${project.id}/global/networks/acme-research`,
            ...(variant === "fixed" ? {} : { accessConfigs: [{ externalIp: "192.0.2.44" }] }),
          },
        ],
        shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
        metadata: { "notebook-disable-root": "true", "notebook-disable-downloads": "true" },
      },
    },
  ],
});

type Environment = ({ name: string; value: string } | { name: string; valueSource: object })[];

const runService = (name: string, labels: Record<string, string>, image: string, env: Environment) => ({
  name: `${parent}/services/${name}`,
  generation: "4",
  labels,
  createTime: "2026-03-11T13:05:22.401Z",
  ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
  uri: `https://${name}-7k2fqw3xda-ez.a.run.app`,
  urls: [`https://${name}-7k2fqw3xda-ez.a.run.app`, `https://${name}-${project.number}.${region}.run.app`],
  template: {
    serviceAccount: serviceAccount(name),
    vpcAccess: { egress: "ALL_TRAFFIC", networkInterfaces: [{ network: "acme-serving", subnetwork: "run" }] },
    containers: [
      { image: `${region}-docker.pkg.dev/${project.id}/${image}`, env, ports: [{ containerPort: 8080 }] },
    ],
  },
});

export const runAnswer = {
  services: [
    runService("document-insights", appLabels, "document-insights/app:2026.11.2", [
      { name: "VERTEX_ENDPOINT_ID", value: vertexIds.endpoint },
      {
        name: "VECTOR_INDEX_ENDPOINT",
        value: `projects/${project.number}/locations/${region}/indexEndpoints/${vertexIds.indexEndpoint}`,
      },
      { name: "FEATURE_DATASET", value: "document_features" },
      { name: "LOG_LEVEL", value: "info" },
    ]),
    ...noiseServices().map(({ name, labels, variables, secretVariables }) =>
      runService(name, labels, `${labels.owner}/${name}:2026.10.3`, [
        ...Object.entries(variables).map(([variable, value]) => ({ name: variable, value })),
        ...secretVariables.map((variable) => ({
          name: variable,
          valueSource: { secretKeyRef: { secret: `${name}-database`, version: "latest" } },
        })),
      ]),
    ),
  ],
};

export function bigqueryAnswer(datasetId: unknown): unknown {
  const dataset = bigqueryDatasets().find(({ id }) => id === datasetId);
  if (!dataset) throw new Error(`The estate has no BigQuery dataset ${String(datasetId)}`);
  return {
    kind: "bigquery#dataset",
    id: `${project.id}:${dataset.id}`,
    datasetReference: { projectId: project.id, datasetId: dataset.id },
    location: region,
    labels: dataset.labels,
    access: [
      { role: "OWNER", groupByEmail: `${dataset.team}@${domain}` },
      { role: "READER", userByEmail: dataset.reader },
      { role: "WRITER", specialGroup: "projectWriters" },
    ],
    defaultEncryptionConfiguration: { kmsKeyName: kmsKeyName("bigquery") },
    creationTime: "1760083200000",
    lastModifiedTime: "1793491200000",
  };
}

/** What is switched on in the project, as Service Usage tells it of one that serves a model. */
export const servicesAnswer = {
  services: [
    "aiplatform",
    "artifactregistry",
    "bigquery",
    "cloudasset",
    "cloudbuild",
    "cloudkms",
    "cloudresourcemanager",
    "compute",
    "dlp",
    "iam",
    "logging",
    "modelarmor",
    "monitoring",
    "notebooks",
    "run",
    "secretmanager",
    "securitycenter",
    "storage",
  ].map((api) => ({
    name: `projects/${project.number}/services/${api}.googleapis.com`,
    parent: `projects/${project.number}`,
    config: { name: `${api}.googleapis.com` },
    state: "ENABLED",
  })),
};
