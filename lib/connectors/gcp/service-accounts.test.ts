import { describe, expect, test } from "vitest";

import { isOfClass } from "#lib/domain/resource.ts";
import {
  collectGcp,
  denied,
  inventoryOf,
  projectId,
  projectNumber,
  type Answers,
  type Asset,
} from "#tests/support/recorded-gcp.ts";
import { identities } from "./identities.ts";

const uniqueId = "104185772903111222333";
const email = `app@${projectId}.iam.gserviceaccount.com`;
const key = `//iam.googleapis.com/projects/${projectId}/serviceAccounts/${email}`;
const numbered = `//iam.googleapis.com/projects/${projectId}/serviceAccounts/${uniqueId}`;
const projectAsset = (...bindings: object[]): Asset => ({
  name: `//cloudresourcemanager.googleapis.com/projects/${projectNumber}`,
  assetType: "cloudresourcemanager.googleapis.com/Project",
  data: { projectId },
  bindings,
});
const account = (data: object = {}, bindings?: object[]): Asset => ({
  name: numbered,
  assetType: "iam.googleapis.com/ServiceAccount",
  data: {
    name: `projects/${projectId}/serviceAccounts/${email}`,
    projectId,
    uniqueId,
    email,
    displayName: "Claims app",
    description: "",
    oauth2ClientId: uniqueId,
    ...data,
  },
  ...(bindings ? { bindings } : {}),
});
const keyAsset = (id: string, data: object = {}, owner = email): Asset => ({
  name: `//iam.googleapis.com/projects/${projectId}/serviceAccounts/${owner}/keys/${id}`,
  assetType: "iam.googleapis.com/ServiceAccountKey",
  data: {
    name: `projects/${projectId}/serviceAccounts/${owner}/keys/${id}`,
    keyAlgorithm: "KEY_ALG_RSA_2048",
    keyOrigin: "GOOGLE_PROVIDED",
    keyType: "USER_MANAGED",
    validAfterTime: "2026-01-01T00:00:00Z",
    validBeforeTime: "9999-12-31T23:59:59Z",
    ...data,
  },
});
const bucket = (name: string, bindings?: object[]): Asset => ({
  name: `//storage.googleapis.com/${name}`,
  assetType: "storage.googleapis.com/Bucket",
  data: { name },
  ...(bindings ? { bindings } : {}),
});
const bind = (role: string, ...members: string[]) => ({ role, members });
const self = `serviceAccount:${email}`;

const collect = (assets: Asset[], given: Answers = {}) =>
  collectGcp(identities, { "cloudasset:assets.list": inventoryOf(...assets), ...given });
const identityOf = async (assets: Asset[], given: Answers = {}, name = "Claims app") => {
  const found = (await collect(assets, given)).resources.find((resource) => resource.name === name);
  if (!found || !isOfClass(found, "identity")) throw new Error(`no identity ${name}`);
  return found;
};
const said = async (...args: Parameters<typeof identityOf>) =>
  (await identityOf(...args)).facets.grants.map(({ abilities, on }) => `${abilities.join("+")} on ${on}`);

test("an account told in full is kept under its address, with all that it may do", async () => {
  const activity = {
    "policyanalyzer:projects.locations.activityTypes.activities.query": {
      activities: [
        {
          fullResourceName: key,
          activityType: "serviceAccountLastAuthentication",
          observationPeriod: { startTime: "2026-01-01T00:00:00Z", endTime: "2026-11-20T00:00:00Z" },
          activity: {
            lastAuthenticatedTime: "2026-11-19T07:00:00Z",
            serviceAccount: { serviceAccountId: uniqueId },
          },
        },
      ],
    },
  };
  const { resources, outcome } = await collect(
    [account(), projectAsset(bind("roles/aiplatform.user", self)), keyAsset("k1")],
    activity,
  );
  expect(outcome.state).toBe("complete");
  expect(resources.filter(({ type }) => type !== "gcp.iam.allow-policy")).toEqual([
    {
      key,
      type: "gcp.iam.service-account",
      name: "Claims app",
      account: projectId,
      region: null,
      tags: {},
      properties: {
        email,
        disabled: false,
        defaultAccount: false,
        basicRoles: [],
        impersonators: [],
        unusedRoles: [],
        userManagedKeys: [{ id: "k1", createdAt: "2026-01-01T00:00:00Z", expiresAt: null }],
      },
      facets: {
        kind: "service-account",
        grants: [
          {
            effect: "allow",
            abilities: ["manage", "read-data", "write-data", "invoke-model", "deploy"],
            on: `//aiplatform.googleapis.com/projects/${projectId}/*`,
            conditional: false,
            source: `roles/aiplatform.user on //cloudresourcemanager.googleapis.com/projects/${projectId}`,
          },
        ],
        trusts: [],
        longLivedKeyCount: 1,
        lastUsedAt: "2026-11-19T07:00:00Z",
      },
    },
  ]);
});

describe("keys", () => {
  test.each<[string, Asset[], number, number]>([
    ["one without an end", [keyAsset("a")], 1, 1],
    ["one that ends", [keyAsset("a", { validBeforeTime: "2027-01-01T00:00:00Z" })], 1, 0],
    ["one that ended", [keyAsset("a", { validBeforeTime: "2026-02-01T00:00:00Z" })], 1, 0],
    ["one that does not say when", [keyAsset("a", { validBeforeTime: undefined })], 1, 1],
    ["one that Google rotates by itself", [keyAsset("a", { keyType: "SYSTEM_MANAGED" })], 0, 0],
    ["one that does not say whose it is", [keyAsset("a", { keyType: undefined })], 0, 0],
    ["one that is switched off", [keyAsset("a", { disabled: true })], 0, 0],
    ["one that was uploaded", [keyAsset("a", { keyOrigin: "USER_PROVIDED" })], 1, 1],
    [
      "several",
      [keyAsset("a"), keyAsset("b"), keyAsset("c", { validBeforeTime: "2027-01-01T00:00:00Z" })],
      3,
      2,
    ],
    ["one named by the account's number", [keyAsset("a", {}, uniqueId)], 1, 1],
    ["one of another account", [keyAsset("a", {}, `other@${projectId}.iam.gserviceaccount.com`)], 0, 0],
    ["none", [], 0, 0],
  ])("%s: %i, of which %i live long", async (_, keys, count, longLivedKeyCount) => {
    const { properties, facets } = await identityOf([account(), ...keys]);
    expect(properties["userManagedKeys"]).toHaveLength(count);
    expect(facets).toMatchObject({ longLivedKeyCount });
  });

  test("a key in another shape fails the collection: a key not seen is no key gone", async () => {
    const { outcome } = await collect([account(), keyAsset("a", { validAfterTime: "yesterday" })]);
    expect(outcome).toMatchObject({ state: "failed", unknown: { reason: "malformed" } });
  });
});

describe("what bindings let it do", () => {
  test.each<[string, Asset[], string[]]>([
    [
      "a role on the project",
      [projectAsset(bind("roles/bigquery.dataViewer", self))],
      [`read-data on //bigquery.googleapis.com/projects/${projectId}/*`],
    ],
    [
      "a role on every bucket, by each bucket's name",
      [projectAsset(bind("roles/storage.objectViewer", self)), bucket("a"), bucket("b")],
      ["read-data on //storage.googleapis.com/a", "read-data on //storage.googleapis.com/b"],
    ],
    [
      "a role on buckets, of which there are none",
      [projectAsset(bind("roles/storage.objectViewer", self))],
      [],
    ],
    [
      "a role on one bucket",
      [bucket("a", [bind("roles/storage.objectAdmin", self)]), bucket("b")],
      ["read-data+write-data on //storage.googleapis.com/a"],
    ],
    ["a role of another service on a bucket", [bucket("a", [bind("roles/bigquery.dataViewer", self)])], []],
    [
      "a basic role",
      [projectAsset(bind("roles/editor", self))],
      ["manage+read-data+write-data+invoke-model+deploy+pass-role on *"],
    ],
    [
      "a role that only looks",
      [projectAsset(bind("roles/logging.viewer", self), bind("roles/bigquery.jobUser", self))],
      [],
    ],
    ["a role of somebody else", [projectAsset(bind("roles/owner", "user:a@claims.example"))], []],
  ])("%s", async (_, assets, expected) => {
    expect(await said([account(), ...assets])).toEqual(expected);
  });

  test("a binding under a condition holds only maybe", async () => {
    const conditional = {
      ...bind("roles/storage.objectViewer", self),
      condition: { title: "until", expression: "request.time < timestamp('2027-01-01T00:00:00Z')" },
    };
    const { facets } = await identityOf([account(), bucket("a", [conditional])]);
    expect(facets.grants.map((grant) => grant.conditional)).toEqual([true]);
  });

  test("a disabled account may do nothing, and its basic roles are shown", async () => {
    const { facets, properties } = await identityOf([
      account({ disabled: true }),
      projectAsset(bind("roles/owner", self)),
    ]);
    expect(facets.grants).toEqual([]);
    expect(properties).toMatchObject({ disabled: true, basicRoles: ["roles/owner"] });
  });
});

describe("a custom role", () => {
  const role = `projects/${projectId}/roles/trainer`;
  const bound = [account(), projectAsset(bind(role, self))];
  test("is what its permissions are", async () => {
    const includedPermissions = [
      "aiplatform.endpoints.predict",
      "storage.objects.get",
      "iam.serviceAccounts.actAs",
      "resourcemanager.projects.get",
    ];
    const grants = await said([...bound, bucket("a")], {
      "iam:projects.roles.get": { name: role, includedPermissions },
    });
    expect(grants).toEqual([
      `invoke-model on //aiplatform.googleapis.com/projects/${projectId}/*`,
      "read-data on //storage.googleapis.com/a",
      `pass-role on //iam.googleapis.com/projects/${projectId}/*`,
    ]);
  });

  test.each([
    ["projects/x/roles/a", "iam:projects.roles.get"],
    ["organizations/7/roles/a", "iam:organizations.roles.get"],
    ["roles/dataflow.worker", "iam:roles.get"],
  ])("%s is asked for at %s", async (name, operation) => {
    const { calls } = await collect([account(), projectAsset(bind(name, self))]);
    expect(calls.filter((call) => call.operation.startsWith("iam:"))).toEqual([
      { operation, input: { name } },
    ]);
  });

  test.each([
    ["denied", denied("iam.roles.get")],
    ["deleted", { fails: "not-found" }],
    ["in another shape", { includedPermissions: "all" }],
  ])("that is %s leaves its holder's grants unknown, and nobody else's", async (_, answer) => {
    const other = {
      ...account({ uniqueId: "2", email: `b@${projectId}.iam.gserviceaccount.com`, displayName: "B" }),
      name: `${numbered}2`,
    };
    const given = { "iam:projects.roles.get": answer };
    const holder = await identityOf([...bound, other], given);
    expect(holder.unknown?.["facets.grants"]).toMatchObject({ permission: "iam.roles.get" });
    expect((await identityOf([...bound, other], given, "B")).unknown).toBeUndefined();
  });
});

describe("who may become it", () => {
  test("is said by the policy on the account, whatever name the inventory gives it", async () => {
    const policy = [
      bind("roles/iam.serviceAccountTokenCreator", "user:a@claims.example"),
      bind("roles/iam.serviceAccountUser", "group:g@claims.example"),
    ];
    const { properties, facets } = await identityOf([account({}, policy)]);
    expect(properties).toMatchObject({ impersonators: ["user:a@claims.example", "group:g@claims.example"] });
    expect(facets.trusts.map(({ principal }) => principal)).toEqual([
      `//iam.googleapis.com/projects/${projectId}/members/user:a@claims.example`,
    ]);
  });

  test("may pass or become it by grants that meet its key", async () => {
    const policy = [
      bind("roles/iam.serviceAccountUser", "user:a@claims.example"),
      bind("roles/iam.serviceAccountTokenCreator", "user:a@claims.example"),
    ];
    expect(await said([account({}, policy)], {}, "a@claims.example")).toEqual([
      `pass-role on ${key}`,
      `assume on ${key}`,
    ]);
  });
});

test.each([
  [`${projectNumber}-compute@developer.gserviceaccount.com`, true],
  [`${projectId}@appspot.gserviceaccount.com`, true],
  [email, false],
  [`x-compute@${projectId}.iam.gserviceaccount.com`, false],
])("%s is what workloads run as by default: %s", async (address, defaultAccount) => {
  expect((await identityOf([account({ email: address })])).properties).toMatchObject({ defaultAccount });
});

describe("people and groups", () => {
  test("are there where a binding names them, once, with all they hold", async () => {
    const assets = [
      projectAsset(
        bind(
          "roles/viewer",
          "user:A@claims.example",
          "group:g@claims.example",
          "allUsers",
          "domain:claims.example",
        ),
      ),
      bucket("a", [bind("roles/storage.objectViewer", "user:A@claims.example")]),
    ];
    const { resources } = await collect(assets);
    expect(resources.map(({ type, name }) => [type, name])).toEqual([
      ["gcp.iam.group", "g@claims.example"],
      ["gcp.iam.user", "A@claims.example"],
      ["gcp.iam.allow-policy", `Policy of ${projectId}`],
      ["gcp.iam.allow-policy", "Policy of a"],
    ]);
    expect(await said(assets, {}, "A@claims.example")).toEqual([
      `read-data on //aiplatform.googleapis.com/projects/${projectId}/*`,
      "read-data on //storage.googleapis.com/a",
    ]);
  });

  test("sign in where Google Workspace knows, which is not asked", async () => {
    const person = await identityOf(
      [projectAsset(bind("roles/viewer", "user:a@claims.example"))],
      {},
      "a@claims.example",
    );
    expect(person.unknown).toMatchObject({ "facets.lastUsedAt": { reason: "unsupported" } });
  });
});

describe("when it was last used", () => {
  const query = "policyanalyzer:projects.locations.activityTypes.activities.query";
  test.each([
    [
      "never",
      {
        activities: [
          { fullResourceName: key, activityType: "serviceAccountLastAuthentication", activity: {} },
        ],
      },
      null,
    ],
    ["not in what is told", {}, null],
  ])("%s", async (_, answer, lastUsedAt) => {
    const { facets, unknown } = await identityOf([account()], { [query]: answer });
    expect(facets).toMatchObject({ lastUsedAt });
    expect(unknown).toBeUndefined();
  });

  test.each([
    ["denied", "denied"],
    ["throttled", "throttled"],
    ["not-found", "failed"],
  ] as const)("where that is %s it is unknown, and the collection whole", async (fails, reason) => {
    const given = { [query]: { fails } };
    expect((await identityOf([account()], given)).unknown?.["facets.lastUsedAt"]).toMatchObject({ reason });
    expect((await collect([account()], given)).outcome.state).toBe("complete");
  });
});

test.each(["RESOURCE", "IAM_POLICY"])(
  "an inventory that denies its %s ends the collection as denied",
  async (wanted) => {
    const { outcome, resources } = await collect([], {
      "cloudasset:assets.list": (input) =>
        input["contentType"] === wanted ? denied("cloudasset.assets.list") : inventoryOf(account())(input),
    });
    expect(outcome.state).toBe("denied");
    expect(resources).toEqual([]);
  },
);
