import type { Ability } from "#lib/domain/ability.ts";

/** Abilities over the resources of one service; `*` is every service of the resource the role is bound on. */
export type RoleAbilities = { service: string; abilities: readonly Ability[] }[];

/** Each permission that matters, and what it lets its holder do. Later lines do not override earlier ones. */
const permissionAbilities: readonly [permission: RegExp, ability: Ability][] = [
  [
    /^aiplatform\.(endpoints\.(predict|explain|streamingPredict)|indexEndpoints\.queryVectors|indexes\.query|reasoningEngines\.query)$/,
    "invoke-model",
  ],
  [/^aiplatform\.(models\.export|models\.get|datasets\.(get|export)|annotations\.get)$/, "read-data"],
  [
    /^aiplatform\.(datasets\.(update|import|delete)|indexes\.(update|upsertDatapoints)|annotations\.(create|update))$/,
    "write-data",
  ],
  [
    /^aiplatform\.(endpoints\.(deploy|create|update)|models\.(upload|update|delete)|indexEndpoints\.deploy)$/,
    "deploy",
  ],
  [/^aiplatform\.(customJobs|trainingPipelines|pipelineJobs)\.create$/, "deploy"],
  [/^aiplatform\.[a-zA-Z]+\.(delete|update)$/, "manage"],
  [/^storage\.objects\.get$/, "read-data"],
  [/^storage\.objects\.(create|update|delete)$/, "write-data"],
  [/^storage\.buckets\.(update|delete)$/, "manage"],
  [/^bigquery\.tables\.getData$/, "read-data"],
  [/^bigquery\.tables\.(updateData|create|update|delete)$/, "write-data"],
  [/^bigquery\.datasets\.(update|delete)$/, "manage"],
  [/^secretmanager\.versions\.access$/, "read-secret"],
  [/^cloudkms\.cryptoKeyVersions\.use/, "use-key"],
  [/^iam\.serviceAccounts\.(getAccessToken|getOpenIdToken|signBlob|signJwt|implicitDelegation)$/, "assume"],
  [/^iam\.serviceAccountKeys\.create$/, "assume"],
  [/^iam\.serviceAccounts\.actAs$/, "pass-role"],
  [/^run\.routes\.invoke$|^cloudfunctions\.functions\.invoke$/, "invoke-model"],
  [/^run\.services\.(create|update)$|^cloudfunctions\.functions\.(create|update|sourceCodeSet)$/, "deploy"],
  [/^(run\.services|cloudfunctions\.functions)\.delete$/, "manage"],
  [/^notebooks\.instances\.(update|delete|use|setWaiter)$/, "manage"],
  [/^artifactregistry\.repositories\.downloadArtifacts$/, "read-data"],
  [/^artifactregistry\.repositories\.uploadArtifacts$/, "write-data"],
  [/\.setIamPolicy$/, "manage-access"],
];

/** Predefined roles by what matters of them. Their long permission lists are Google's, and change weekly. */
const predefined: Readonly<Record<string, RoleAbilities>> = {
  "roles/owner": [
    {
      service: "*",
      abilities: [
        "manage",
        "manage-access",
        "read-data",
        "write-data",
        "invoke-model",
        "deploy",
        "pass-role",
        "read-secret",
      ],
    },
  ],
  "roles/editor": [
    { service: "*", abilities: ["manage", "read-data", "write-data", "invoke-model", "deploy", "pass-role"] },
  ],
  "roles/viewer": [
    { service: "aiplatform", abilities: ["read-data"] },
    { service: "storage", abilities: [] },
  ],
  "roles/aiplatform.admin": [
    {
      service: "aiplatform",
      abilities: ["manage", "manage-access", "read-data", "write-data", "invoke-model", "deploy"],
    },
  ],
  "roles/aiplatform.user": [
    { service: "aiplatform", abilities: ["manage", "read-data", "write-data", "invoke-model", "deploy"] },
  ],
  "roles/aiplatform.viewer": [{ service: "aiplatform", abilities: ["read-data"] }],
  "roles/aiplatform.serviceAgent": [
    { service: "aiplatform", abilities: ["manage", "read-data", "write-data", "invoke-model", "deploy"] },
    { service: "storage", abilities: ["read-data", "write-data"] },
    { service: "bigquery", abilities: ["read-data", "write-data"] },
  ],
  "roles/ml.admin": [{ service: "aiplatform", abilities: ["manage", "manage-access"] }],
  "roles/notebooks.admin": [{ service: "notebooks", abilities: ["manage", "manage-access", "deploy"] }],
  "roles/notebooks.runner": [{ service: "notebooks", abilities: ["manage", "deploy"] }],
  "roles/storage.admin": [
    { service: "storage", abilities: ["manage", "manage-access", "read-data", "write-data"] },
  ],
  "roles/storage.objectAdmin": [{ service: "storage", abilities: ["read-data", "write-data"] }],
  "roles/storage.objectUser": [{ service: "storage", abilities: ["read-data", "write-data"] }],
  "roles/storage.objectViewer": [{ service: "storage", abilities: ["read-data"] }],
  "roles/storage.objectCreator": [{ service: "storage", abilities: ["write-data"] }],
  "roles/storage.legacyBucketReader": [{ service: "storage", abilities: [] }],
  "roles/storage.legacyBucketWriter": [{ service: "storage", abilities: ["write-data"] }],
  "roles/storage.legacyBucketOwner": [
    { service: "storage", abilities: ["write-data", "manage", "manage-access"] },
  ],
  "roles/storage.legacyObjectReader": [{ service: "storage", abilities: ["read-data"] }],
  "roles/storage.legacyObjectOwner": [
    { service: "storage", abilities: ["read-data", "write-data", "manage-access"] },
  ],
  "roles/bigquery.admin": [
    { service: "bigquery", abilities: ["manage", "manage-access", "read-data", "write-data"] },
  ],
  "roles/bigquery.dataOwner": [
    { service: "bigquery", abilities: ["manage", "manage-access", "read-data", "write-data"] },
  ],
  "roles/bigquery.dataEditor": [{ service: "bigquery", abilities: ["read-data", "write-data"] }],
  "roles/bigquery.dataViewer": [{ service: "bigquery", abilities: ["read-data"] }],
  "roles/bigquery.jobUser": [{ service: "bigquery", abilities: [] }],
  "roles/bigquery.user": [{ service: "bigquery", abilities: [] }],
  "roles/iam.serviceAccountUser": [{ service: "iam", abilities: ["pass-role"] }],
  "roles/iam.serviceAccountTokenCreator": [{ service: "iam", abilities: ["assume"] }],
  "roles/iam.serviceAccountKeyAdmin": [{ service: "iam", abilities: ["assume"] }],
  "roles/iam.serviceAccountAdmin": [{ service: "iam", abilities: ["manage", "manage-access"] }],
  "roles/iam.workloadIdentityUser": [{ service: "iam", abilities: ["assume"] }],
  "roles/iam.securityAdmin": [{ service: "*", abilities: ["manage-access"] }],
  "roles/resourcemanager.projectIamAdmin": [{ service: "*", abilities: ["manage-access"] }],
  "roles/secretmanager.admin": [
    { service: "secretmanager", abilities: ["manage", "manage-access", "read-secret"] },
  ],
  "roles/secretmanager.secretAccessor": [{ service: "secretmanager", abilities: ["read-secret"] }],
  "roles/cloudkms.admin": [{ service: "cloudkms", abilities: ["manage", "manage-access"] }],
  "roles/cloudkms.cryptoKeyEncrypterDecrypter": [{ service: "cloudkms", abilities: ["use-key"] }],
  "roles/cloudkms.cryptoKeyDecrypter": [{ service: "cloudkms", abilities: ["use-key"] }],
  "roles/run.admin": [{ service: "run", abilities: ["manage", "manage-access", "invoke-model", "deploy"] }],
  "roles/run.developer": [{ service: "run", abilities: ["manage", "deploy"] }],
  "roles/run.invoker": [{ service: "run", abilities: ["invoke-model"] }],
  "roles/cloudfunctions.admin": [
    { service: "cloudfunctions", abilities: ["manage", "manage-access", "invoke-model", "deploy"] },
  ],
  "roles/cloudfunctions.developer": [
    { service: "cloudfunctions", abilities: ["manage", "invoke-model", "deploy"] },
  ],
  "roles/cloudfunctions.invoker": [{ service: "cloudfunctions", abilities: ["invoke-model"] }],
  "roles/artifactregistry.admin": [
    { service: "artifactregistry", abilities: ["manage", "manage-access", "read-data", "write-data"] },
  ],
  "roles/artifactregistry.writer": [{ service: "artifactregistry", abilities: ["read-data", "write-data"] }],
  "roles/artifactregistry.reader": [{ service: "artifactregistry", abilities: ["read-data"] }],
};

/** What a role lets its holder do, or null for a role that is not known here: then nobody may say it does little. */
export function abilitiesOfRole(
  role: string,
  customRoles: ReadonlyMap<string, readonly string[]>,
): RoleAbilities | null {
  const permissions = customRoles.get(role);
  if (permissions) return abilitiesOfPermissions(permissions);
  return predefined[role] ?? (isHarmless(role) ? [] : null);
}

/** Roles that only look, count or write telemetry. */
const isHarmless = (role: string): boolean =>
  /^roles\/(logging\.(logWriter|viewer)|monitoring\.|cloudtrace\.agent|browser$|serviceusage\.serviceUsageConsumer$|iam\.securityReviewer$|iam\.roleViewer$|cloudasset\.viewer$|errorreporting\.writer$|pubsub\.(subscriber|publisher|viewer)$)/.test(
    role,
  ) || /(?:\.|^roles\/[a-z]+\.)(metadataViewer|securityReviewer)$/.test(role);

export function abilitiesOfPermissions(permissions: readonly string[]): RoleAbilities {
  const byService = new Map<string, Set<Ability>>();
  for (const permission of permissions)
    for (const [pattern, ability] of permissionAbilities) {
      if (!pattern.test(permission)) continue;
      const service = serviceOfPermission(permission);
      byService.set(service, (byService.get(service) ?? new Set<Ability>()).add(ability));
    }
  return [...byService].map(([service, abilities]) => ({ service, abilities: [...abilities] }));
}

/** `resourcemanager.projects.setIamPolicy` changes access to everything in the project. */
const serviceOfPermission = (permission: string): string => {
  const [service = "*"] = permission.split(".");
  return service === "resourcemanager" ? "*" : service;
};

/** The same with custom roles, and null for a role nobody here knows: then it may or may not. */
export function roleMay(
  role: string,
  service: string,
  ability: Ability,
  customRoles: ReadonlyMap<string, readonly string[]>,
): boolean | null {
  const abilities = abilitiesOfRole(role, customRoles);
  return (
    abilities &&
    abilities.some(
      (part) => (part.service === "*" || part.service === service) && part.abilities.includes(ability),
    )
  );
}

/** Whether the role lets its holder read, or change, the data of `service`. */
export const roleCan = (role: string, service: string, ability: Ability): boolean =>
  (predefined[role] ?? []).some(
    (part) => (part.service === "*" || part.service === service) && part.abilities.includes(ability),
  );
