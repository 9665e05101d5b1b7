import { describe, expect, test } from "vitest";

import { abilitiesOfPermissions, abilitiesOfRole, roleCan } from "./role-abilities.ts";

const none = new Map<string, readonly string[]>();

describe("basic roles", () => {
  test("Editor writes data and may attach service accounts, but grants nobody access", () => {
    const [all] = abilitiesOfRole("roles/editor", none) ?? [];
    expect(all?.service).toBe("*");
    expect(all?.abilities).toContain("write-data");
    expect(all?.abilities).toContain("pass-role");
    expect(all?.abilities).not.toContain("manage-access");
    expect(all?.abilities).not.toContain("read-secret");
  });

  test("Owner also grants access and reads secrets", () => {
    const [all] = abilitiesOfRole("roles/owner", none) ?? [];
    expect(all?.abilities).toEqual(expect.arrayContaining(["manage-access", "read-secret"]));
  });

  test("Viewer does not read the objects of buckets", () => {
    expect(roleCan("roles/viewer", "storage", "read-data")).toBe(false);
  });
});

describe("predefined roles stay within their service", () => {
  test.each([
    ["roles/storage.objectViewer", "storage", "read-data", "write-data"],
    ["roles/storage.objectCreator", "storage", "write-data", "read-data"],
    ["roles/bigquery.dataViewer", "bigquery", "read-data", "write-data"],
    ["roles/iam.serviceAccountTokenCreator", "iam", "assume", "pass-role"],
    ["roles/iam.serviceAccountUser", "iam", "pass-role", "assume"],
    ["roles/secretmanager.secretAccessor", "secretmanager", "read-secret", "manage"],
    ["roles/run.invoker", "run", "invoke-model", "deploy"],
    ["roles/aiplatform.user", "aiplatform", "invoke-model", "manage-access"],
  ] as const)("%s", (role, service, can, cannot) => {
    expect(roleCan(role, service, can)).toBe(true);
    expect(roleCan(role, service, cannot)).toBe(false);
    expect(roleCan(role, "compute", can)).toBe(false);
  });
});

test("a custom role is read by its permissions", () => {
  const custom = new Map([
    [
      "projects/p/roles/scorer",
      ["aiplatform.endpoints.predict", "storage.objects.get", "storage.objects.list"],
    ],
  ]);
  expect(abilitiesOfRole("projects/p/roles/scorer", custom)).toEqual([
    { service: "aiplatform", abilities: ["invoke-model"] },
    { service: "storage", abilities: ["read-data"] },
  ]);
});

test("permission to set a project's policy reaches every service", () => {
  expect(abilitiesOfPermissions(["resourcemanager.projects.setIamPolicy"])).toEqual([
    { service: "*", abilities: ["manage-access"] },
  ]);
});

test("creating a key for a service account is a way to become it", () => {
  expect(abilitiesOfPermissions(["iam.serviceAccountKeys.create"])).toEqual([
    { service: "iam", abilities: ["assume"] },
  ]);
});

test("a role that is not known is not taken for harmless, one that only logs is", () => {
  expect(abilitiesOfRole("roles/brand.newAdmin", none)).toBeNull();
  expect(abilitiesOfRole("projects/p/roles/unread", none)).toBeNull();
  expect(abilitiesOfRole("roles/logging.logWriter", none)).toEqual([]);
});
