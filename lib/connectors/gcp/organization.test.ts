import { expect, test } from "vitest";

import { collectGcp, denied, home, told, type Answers } from "#tests/support/recorded-gcp.ts";
import { organization } from "./organization.ts";

const holder = (name: string, ...bindings: object[]) => ({
  name: `//cloudresourcemanager.googleapis.com/${name}`,
  assetType: `cloudresourcemanager.googleapis.com/${name.startsWith("folders/") ? "Folder" : "Organization"}`,
  iamPolicy: { bindings },
});
const policy = (on: string, constraint: string, spec: object) => ({
  name: `//orgpolicy.googleapis.com/${on}/policies/${constraint}`,
  assetType: "orgpolicy.googleapis.com/Policy",
  resource: { data: { name: `${on}/policies/${constraint}`, spec } },
});
const answers: Answers = {
  ...home,
  "cloudresourcemanager:projects.search": {
    projects: [{ name: "projects/582910347716", projectId: "claims-ai-prod", parent: "folders/2" }],
  },
  "cloudresourcemanager:folders.search": {
    folders: [
      { name: "folders/2", parent: "folders/1", displayName: "AI", state: "ACTIVE" },
      { name: "folders/1", parent: "organizations/771", displayName: "Production" },
      { name: "folders/3", parent: "organizations/771", displayName: "Gone", state: "DELETE_REQUESTED" },
      { name: "folders/9", parent: "organizations/8", displayName: "Another company's" },
    ],
  },
  "cloudasset:organizations.assets.list": ({ contentType }) => ({
    assets:
      contentType === "IAM_POLICY"
        ? [
            holder("organizations/771", { role: "roles/owner", members: ["user:root@claims.example"] }),
            holder(
              "folders/1",
              { role: "roles/iam.serviceAccountTokenCreator", members: ["group:dev@claims.example"] },
              { role: "roles/aiplatform.admin", members: ["serviceAccount:ci@x.iam.gserviceaccount.com"] },
            ),
          ]
        : [
            policy("organizations/771", "iam.managed.disableServiceAccountKeyCreation", {
              rules: [{ enforce: true }],
            }),
            policy("projects/582910347716", "vertexai.allowedGenAIModels", { rules: [{ denyAll: true }] }),
            policy("projects/1", "compute.requireOsLogin", { rules: [{ enforce: true }] }),
          ],
  }),
};

test("folders are found at any depth, without what is deleted or belongs to somebody else", async () => {
  const { outcome, relationships } = await collectGcp(organization, answers);
  expect(outcome.state).toBe("complete");
  expect(told(relationships.filter(({ kind }) => kind === "contains"))).toEqual([
    "cloudresourcemanager:organizations/771 contains cloudresourcemanager:folders/1",
    "cloudresourcemanager:folders/1 contains cloudresourcemanager:folders/2",
    "cloudresourcemanager:folders/2 contains cloudresourcemanager:projects/claims-ai-prod",
  ]);
});

test("who holds what above is told of each place by itself, people apart from workloads", async () => {
  const { resources } = await collectGcp(organization, answers);
  const of = (name: string) => resources.find((resource) => resource.name === name)?.properties;
  expect(of("Claims.example")).toMatchObject({ basicRoleMembers: ["user:root@claims.example"] });
  expect(of("Production")).toMatchObject({
    impersonators: ["group:dev@claims.example"],
    aiAdministrators: [],
    basicRoleMembers: [],
  });
});

test("a policy governs what it is set on, and one of a project nobody looks at is left out", async () => {
  const { relationships } = await collectGcp(organization, answers);
  expect(told(relationships.filter(({ kind }) => kind === "governed-by"))).toEqual([
    "cloudresourcemanager:organizations/771 governed-by orgpolicy:organizations/771/policies/iam.managed.disableServiceAccountKeyCreation",
    "cloudresourcemanager:projects/claims-ai-prod governed-by orgpolicy:projects/582910347716/policies/vertexai.allowedGenAIModels",
  ]);
});

test("where the policies may not be listed the hierarchy stands, and what governs it is unknown", async () => {
  const { outcome, resources } = await collectGcp(organization, {
    ...answers,
    "cloudasset:organizations.assets.list": ({ contentType }) =>
      contentType === "IAM_POLICY" ? {} : denied("cloudasset.assets.listResource"),
  });
  expect(outcome).toMatchObject({
    state: "denied",
    unknown: { permission: "cloudasset.assets.listResource" },
  });
  expect(resources.map(({ unknown }) => Object.keys(unknown ?? {}))).toEqual([
    ["relationships.governed-by"],
    ["relationships.governed-by"],
    ["relationships.governed-by"],
  ]);
});
