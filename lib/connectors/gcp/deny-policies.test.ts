import { expect, test } from "vitest";

import { collectGcp, projectId } from "#tests/support/recorded-gcp.ts";
import { organizationDenyPolicies, projectDenyPolicies } from "./deny-policies.ts";

const named = (on: string, id: string) =>
  `policies/cloudresourcemanager.googleapis.com%2F${on.replace("/", "%2F")}/denypolicies/${id}`;
const full = {
  "iam:policies.get": ({ attachmentPoint, policyId }: Readonly<Record<string, unknown>>) => ({
    name: named(
      String(attachmentPoint).replace("cloudresourcemanager.googleapis.com/", ""),
      String(policyId),
    ),
    displayName: "No keys",
    rules: [
      {
        denyRule: {
          deniedPrincipals: ["principalSet://goog/public:all"],
          exceptionPrincipals: ["principalSet://goog/group/security@claims.example"],
          deniedPermissions: ["iam.googleapis.com/serviceAccountKeys.create"],
          denialCondition: { expression: "!resource.matchTag('771/env', 'test')" },
        },
      },
      { description: "a rule of tomorrow" },
    ],
  }),
};

test("a policy is read for its rules, which the list leaves out", async () => {
  const { only, calls } = await collectGcp(projectDenyPolicies, {
    "iam:policies.listPolicies": { policies: [{ name: named(`projects/${projectId}`, "no-keys") }] },
    ...full,
  });
  expect(calls[1]?.input).toEqual({
    attachmentPoint: `cloudresourcemanager.googleapis.com/projects/${projectId}`,
    policyId: "no-keys",
  });
  expect(only()).toMatchObject({
    name: "No keys",
    properties: {
      on: `//cloudresourcemanager.googleapis.com/projects/${projectId}`,
      truncated: false,
      rules: [
        {
          deniedPermissions: ["iam.googleapis.com/serviceAccountKeys.create"],
          exceptionPermissions: [],
          condition: "!resource.matchTag('771/env', 'test')",
        },
      ],
    },
  });
});

test("the organization's are read with those of each folder", async () => {
  const { resources } = await collectGcp(organizationDenyPolicies, {
    "cloudresourcemanager:folders.search": { folders: [{ name: "folders/1" }, { name: "folders/2" }] },
    "iam:policies.listPolicies": ({ attachmentPoint }) =>
      String(attachmentPoint).endsWith("folders/1")
        ? {}
        : { policies: [{ name: "policies/x/denypolicies/a" }] },
    ...full,
  });
  expect(resources.map(({ properties }) => "on" in properties && properties.on)).toEqual([
    "//cloudresourcemanager.googleapis.com/organizations/771",
    "//cloudresourcemanager.googleapis.com/folders/2",
  ]);
});
