import { z } from "zod";

import {
  bigqueryDatasets,
  documentBuckets,
  kmsKeyName,
  kmsPurposes,
  noiseBuckets,
  noiseServices,
  project,
  projectBindings,
  region,
  repositories,
  serviceAccount,
  serviceAccounts,
  type Binding,
  type Bucket,
  type Variant,
} from "./description.ts";
import { platformAssets } from "./platform-assets.ts";
import { vertexAssets } from "./vertex-answers.ts";

type Asset = { name: string; assetType: string; data: object; bindings: Binding[] };

const asset = (
  service: string,
  type: string,
  relativeName: string,
  data: object,
  bindings: Binding[] = [],
): Asset => ({
  name: `//${service}.googleapis.com/${relativeName}`,
  assetType: `${service}.googleapis.com/${type}`,
  data,
  bindings,
});

function assets(variant: Variant): Asset[] {
  return [
    asset(
      "cloudresourcemanager",
      "Project",
      `projects/${project.number}`,
      { projectId: project.id, projectNumber: project.number, lifecycleState: "ACTIVE" },
      projectBindings(variant),
    ),
    ...[...documentBuckets(variant), ...noiseBuckets()].map(bucketAsset),
    ...bigqueryDatasets().map(({ id, labels }) =>
      asset("bigquery", "Dataset", `projects/${project.id}/datasets/${id}`, {
        datasetReference: { projectId: project.id, datasetId: id },
        location: region,
        labels,
      }),
    ),
    ...serviceAccounts().map(serviceAccountAsset),
    ...platformAssets(variant).map(({ service, type, name, data }) => asset(service, type, name, data)),
    ...vertexAssets(variant).map(({ type, data }) => asset("aiplatform", type, data.name, data)),
    ...[{ name: "document-insights" }, ...noiseServices()].map(({ name }) =>
      asset(
        "run",
        "Service",
        `projects/${project.id}/locations/${region}/services/${name}`,
        { metadata: { name } },
        [{ role: "roles/run.invoker", members: [`group:${name}-users@acme-insurance.example`] }],
      ),
    ),
    ...repositories().map(repositoryAsset),
    ...kmsPurposes.map(kmsAsset),
    asset("logging", "LogBucket", `projects/${project.id}/locations/global/buckets/_Default`, {
      name: `projects/${project.id}/locations/global/buckets/_Default`,
      retentionDays: 400,
      lifecycleState: "ACTIVE",
      cmekSettings: { kmsKeyName: kmsKeyName("logs") },
    }),
  ];
}

/** A new bucket lets in who owns or edits its project. The like for viewers was taken out here. */
const convenienceBindings: readonly Binding[] = [
  "roles/storage.legacyBucketOwner",
  "roles/storage.legacyObjectOwner",
].map((role) => ({ role, members: [`projectEditor:${project.id}`, `projectOwner:${project.id}`] }));

const bucketAsset = ({ name, labels, isPublicAccessPrevented, bindings }: Bucket): Asset =>
  asset(
    "storage",
    "Bucket",
    name,
    {
      id: name,
      name,
      location: region.toUpperCase(),
      locationType: "region",
      storageClass: "STANDARD",
      labels,
      iamConfiguration: {
        publicAccessPrevention: isPublicAccessPrevented ? "enforced" : "inherited",
        uniformBucketLevelAccess: { enabled: true, lockedTime: "2026-08-16T08:00:00Z" },
      },
      encryption: { defaultKmsKeyName: kmsKeyName("storage") },
      versioning: { enabled: true },
      logging: { logBucket: "acme-storage-logs", logObjectPrefix: name },
    },
    [...convenienceBindings, ...bindings],
  );

/** Google numbers service accounts with 21 digits; these are made from their place in the list. */
function serviceAccountAsset(name: string, at: number): Asset {
  const uniqueId = `10${String(4_185_772_903 + at * 7_919).padStart(19, "0")}`;
  const email = serviceAccount(name);
  const impersonators = name === "artifact-publisher" ? [githubTrust] : [];
  return asset(
    "iam",
    "ServiceAccount",
    `projects/${project.id}/serviceAccounts/${uniqueId}`,
    {
      name: `projects/${project.id}/serviceAccounts/${email}`,
      projectId: project.id,
      uniqueId,
      email,
      displayName: name,
      oauth2ClientId: uniqueId,
    },
    impersonators,
  );
}

const githubTrust: Binding = {
  role: "roles/iam.workloadIdentityUser",
  members: [
    `principalSet://iam.googleapis.com/projects/${project.number}/locations/global/workloadIdentityPools/github/attribute.repository/acme-insurance/document-insights`,
  ],
};

function repositoryAsset({ name, labels }: ReturnType<typeof repositories>[number]): Asset {
  const fullName = `projects/${project.id}/locations/${region}/repositories/${name}`;
  const data = {
    name: fullName,
    format: "DOCKER",
    mode: "STANDARD_REPOSITORY",
    labels,
    kmsKeyName: kmsKeyName("artifacts"),
    dockerConfig: { immutableTags: true },
    vulnerabilityScanningConfig: { enablementConfig: "INHERITED", enablementState: "SCANNING_ACTIVE" },
  };
  const publisher = {
    role: "roles/artifactregistry.writer",
    members: [`serviceAccount:${serviceAccount("artifact-publisher")}`],
  };
  return asset("artifactregistry", "Repository", fullName, data, [publisher]);
}

const kmsAsset = (purpose: string): Asset =>
  asset("cloudkms", "CryptoKey", kmsKeyName(purpose), {
    name: kmsKeyName(purpose),
    purpose: "ENCRYPT_DECRYPT",
    rotationPeriod: "7776000s",
    nextRotationTime: "2026-12-20T00:00:00Z",
    versionTemplate: { protectionLevel: "SOFTWARE", algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION" },
  });

const Input = z.object({
  contentType: z.enum(["RESOURCE", "IAM_POLICY"]),
  assetTypes: z.array(z.string()).optional(),
  pageToken: z.string().optional(),
});
const pageSize = 25;
const readTime = "2026-11-16T05:30:00Z";

/** `assets.list`, in pages, as the Asset Inventory answers it. */
export function listAssetsAnswer(rawInput: unknown, variant: Variant): unknown {
  const { contentType, assetTypes, pageToken } = Input.parse(rawInput);
  const matching = assets(variant)
    .filter(({ assetType }) => assetTypes === undefined || assetTypes.includes(assetType))
    .filter(({ bindings }) => contentType === "RESOURCE" || bindings.length > 0);
  const start = pageToken === undefined ? 0 : Number(pageToken);
  const page = matching.slice(start, start + pageSize).map((found) => ({
    name: found.name,
    assetType: found.assetType,
    ...(contentType === "RESOURCE"
      ? {
          resource: {
            version: "v1",
            parent: `//cloudresourcemanager.googleapis.com/projects/${project.number}`,
            data: found.data,
            location: region,
          },
        }
      : { iamPolicy: { etag: "BwYKq3lT0aE=", bindings: found.bindings } }),
    ancestors: [`projects/${project.number}`, `organizations/${project.organization}`],
    updateTime: readTime,
  }));
  const next = start + pageSize;
  return {
    readTime,
    ...(page.length > 0 ? { assets: page } : {}),
    ...(next < matching.length ? { nextPageToken: String(next) } : {}),
  };
}
