import { expect, test } from "vitest";

import { normalizeProject, type ProjectSurroundings } from "./projects.ts";

const found = [
  { name: "projects/999", projectId: "other" },
  {
    name: "projects/412903775186",
    projectId: "acme",
    displayName: "Acme",
    parent: "organizations/7",
    labels: { owner: "a" },
  },
];
const logBuckets = [
  {
    name: "//logging.googleapis.com/projects/acme/locations/global/buckets/_Default",
    assetType: "logging.googleapis.com/LogBucket",
    resource: { data: { name: "projects/acme/locations/global/buckets/_Default", retentionDays: 30 } },
  },
];
const standsAlone: ProjectSurroundings = {
  ancestors: [],
  inherited: { policies: [], unknown: null },
  perimeters: { value: [], unknown: null },
  floor: { value: null, unknown: null },
  services: { value: [], unknown: null },
};
const normalize = (
  policy: object,
  buckets: object[] = logBuckets,
  surroundings: Partial<ProjectSurroundings> = {},
) => {
  const scope = { account: "acme", region: null };
  const told = normalizeProject(found, policy, buckets, scope, { ...standsAlone, ...surroundings });
  const [project, auditLog] = told.resources;
  return { project, auditLog };
};
const logs = (service: string, ...logTypes: string[]) => ({
  auditConfigs: [{ service, auditLogConfigs: logTypes.map((logType) => ({ logType })) }],
});

test("the project is the one of the scope, with its number and labels", () => {
  expect(normalize({}).project).toMatchObject({
    key: "//cloudresourcemanager.googleapis.com/projects/acme",
    name: "Acme",
    tags: { owner: "a" },
    properties: { number: "412903775186", parent: "organizations/7", impersonators: [], publicMembers: [] },
  });
});

test("people are found in every binding that lets them become workloads or administer AI", () => {
  const bindings = [
    {
      role: "roles/iam.serviceAccountTokenCreator",
      members: ["serviceAccount:x@acme.iam.gserviceaccount.com", "user:a@acme.example"],
    },
    { role: "roles/iam.serviceAccountUser", members: ["group:g@acme.example"] },
    { role: "roles/aiplatform.admin", members: ["user:b@acme.example"] },
    { role: "roles/viewer", members: ["allAuthenticatedUsers"] },
  ];
  expect(normalize({ bindings }).project?.properties).toMatchObject({
    impersonators: ["user:a@acme.example", "group:g@acme.example"],
    aiAdministrators: ["user:b@acme.example"],
    publicMembers: ["allAuthenticatedUsers"],
  });
});

test.each([
  ["nothing configured", {}, false],
  ["every service, reads and writes", logs("allServices", "DATA_READ", "DATA_WRITE"), true],
  ["Vertex AI alone", logs("aiplatform.googleapis.com", "DATA_READ", "DATA_WRITE"), true],
  ["reads without writes", logs("allServices", "DATA_READ"), false],
  ["configuration reads only", logs("allServices", "ADMIN_READ"), false],
  ["on, with every category off", logs("allServices"), false],
  ["another service", logs("storage.googleapis.com", "DATA_READ", "DATA_WRITE"), false],
])("data events, %s: %s", (_, policy, dataEvents) => {
  expect(normalize(policy).auditLog?.facets).toMatchObject({ enabled: true, dataEvents });
});

test("exempted members and the retention of the default bucket are kept", () => {
  const policy = {
    auditConfigs: [
      {
        service: "allServices",
        auditLogConfigs: [
          { logType: "DATA_READ", exemptedMembers: ["user:a@acme.example"] },
          { logType: "DATA_WRITE" },
        ],
      },
    ],
  };
  expect(normalize(policy).auditLog).toMatchObject({
    properties: { exemptedMembers: ["user:a@acme.example"] },
    facets: { retentionDays: 30, customerKey: false },
  });
  expect(normalize(policy, []).auditLog?.facets).toMatchObject({ retentionDays: null });
});

const denied = {
  reason: "denied" as const,
  call: "cloudresourcemanager:folders.getIamPolicy",
  permission: "resourcemanager.folders.getIamPolicy",
  message: "no",
};

test("what a folder logs is logged of the project too", () => {
  const folder = { name: "folders/1", bindings: [], ...logs("allServices", "DATA_READ", "DATA_WRITE") };
  const policies = [
    {
      ...folder,
      auditConfigs: folder.auditConfigs.map((config) => ({
        ...config,
        auditLogConfigs: config.auditLogConfigs.map((log) => ({ ...log, exemptedMembers: [] })),
      })),
    },
  ];
  const { auditLog } = normalize({}, logBuckets, { inherited: { policies, unknown: null } });
  expect(auditLog?.facets).toMatchObject({ dataEvents: true });
});

test("where a policy above may not be read, what it might log is unknown, and what the project logs is not", () => {
  const inherited = { policies: [], unknown: denied };
  expect(normalize({}, logBuckets, { inherited }).auditLog?.unknown).toHaveProperty(["facets.dataEvents"]);
  const own = normalize(logs("allServices", "DATA_READ", "DATA_WRITE"), logBuckets, { inherited }).auditLog;
  expect(own?.unknown).toBeUndefined();
  expect(own?.facets).toMatchObject({ dataEvents: true });
});

test("services are those switched on, and unknown where they may not be listed", () => {
  const services = ["run.googleapis.com"];
  expect(
    normalize({}, logBuckets, { services: { value: services, unknown: null } }).project?.properties,
  ).toMatchObject({ enabledServices: ["run.googleapis.com"] });
  const { project } = normalize({}, logBuckets, { services: { value: null, unknown: denied } });
  expect(project?.unknown).toHaveProperty(["properties.enabledServices"]);
  expect(project?.properties).not.toHaveProperty("enabledServices");
});
