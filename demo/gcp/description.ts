/** The project in words: what it holds, and the three things that are wrong with it until they are fixed. */
export type Variant = "as-is" | "fixed";

export const project = { id: "acme-document-insights", number: "412903775186", organization: "730118265940" };
export const region = "europe-west4";
export const domain = "acme-insurance.example";

export const serviceAccount = (name: string): string => `${name}@${project.id}.iam.gserviceaccount.com`;
const member = (name: string): string => `serviceAccount:${serviceAccount(name)}`;
const group = (name: string): string => `group:${name}@${domain}`;

export type Binding = { role: string; members: string[] };
const binding = (role: string, ...members: string[]): Binding => ({ role, members });

export const appLabels = { owner: "document-ai", environment: "production" };
const teams = ["payments", "portal", "policy-admin", "reporting", "platform"] as const;
const labelsOf = (team: string) => ({ owner: team, environment: "production" });

export const vertexIds = {
  endpoint: "8137291044128915456",
  model: "4418206937750142976",
  dataset: "6021745508134387712",
  index: "3390172845561479168",
  indexEndpoint: "2204913377812840448",
  pipeline: "7754120936048525312",
} as const;

export const customRole = {
  name: `projects/${project.id}/roles/documentScorer`,
  title: "Document scorer",
  includedPermissions: [
    "aiplatform.endpoints.predict",
    "aiplatform.indexEndpoints.queryVectors",
    "aiplatform.endpoints.get",
  ],
};

export type Bucket = {
  name: string;
  labels: Record<string, string>;
  isPublicAccessPrevented: boolean;
  bindings: Binding[];
};

/** Wrong until fixed: everybody may read the training documents. */
export const documentBuckets = (variant: Variant): Bucket[] => [
  {
    name: "acme-documents-training",
    labels: { ...appLabels, "data-classification": "confidential" },
    isPublicAccessPrevented: variant === "fixed",
    bindings: [
      binding(
        "roles/storage.objectViewer",
        ...(variant === "fixed" ? [] : ["allUsers"]),
        member("document-training"),
      ),
      binding("roles/storage.objectAdmin", group("document-ai-labeling")),
    ],
  },
  {
    name: "acme-documents-corpus",
    labels: { ...appLabels, "data-classification": "internal" },
    isPublicAccessPrevented: true,
    bindings: [
      binding(
        "roles/storage.objectViewer",
        member("document-insights"),
        ...(variant === "fixed" ? [member("research-workbench")] : []),
      ),
      binding("roles/storage.objectUser", member("document-intake")),
    ],
  },
  {
    name: "acme-documents-models",
    labels: { ...appLabels, "data-classification": "internal" },
    isPublicAccessPrevented: true,
    bindings: [binding("roles/storage.objectUser", member("document-training"))],
  },
  {
    name: "acme-storage-logs",
    labels: labelsOf("platform"),
    isPublicAccessPrevented: true,
    bindings: [binding("roles/storage.objectCreator", "group:cloud-storage-analytics@google.com")],
  },
];

/** Wrong until fixed: the notebook's account is Editor of the whole project. */
export const projectBindings = (variant: Variant): Binding[] => [
  binding("roles/viewer", group("document-ai"), group("security-operations")),
  binding("roles/browser", group("engineering")),
  binding("roles/logging.logWriter", ...workloadAccounts().map(member)),
  binding(customRole.name, member("document-insights")),
  ...(variant === "fixed" ? [] : [binding("roles/editor", member("research-workbench"))]),
];

const workloadAccounts = (): string[] => [
  "document-insights",
  "document-training",
  "document-intake",
  "research-workbench",
  ...noiseServices().map(({ name }) => name),
];

export const serviceAccounts = (): string[] => [
  ...workloadAccounts(),
  "artifact-publisher",
  "terraform-plan",
];

/** Ordinary services that touch no model. */
export const noiseServices = () =>
  teams.flatMap((team) =>
    ["api", "worker", "web"].map((part) => ({
      name: `${team}-${part}`,
      labels: labelsOf(team),
      variables: { LOG_LEVEL: "info", DATASET: `${team.replaceAll("-", "_")}_facts` },
      secretVariables: part === "api" ? ["DATABASE_PASSWORD"] : [],
    })),
  );

export const noiseBuckets = (): Bucket[] =>
  teams.flatMap((team) =>
    ["exports", "uploads", "archive"].map((kind) => ({
      name: `acme-${team}-${kind}`,
      labels: labelsOf(team),
      isPublicAccessPrevented: true,
      bindings: [binding("roles/storage.objectUser", member(`${team}-worker`))],
    })),
  );

export const bigqueryDatasets = () => [
  {
    id: "document_features",
    labels: appLabels,
    reader: serviceAccount("document-insights"),
    team: "document-ai",
  },
  ...teams.flatMap((team) =>
    ["facts", "staging"].map((kind) => ({
      id: `${team.replaceAll("-", "_")}_${kind}`,
      labels: labelsOf(team),
      reader: serviceAccount(`${team}-api`),
      team,
    })),
  ),
];

export const repositories = () =>
  ["document-insights", ...teams].map((name) => ({
    name,
    labels: name === "document-insights" ? appLabels : labelsOf(name),
  }));

export const kmsKeyName = (purpose: string): string =>
  `projects/${project.id}/locations/${region}/keyRings/acme/cryptoKeys/${purpose}`;
export const kmsPurposes = ["storage", "bigquery", "vertex", "workbench", "artifacts", "logs"] as const;
