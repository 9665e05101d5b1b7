import { describe, expect, test } from "vitest";

import {
  collectGcp,
  denied,
  home,
  inventoryOf,
  projectId,
  told,
  type Answers,
} from "#tests/support/recorded-gcp.ts";
import { projects } from "./projects.ts";

const key = `//cloudresourcemanager.googleapis.com/projects/${projectId}`;
const logBucket = (name: string, data: object = {}) => ({
  name: `//logging.googleapis.com/projects/${projectId}/locations/global/buckets/${name}`,
  assetType: "logging.googleapis.com/LogBucket",
  data: {
    name: `projects/${projectId}/locations/global/buckets/${name}`,
    retentionDays: 400,
    lifecycleState: "ACTIVE",
    cmekSettings: {
      kmsKeyName: `projects/${projectId}/locations/global/keyRings/logs/cryptoKeys/k`,
      serviceAccountId: "sa",
    },
    ...data,
  },
});
const types = (...logTypes: string[]) => logTypes.map((logType) => ({ logType }));
const config = (service: string, auditLogConfigs: object[]) => ({ service, auditLogConfigs });
const collect = (policy: object, given: Answers = {}) =>
  collectGcp(projects, {
    ...home,
    "cloudresourcemanager:projects.getIamPolicy": { version: 3, etag: "BwY=", bindings: [], ...policy },
    "cloudasset:assets.list": inventoryOf(
      logBucket("_Required", { retentionDays: 3_650 }),
      logBucket("_Default"),
    ),
    ...given,
  });
const auditLogOf = async (policy: object, given: Answers = {}) => {
  const found = (await collect(policy, given)).resources.find(
    ({ type }) => type === "gcp.logging.audit-config",
  );
  if (!found) throw new Error("no audit configuration");
  return found;
};

test("a project told in full becomes a project and its audit configuration", async () => {
  const { resources, relationships, calls } = await collect(
    {
      auditConfigs: [config("allServices", types("ADMIN_READ", "DATA_READ", "DATA_WRITE"))],
    },
    {
      "cloudresourcemanager:projects.getAncestry": {
        ancestor: [
          { resourceId: { type: "project", id: projectId } },
          { resourceId: { type: "organization", id: "771" } },
        ],
      },
      "serviceusage:services.list": {
        services: [
          { name: "projects/582910347716/services/run.googleapis.com", state: "ENABLED" },
          { name: "projects/582910347716/services/aiplatform.googleapis.com", state: "ENABLED" },
        ],
      },
    },
  );
  expect(resources).toEqual([
    {
      key,
      type: "gcp.cloudresourcemanager.project",
      name: "Claims AI",
      account: projectId,
      region: null,
      tags: { owner: "claims" },
      properties: {
        number: "582910347716",
        parent: "organizations/771",
        impersonators: [],
        aiAdministrators: [],
        publicMembers: [],
        ancestors: ["organizations/771"],
        geminiScreening: "none",
        enabledServices: ["aiplatform.googleapis.com", "run.googleapis.com"],
      },
      facets: {},
    },
    {
      key: `${key}/auditConfig`,
      type: "gcp.logging.audit-config",
      name: `Audit logs of ${projectId}`,
      account: projectId,
      region: null,
      tags: {},
      properties: { loggedServices: ["allServices"], exemptedMembers: [] },
      facets: { enabled: true, dataEvents: true, retentionDays: 400, customerKey: true },
    },
  ]);
  expect(told(relationships)).toEqual([
    `cloudresourcemanager:projects/${projectId} logs-to cloudresourcemanager:auditConfig`,
  ]);
  // Without it Google leaves out bindings under a condition.
  expect(calls.find(({ operation }) => operation.endsWith("getIamPolicy"))?.input).toEqual({
    options: { requestedPolicyVersion: 3 },
  });
});

describe("whether use of data is logged", () => {
  const vertex = "aiplatform.googleapis.com";
  test.each<[string, object[], string[], boolean]>([
    ["nothing configured", [], [], false],
    [
      "all services, reads and writes",
      [config("allServices", types("DATA_READ", "DATA_WRITE"))],
      ["allServices"],
      true,
    ],
    ["all services, reads", [config("allServices", types("DATA_READ"))], [], false],
    ["all services, reads of configuration", [config("allServices", types("ADMIN_READ"))], [], false],
    ["all services, no type", [config("allServices", [])], [], false],
    ["Vertex AI, reads and writes", [config(vertex, types("DATA_READ", "DATA_WRITE"))], [vertex], true],
    ["Vertex AI, writes", [config(vertex, types("DATA_WRITE"))], [], false],
    [
      "storage only",
      [config("storage.googleapis.com", types("DATA_READ", "DATA_WRITE"))],
      ["storage.googleapis.com"],
      false,
    ],
    [
      "reads of all, and writes of Vertex AI",
      [config("allServices", types("DATA_READ")), config(vertex, types("DATA_WRITE"))],
      [vertex],
      true,
    ],
    [
      "writes of all, and reads of Vertex AI",
      [config(vertex, types("DATA_READ")), config("allServices", types("DATA_WRITE"))],
      [vertex],
      true,
    ],
    [
      "reads of storage, and writes of Vertex AI",
      [config("storage.googleapis.com", types("DATA_READ")), config(vertex, types("DATA_WRITE"))],
      [],
      false,
    ],
    [
      "Vertex AI in two entries",
      [config(vertex, types("DATA_READ")), config(vertex, types("DATA_WRITE"))],
      [vertex],
      true,
    ],
    ["a type of tomorrow", [config("allServices", types("DATA_READ", "DATA_THINK"))], [], false],
  ])("%s", async (_, auditConfigs, loggedServices, dataEvents) => {
    const found = await auditLogOf({ auditConfigs });
    expect(found).toMatchObject({ facets: { enabled: true, dataEvents }, properties: { loggedServices } });
  });
});

describe("who is left out of the log", () => {
  const exempt = (logType: string, ...exemptedMembers: string[]) => ({ logType, exemptedMembers });
  test.each<[string, object[], string[]]>([
    [
      "one member of reads",
      [config("allServices", [exempt("DATA_READ", "user:a@claims.example"), exempt("DATA_WRITE")])],
      ["user:a@claims.example"],
    ],
    [
      "one member of both, once",
      [
        config("allServices", [
          exempt("DATA_READ", "user:a@claims.example"),
          exempt("DATA_WRITE", "user:a@claims.example"),
        ]),
      ],
      ["user:a@claims.example"],
    ],
    [
      "members of all services and of one",
      [
        config("allServices", [exempt("DATA_READ", "user:a@claims.example"), exempt("DATA_WRITE")]),
        config("aiplatform.googleapis.com", [exempt("DATA_READ", "user:b@claims.example")]),
      ],
      ["user:a@claims.example", "user:b@claims.example"],
    ],
    [
      "members of what is not logged anyway",
      [config("allServices", [exempt("DATA_READ", "user:a@claims.example")])],
      [],
    ],
    ["nobody", [config("allServices", types("DATA_READ", "DATA_WRITE"))], []],
  ])("%s", async (_, auditConfigs, exemptedMembers) => {
    expect((await auditLogOf({ auditConfigs })).properties).toMatchObject({ exemptedMembers });
  });
});

describe("where the log is kept", () => {
  test.each<[string, ReturnType<typeof logBucket>[], number | null, boolean]>([
    [
      "the default bucket",
      [logBucket("_Default", { retentionDays: 30, cmekSettings: undefined })],
      30,
      false,
    ],
    ["the default bucket under the customer's key", [logBucket("_Default")], 400, true],
    [
      "a default bucket that states no days",
      [logBucket("_Default", { retentionDays: undefined })],
      null,
      true,
    ],
    ["only the bucket that nobody can change", [logBucket("_Required", { retentionDays: 400 })], null, false],
    ["a bucket that is named alike", [logBucket("my_Default", { retentionDays: 9 })], null, false],
    ["nowhere told", [], null, false],
  ])("%s", async (_, buckets, retentionDays, customerKey) => {
    const found = await auditLogOf({}, { "cloudasset:assets.list": inventoryOf(...buckets) });
    expect(found.facets).toMatchObject({ retentionDays, customerKey });
  });
});

describe("who holds what on the whole project", () => {
  const bindings = (...list: [role: string, ...members: string[]][]) => ({
    bindings: list.map(([role, ...members]) => ({ role, members })),
  });
  const projectWith = async (policy: object) => (await collect(policy)).resources[0]?.properties;
  test.each([
    ["roles/iam.serviceAccountTokenCreator", "impersonators"],
    ["roles/iam.serviceAccountUser", "impersonators"],
    ["roles/iam.serviceAccountKeyAdmin", "impersonators"],
    ["roles/iam.workloadIdentityUser", "impersonators"],
    ["roles/aiplatform.admin", "aiAdministrators"],
    ["roles/ml.admin", "aiAdministrators"],
    ["roles/notebooks.admin", "aiAdministrators"],
  ])("people with %s are its %s, and workloads are not", async (role, list) => {
    const properties = await projectWith(
      bindings([
        role,
        "user:a@claims.example",
        "serviceAccount:x@claims-ai-prod.iam.gserviceaccount.com",
        "group:g@claims.example",
      ]),
    );
    expect(properties).toMatchObject({ [list]: ["user:a@claims.example", "group:g@claims.example"] });
  });

  test.each(["roles/aiplatform.user", "roles/iam.serviceAccountViewer", "roles/viewer", "roles/editor"])(
    "%s is neither",
    async (role) => {
      expect(await projectWith(bindings([role, "user:a@claims.example"]))).toMatchObject({
        impersonators: [],
        aiAdministrators: [],
      });
    },
  );

  test("one person with several such roles is named once", async () => {
    const properties = await projectWith(
      bindings(
        ["roles/iam.serviceAccountUser", "user:a@claims.example"],
        ["roles/iam.serviceAccountTokenCreator", "user:a@claims.example"],
      ),
    );
    expect(properties).toMatchObject({ impersonators: ["user:a@claims.example"] });
  });

  test("anybody bound on the project itself is shown by name", async () => {
    const properties = await projectWith(
      bindings(
        ["roles/viewer", "allUsers", "user:a@claims.example"],
        ["roles/browser", "allAuthenticatedUsers", "allUsers"],
      ),
    );
    expect(properties).toMatchObject({ publicMembers: ["allUsers", "allAuthenticatedUsers"] });
  });
});

describe("what could not be read", () => {
  test("a policy that is denied ends the collection as denied", async () => {
    const { outcome, resources } = await collect(
      {},
      { "cloudresourcemanager:projects.getIamPolicy": denied("resourcemanager.projects.getIamPolicy") },
    );
    expect(outcome).toMatchObject({
      state: "denied",
      unknown: { permission: "resourcemanager.projects.getIamPolicy" },
    });
    expect(resources).toEqual([]);
  });

  test("log buckets that are denied end it too, for their days would be guessed", async () => {
    const { outcome } = await collect(
      {},
      { "cloudasset:assets.list": denied("cloudasset.assets.listResource") },
    );
    expect(outcome.state).toBe("denied");
  });

  test.each([
    ["bindings that are none", { bindings: "none" }],
    ["an audit configuration without its service", { auditConfigs: [{ auditLogConfigs: [] }] }],
  ])("%s fail the collection as malformed, never as an empty policy", async (_, policy) => {
    const { outcome, resources } = await collect(policy);
    expect(outcome).toMatchObject({ state: "failed", unknown: { reason: "malformed" } });
    expect(resources).toEqual([]);
  });
});
