import { describe, expect, test } from "vitest";

import {
  collectGcp,
  denied,
  home,
  inventoryOf,
  projectId,
  projectNumber,
  type Answers,
} from "#tests/support/recorded-gcp.ts";
import { dataDiscovery } from "./data-discovery.ts";
import { projectAlerting } from "./project-alerting.ts";
import { projectBudgets } from "./project-budgets.ts";
import { securityCenter } from "./security-center.ts";

const ai: Answers = {
  "serviceusage:services.list": { services: [{ name: "projects/1/services/aiplatform.googleapis.com" }] },
};
const ancestry: Answers = {
  "cloudresourcemanager:projects.getAncestry": {
    ancestor: [
      { resourceId: { type: "project", id: projectId } },
      { resourceId: { type: "folder", id: "1" } },
      { resourceId: { type: "organization", id: "771" } },
    ],
  },
};

describe("budgets", () => {
  const collect = (...budgets: object[]) =>
    collectGcp(projectBudgets, {
      ...home,
      ...ai,
      ...ancestry,
      "cloudbilling:projects.getBillingInfo": {
        billingEnabled: true,
        billingAccountName: "billingAccounts/A",
      },
      "billingbudgets:billingAccounts.budgets.list": { budgets },
    });
  const budget = (budgetFilter: object, given: object = {}) => ({
    name: "billingAccounts/A/budgets/b",
    displayName: "b",
    budgetFilter,
    thresholdRules: [{ thresholdPercent: 0.9 }],
    ...given,
  });

  test.each<[string, object, boolean]>([
    ["the whole account", {}, true],
    ["this project by number", { projects: [`projects/${projectNumber}`] }, true],
    ["another project", { projects: ["projects/1"] }, false],
    ["the folder above", { resourceAncestors: ["folders/1"] }, true],
    ["another folder", { resourceAncestors: ["folders/2"] }, false],
    ["storage alone", { services: ["services/95FF-2EF5-5EA1"] }, false],
    ["Vertex AI", { services: ["services/C7E2-9256-1C43"] }, true],
    ["a reseller's customer", { subaccounts: ["billingAccounts/B"] }, false],
  ])("for %s", async (_, filter, coversAi) => {
    expect((await collect(budget(filter))).only().facets).toMatchObject({ coversAi });
  });

  test.each<[string, object, boolean]>([
    ["its owners, who are told by default", {}, true],
    ["nobody", { notificationsRule: { disableDefaultIamRecipients: true } }, false],
    [
      "a channel",
      { notificationsRule: { disableDefaultIamRecipients: true, monitoringNotificationChannels: ["c"] } },
      true,
    ],
    ["nobody, for it has no threshold", { thresholdRules: [] }, false],
  ])("that tell %s", async (_, given, notifies) => {
    expect((await collect(budget({}, given))).only().facets).toMatchObject({ notifies });
  });

  test("of a project that nobody pays for are none", async () => {
    const unpaid = { "cloudbilling:projects.getBillingInfo": { billingEnabled: false } };
    expect((await collectGcp(projectBudgets, unpaid)).resources).toEqual([]);
  });
});

describe("alert policies", () => {
  const collect = (...policies: object[]) =>
    collectGcp(projectAlerting, {
      ...ai,
      "cloudasset:assets.list": inventoryOf(
        ...policies.map((data, at) => ({
          name: `//monitoring.googleapis.com/projects/p/alertPolicies/${at}`,
          assetType: "monitoring.googleapis.com/AlertPolicy",
          data: { name: `projects/p/alertPolicies/${at}`, ...data },
        })),
      ),
    });
  const onAi = {
    conditions: [{ conditionThreshold: { filter: 'metric.type = "aiplatform.googleapis.com/x"' } }],
  };

  test.each<[string, object, object]>([
    ["on AI with a channel", { ...onAi, notificationChannels: ["c"] }, { watchesAi: true, notifies: true }],
    ["on AI without", onAi, { watchesAi: true, notifies: false }],
    [
      "on AI, switched off",
      { ...onAi, enabled: false, notificationChannels: ["c"] },
      { watchesAi: false, notifies: false },
    ],
    [
      "on disks",
      { conditions: [{ conditionThreshold: { filter: "disk" } }], notificationChannels: ["c"] },
      { watchesAi: false },
    ],
    [
      "on a log of AI",
      {
        conditions: [
          { conditionMatchedLog: { filter: 'resource.type="aiplatform.googleapis.com/Endpoint"' } },
        ],
      },
      { watchesAi: true },
    ],
    [
      "in a query language",
      { conditions: [{ conditionPrometheusQueryLanguage: { query: "aiplatform_x > 1" } }] },
      { watchesAi: true },
    ],
  ])("%s", async (_, policy, facets) => {
    expect((await collect(policy)).only().facets).toMatchObject(facets);
  });

  test("whether the project uses AI is unknown where its services may not be listed", async () => {
    const { only } = await collectGcp(projectAlerting, {
      "serviceusage:services.list": denied("serviceusage.services.list"),
    });
    expect(only().unknown).toHaveProperty(["properties.usesAi"]);
  });
});

describe("Security Command Center", () => {
  const findings = "securitycenter:projects.sources.findings.list";
  const collect = (states: Record<string, string>, answers: Answers = {}) =>
    collectGcp(securityCenter, {
      ...ai,
      "securitycentermanagement:projects.locations.securityCenterServices.list": {
        securityCenterServices: Object.entries(states).map(([service, effectiveEnablementState]) => ({
          name: `projects/p/locations/global/securityCenterServices/${service}`,
          effectiveEnablementState,
        })),
      },
      ...answers,
    });

  test.each<[string, Record<string, string>, object]>([
    ["watches events", { "event-threat-detection": "ENABLED" }, { enabled: true, coversAi: true }],
    [
      "watches settings alone",
      { "security-health-analytics": "ENABLED", "event-threat-detection": "DISABLED" },
      { enabled: true, coversAi: false },
    ],
    [
      "only takes in what others found",
      { "event-threat-detection": "INGEST_ONLY" },
      { enabled: false, coversAi: false },
    ],
    ["is not there", {}, { enabled: false, coversAi: false }],
  ])("that %s", async (_, states, facets) => {
    expect((await collect(states)).only().facets).toMatchObject(facets);
  });

  test("keeps what is open on AI, and nothing else", async () => {
    const finding = (resourceName: string) => ({
      finding: { category: "C", severity: "HIGH", resourceName },
    });
    const { only, calls } = await collect(
      {},
      {
        [findings]: {
          listFindingsResults: [
            finding("//aiplatform.googleapis.com/projects/1/locations/l/models/2"),
            finding("//compute.googleapis.com/projects/1/zones/z/instances/i"),
          ],
        },
      },
    );
    expect(only().properties).toMatchObject({
      openFindings: [
        {
          category: "C",
          severity: "high",
          resource: "//aiplatform.googleapis.com/projects/1/locations/l/models/2",
        },
      ],
      truncated: false,
    });
    expect(calls.find(({ operation }) => operation === findings)?.input["filter"]).toContain(
      'state="ACTIVE"',
    );
  });

  test("stands where findings may not be listed", async () => {
    const { only } = await collect({}, { [findings]: denied("securitycenter.findings.list") });
    expect(only().unknown).toHaveProperty(["properties.openFindings"]);
  });

  test("stops at as many as anybody reads", async () => {
    const many = Array.from({ length: 300 }, () => ({
      finding: { category: "C", severity: "CRITICAL", resourceName: "//aiplatform.googleapis.com/x" },
    }));
    const { only } = await collect({}, { [findings]: { listFindingsResults: many } });
    expect(only().properties).toMatchObject({ truncated: true });
  });
});

describe("discovery of sensitive data", () => {
  const config = (data: object) => ({
    name: "//dlp.googleapis.com/x",
    assetType: "dlp.googleapis.com/DiscoveryConfig",
    data: { status: "RUNNING", ...data },
  });
  const target = { targets: [{ cloudStorageTarget: {} }] };
  const collect = (own: object[], above: object[] | ReturnType<typeof denied> = []) =>
    collectGcp(dataDiscovery, {
      ...ai,
      ...ancestry,
      "cloudasset:assets.list": inventoryOf(...own.map(config)),
      "cloudasset:organizations.assets.list": Array.isArray(above)
        ? inventoryOf(...above.map(config))
        : above,
    });

  test.each<[string, object[], object[], object]>([
    ["of its own", [target], [], { enabled: true, coversAi: true }],
    ["paused", [{ ...target, status: "PAUSED" }], [], { enabled: false, coversAi: false }],
    ["of secrets alone", [{ targets: [{ secretsTarget: {} }] }], [], { enabled: true, coversAi: false }],
    [
      "from the organization",
      [],
      [{ ...target, orgConfig: { location: { organizationId: "771" } } }],
      { coversAi: true },
    ],
    ["from the folder", [], [{ ...target, orgConfig: { location: { folderId: "1" } } }], { coversAi: true }],
    [
      "from another folder",
      [],
      [{ ...target, orgConfig: { location: { folderId: "2" } } }],
      { coversAi: false },
    ],
    ["of another project", [], [target], { coversAi: false }],
  ])("%s", async (_, own, above, facets) => {
    expect((await collect(own, above)).only().facets).toMatchObject(facets);
  });

  describe("what it found", () => {
    const place = "organizations/771/locations/europe";
    const above = {
      name: `${place}/discoveryConfigs/1`,
      targets: [{ cloudStorageTarget: {} }, { bigQueryTarget: {} }],
      orgConfig: { location: { organizationId: "771" } },
    };
    const high = { sensitivityScore: { score: "SENSITIVITY_HIGH" } };
    const named = (name: string) => ({ infoType: { name }, estimatedPrevalence: 10 });
    const files = [
      {
        fileStorePath: "gs://claims-letters",
        ...high,
        fileStoreInfoTypeSummaries: [named("PERSON_NAME"), named("IBAN_CODE")],
      },
      { fileStorePath: "gs://claims-open", sensitivityScore: { score: "SENSITIVITY_LOW" } },
      { fileStorePath: "s3://elsewhere", ...high },
    ];
    const table = (tableId: string, ...types: string[]) => ({
      datasetProjectId: "claims-ai-prod",
      datasetId: "claims",
      tableId,
      ...high,
      predictedInfoTypes: types.map(named),
    });
    const profiles = (answers: object, ...configs: object[]) =>
      collectGcp(dataDiscovery, {
        ...ai,
        ...ancestry,
        "cloudasset:assets.list": inventoryOf(),
        "cloudasset:organizations.assets.list": inventoryOf(...configs.map(config)),
        ...answers,
      });

    test("is told by store, with what it took the data for", async () => {
      const asked: unknown[] = [];
      const { only } = await profiles(
        {
          "dlp:organizations.locations.fileStoreDataProfiles.list": (input: unknown) => {
            asked.push(input);
            return { fileStoreDataProfiles: files };
          },
          "dlp:organizations.locations.tableDataProfiles.list": {
            tableDataProfiles: [table("a", "EMAIL_ADDRESS"), table("b", "PHONE_NUMBER")],
          },
        },
        above,
      );
      expect(only().properties).toMatchObject({
        sensitiveStores: [
          {
            store: "//bigquery.googleapis.com/projects/claims-ai-prod/datasets/claims",
            infoTypes: ["EMAIL_ADDRESS", "PHONE_NUMBER"],
          },
          { store: "//storage.googleapis.com/claims-letters", infoTypes: ["IBAN_CODE", "PERSON_NAME"] },
        ],
      });
      expect(asked).toMatchObject([
        { parent: place, filter: 'project_id = "claims-ai-prod" AND sensitivity_level = HIGH' },
      ]);
    });

    test("is nothing where nothing runs, and unknown where it may not be read", async () => {
      expect((await profiles({})).only().properties).toMatchObject({ sensitiveStores: [] });
      const refused = {
        "dlp:organizations.locations.fileStoreDataProfiles.list": denied("dlp.fileStoreProfiles.list"),
      };
      expect((await profiles(refused, above)).only().unknown).toMatchObject({
        "properties.sensitiveStores": { reason: "denied", permission: "dlp.fileStoreProfiles.list" },
      });
    });
  });

  test("what the organization may not show is unknown, unless the project has its own", async () => {
    const refused = denied("cloudasset.assets.listResource");
    expect(Object.keys((await collect([], refused)).only().unknown ?? {})).toEqual([
      "facets.enabled",
      "facets.coversAi",
    ]);
    expect((await collect([target], refused)).only().unknown).toBeUndefined();
  });
});
