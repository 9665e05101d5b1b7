import type { Resource } from "#lib/domain/resource.ts";

export const googleProject = "demo";
export const googleProjectKey = `//cloudresourcemanager.googleapis.com/projects/${googleProject}`;
export const googlePlace = (key: string) => ({
  key,
  name: key.split("/").at(-1) ?? "",
  account: googleProject,
  region: null,
  tags: {},
});

export const googleAccount = (name: string, ...sources: string[]): Resource<"gcp.iam.service-account"> => ({
  ...googlePlace(
    `//iam.googleapis.com/projects/${googleProject}/serviceAccounts/${name}@demo.iam.gserviceaccount.com`,
  ),
  type: "gcp.iam.service-account",
  properties: {
    email: `${name}@demo.iam.gserviceaccount.com`,
    disabled: false,
    defaultAccount: false,
    basicRoles: [],
    unusedRoles: [],
    impersonators: [],
    userManagedKeys: [],
  },
  facets: {
    kind: "service-account",
    grants: sources.map((source) => ({
      effect: "allow",
      abilities: [],
      on: "*",
      conditional: false,
      source,
    })),
    trusts: [],
    longLivedKeyCount: 0,
    lastUsedAt: null,
  },
});
export type GoogleBinding = {
  role: string;
  members: string[];
  condition?: { title: string; expression: string } | null;
};
export const googlePolicy = (on: string, ...bindings: GoogleBinding[]): Resource<"gcp.iam.allow-policy"> => ({
  ...googlePlace(`//iam.googleapis.com/allowPolicies/${on}`),
  type: "gcp.iam.allow-policy",
  properties: { on, bindings: bindings.map((each) => ({ condition: null, ...each })), truncated: false },
  facets: {},
});
export const googleDenial = (on: string, permission: string): Resource<"gcp.iam.deny-policy"> => ({
  ...googlePlace(`//iam.googleapis.com/policies/${on}`),
  type: "gcp.iam.deny-policy",
  properties: {
    on,
    rules: [
      {
        deniedPrincipals: ["principalSet://goog/public:all"],
        exceptionPrincipals: [],
        deniedPermissions: [permission],
        exceptionPermissions: [],
        condition: null,
      },
    ],
    truncated: false,
  },
  facets: {},
});
