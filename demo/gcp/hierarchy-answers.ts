import { customRole, domain, project, type Binding, type Variant } from "./description.ts";

export const organization = `organizations/${project.organization}`;
export const productionFolder = "folders/518220946173";
const accessPolicy = "accessPolicies/640118273995";

const group = (name: string): string => `group:${name}@${domain}`;
const organizationBindings: Binding[] = [
  { role: "roles/browser", members: [`domain:${domain}`] },
  { role: "roles/iam.securityReviewer", members: [group("security-operations")] },
];
const folderBindings: Binding[] = [{ role: "roles/logging.viewer", members: [group("platform")] }];

const policy = (bindings: Binding[]) => ({ version: 3, etag: "BwYKq3lT0aE=", bindings });
const holder = (type: string, name: string, bindings: Binding[]) => ({
  name: `//cloudresourcemanager.googleapis.com/${name}`,
  assetType: `cloudresourcemanager.googleapis.com/${type}`,
  iamPolicy: { etag: "BwYKq3lT0aE=", bindings },
  ancestors: [organization],
});

/** Constraints that hold for the whole organization, each as the Organization Policy service keeps it. */
const constraints: [constraint: string, rule: object][] = [
  ["iam.managed.disableServiceAccountKeyCreation", { enforce: true }],
  ["iam.automaticIamGrantsForDefaultServiceAccounts", { enforce: true }],
  ["iam.allowedPolicyMemberDomains", { values: { allowedValues: ["is:C03f1h8xq"] } }],
  ["storage.uniformBucketLevelAccess", { enforce: true }],
  ["gcp.resourceLocations", { values: { allowedValues: ["in:eu-locations"] } }],
  [
    "vertexai.allowedGenAIModels",
    { values: { allowedValues: ["publishers/google/models/gemini-2.5-flash"] } },
  ],
];

/** Wrong until fixed: buckets may be opened to the public, which is how the training documents came to be. */
const organizationPolicies = (variant: Variant) =>
  [
    ...constraints,
    ...(variant === "fixed" ? [["storage.publicAccessPrevention", { enforce: true }] as const] : []),
  ].map(([constraint, rule]) => {
    const name = `${organization}/policies/${constraint}`;
    const spec = { etag: "CJb3w8kGEOCzu9kC", updateTime: "2026-03-02T09:00:00Z", rules: [rule] };
    return {
      name: `//orgpolicy.googleapis.com/${name}`,
      assetType: "orgpolicy.googleapis.com/Policy",
      resource: { version: "v2", data: { name, spec } },
      ancestors: [organization],
    };
  });

const discoveryName = `${organization}/locations/europe/discoveryConfigs/4410927753310276514`;
const dataDiscovery = {
  name: `//dlp.googleapis.com/${discoveryName}`,
  assetType: "dlp.googleapis.com/DiscoveryConfig",
  resource: {
    version: "v2",
    data: {
      name: discoveryName,
      displayName: "All data of the organization",
      status: "RUNNING",
      orgConfig: { projectId: "acme-security", location: { organizationId: project.organization } },
      targets: [
        { cloudStorageTarget: { filter: { others: {} } } },
        { bigQueryTarget: { filter: { otherTables: {} } } },
        { vertexDatasetTarget: { filter: { others: {} } } },
      ],
    },
  },
  ancestors: [organization],
};

const servicePerimeter = {
  name: `${accessPolicy}/servicePerimeters/ai_production`,
  title: "AI production",
  perimeterType: "PERIMETER_TYPE_REGULAR",
  status: {
    resources: [`projects/${project.number}`],
    restrictedServices: [
      "aiplatform.googleapis.com",
      "bigquery.googleapis.com",
      "notebooks.googleapis.com",
      "storage.googleapis.com",
    ],
    accessLevels: [`${accessPolicy}/accessLevels/corporate_devices`],
    vpcAccessibleServices: { enableRestriction: true, allowedServices: ["RESTRICTED-SERVICES"] },
  },
  etag: "47d1b5a3",
};

const workloadIdentityPool = `projects/${project.number}/locations/global/workloadIdentityPools/github`;

/** What Google answers about everything above the project, and about who may sign in from elsewhere. Null for the rest. */
export function hierarchyAnswer(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  variant: Variant,
): unknown {
  switch (operation) {
    case "folders.search":
      return {
        folders: [
          { name: productionFolder, parent: organization, displayName: "Production", state: "ACTIVE" },
        ],
      };
    case "projects.getAncestry":
      return {
        ancestor: [
          { resourceId: { type: "project", id: project.id } },
          { resourceId: { type: "folder", id: productionFolder.replace("folders/", "") } },
          { resourceId: { type: "organization", id: project.organization } },
        ],
      };
    case "folders.getIamPolicy":
      return policy(folderBindings);
    case "organizations.getIamPolicy":
      return policy(organizationBindings);
    case "organizations.assets.list":
      return {
        readTime: "2026-11-16T05:30:00Z",
        assets: assetsAbove(input, variant),
      };
    case "projects.locations.workloadIdentityPools.list":
      return {
        workloadIdentityPools: [
          { name: workloadIdentityPool, displayName: "GitHub", state: "ACTIVE", mode: "FEDERATION_ONLY" },
        ],
      };
    case "projects.locations.workloadIdentityPools.providers.list":
      return {
        workloadIdentityPoolProviders: [
          {
            name: `${workloadIdentityPool}/providers/actions`,
            displayName: "GitHub Actions",
            state: "ACTIVE",
            attributeMapping: {
              "google.subject": "assertion.sub",
              "attribute.repository": "assertion.repository",
            },
            attributeCondition: 'assertion.repository_owner_id == "48213377"',
            oidc: { issuerUri: "https://token.actions.githubusercontent.com" },
          },
        ],
      };
    default:
      return governanceAnswer(operation);
  }
}

function assetsAbove(
  { contentType, assetTypes }: Readonly<Record<string, unknown>>,
  variant: Variant,
): object[] {
  if (contentType === "IAM_POLICY")
    return [
      holder("Organization", organization, organizationBindings),
      holder("Folder", productionFolder, folderBindings),
    ];
  const looksForData = Array.isArray(assetTypes) && assetTypes.includes("dlp.googleapis.com/DiscoveryConfig");
  return looksForData ? [dataDiscovery] : organizationPolicies(variant);
}

function governanceAnswer(operation: string): unknown {
  switch (operation) {
    case "projects.roles.list":
      return { roles: [customRole] };
    case "organizations.roles.list":
    case "policies.listPolicies":
      return {};
    case "accessPolicies.list":
      return { accessPolicies: [{ name: accessPolicy, parent: organization, title: "Default policy" }] };
    case "accessPolicies.servicePerimeters.list":
      return { servicePerimeters: [servicePerimeter] };
    default:
      return null;
  }
}
