import { describe, expect, test } from "vitest";

import type { Resource } from "#lib/domain/resource.ts";
import {
  collectAzure,
  denied,
  graphRows,
  idOf,
  list,
  subscription,
  told,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { aiDeployments } from "./ai-deployments.ts";

const type = "microsoft.cognitiveservices/accounts";
const id = idOf("Microsoft.CognitiveServices/accounts", "AOAI");
const account = (properties: object = {}, rest: object = {}) => ({
  id,
  name: "AOAI",
  type,
  kind: "OpenAI",
  location: "swedencentral",
  sku: { name: "S0" },
  properties: { publicNetworkAccess: "Disabled", disableLocalAuth: true, ...properties },
  ...rest,
});
const gpt = { format: "OpenAI", name: "gpt-4o", version: "2024-11-20" };
const deployment = (name: string, properties: object = {}, rest: object = {}) => ({
  id: `${id}/deployments/${name}`,
  type: "Microsoft.CognitiveServices/accounts/deployments",
  name,
  etag: '"1"',
  sku: { name: "GlobalStandard", capacity: 50 },
  tags: { app: "copilot" },
  properties: {
    model: { ...gpt, publisher: "OpenAI", callRateLimit: null },
    versionUpgradeOption: "OnceNewDefaultVersionAvailable",
    currentCapacity: 50,
    capabilities: { chatCompletion: "true" },
    provisioningState: "Succeeded",
    raiPolicyName: "Strict",
    rateLimits: [{ key: "token", renewalPeriod: 60, count: 50_000 }],
    ...properties,
  },
  ...rest,
});
const filter = (name: string, contentFilters: object[], properties: object = {}) => ({
  id: `${id}/raiPolicies/${name}`,
  type: "Microsoft.CognitiveServices/accounts/raiPolicies",
  name,
  properties: {
    type: "UserManaged",
    mode: "Blocking",
    basePolicyName: "Microsoft.DefaultV2",
    contentFilters,
    ...properties,
  },
});
const harms = ["Hate", "Sexual", "Violence", "SelfHarm"].flatMap((name) =>
  ["Prompt", "Completion"].map((source) => ({
    name,
    source,
    enabled: true,
    blocking: true,
    severityThreshold: "Medium",
  })),
);
const shields = [
  { name: "Jailbreak", source: "Prompt", enabled: true, blocking: true },
  { name: "Indirect Attack", source: "Prompt", enabled: true, blocking: true },
  { name: "Protected Material Text", source: "Completion", enabled: true, blocking: true },
];
const models = list({
  ...gpt,
  kind: "OpenAI",
  skuName: "S0",
  lifecycleStatus: "GenerallyAvailable",
  deprecation: { inference: "2026-11-20T00:00:00Z", fineTune: null },
  maxCapacity: 10,
});

const collect = (given: Answers = {}, rows: { type: string }[] = [account()]) =>
  collectAzure(aiDeployments, {
    "Microsoft.ResourceGraph/Resources": graphRows(...rows),
    "Microsoft.CognitiveServices/Deployments_List": list(deployment("Chat")),
    "Microsoft.CognitiveServices/RaiPolicies_List": list(filter("Strict", [...harms, ...shields])),
    "Microsoft.CognitiveServices/Accounts_ListModels": models,
    "Microsoft.Insights/DiagnosticSettings_List": list(),
    ...given,
  });
const deployments = (...raw: object[]) => ({ "Microsoft.CognitiveServices/Deployments_List": list(...raw) });
const ofType = (resources: readonly Resource[], wanted: string) =>
  resources.filter((resource) => resource.type === `azure.cognitive-services.${wanted}`);

test("a deployment told in full brings its model and its filter", async () => {
  const { resources, relationships, outcome } = await collect();
  expect(outcome.state).toBe("complete");
  expect(resources).toEqual([
    {
      key: `${id}/deployments/chat`.toLowerCase(),
      type: "azure.cognitive-services.deployment",
      name: "Chat",
      account: subscription,
      region: "swedencentral",
      tags: { app: "copilot" },
      properties: {
        modelFormat: "OpenAI",
        modelName: "gpt-4o",
        modelVersion: "2024-11-20",
        sku: "GlobalStandard",
        capacity: 50,
        contentFilter: "Strict",
        versionUpgrade: "OnceNewDefaultVersionAvailable",
      },
      facets: { publicNetwork: false, keyAuthentication: false, customerKey: false, logsRequests: false },
    },
    {
      key: `/subscriptions/${subscription}/providers/microsoft.cognitiveservices/models/openai.gpt-4o.2024-11-20`,
      type: "azure.cognitive-services.model",
      name: "gpt-4o 2024-11-20",
      account: subscription,
      region: null,
      tags: {},
      properties: {
        format: "OpenAI",
        lifecycleStatus: "GenerallyAvailable",
        inferenceEndsAt: "2026-11-20T00:00:00Z",
      },
      facets: {
        origin: "provider",
        publisher: "OpenAI",
        version: "2024-11-20",
        lifecycle: "active",
        customerKey: true,
      },
    },
    {
      key: `${id}/raipolicies/strict`.toLowerCase(),
      type: "azure.cognitive-services.content-filter",
      name: "Strict",
      account: subscription,
      region: "swedencentral",
      tags: {},
      properties: {
        mode: "Blocking",
        basePolicy: "Microsoft.DefaultV2",
        systemManaged: false,
        jailbreakShield: true,
        indirectAttackShield: true,
        protectedMaterial: true,
        openCategories: [],
        blocklists: [],
        weakerAlternatives: [],
      },
      facets: {
        promptAttack: "high",
        contentFilter: "medium",
        sensitiveInformation: "none",
        grounding: false,
        deniedTopics: false,
        callerMayOverride: false,
      },
    },
  ]);
  expect(
    told(relationships).map((each) => each.replace("microsoft.cognitiveservices/accounts/aoai/", "")),
  ).toEqual([
    "deployments/chat hosted-on microsoft.cognitiveservices/accounts/aoai",
    `deployments/chat serves /subscriptions/${subscription}/providers/microsoft.cognitiveservices/models/openai.gpt-4o.2024-11-20`,
    "deployments/chat guarded-by microsoft.cognitiveservices/accounts/aoai/raipolicies/strict",
  ]);
});

describe("each filter, by each of its switches", () => {
  const strengthOf = async (entries: object[]) =>
    (await collect({ "Microsoft.CognitiveServices/RaiPolicies_List": list(filter("Strict", entries)) })).get(
      "Strict",
    );
  const changed = (name: string, source: string, change: object) =>
    harms.map((each) => (each.name === name && each.source === source ? { ...each, ...change } : each));

  test.each(
    ["Hate", "Sexual", "Violence", "SelfHarm"].flatMap((name) => [
      [name, "Prompt"],
      [name, "Completion"],
    ]),
  )(
    "%s of the %s: off, annotating, without a threshold and at each threshold",
    async (name = "", source = "") => {
      const strength = async (change: object) => (await strengthOf(changed(name, source, change))).facets;
      expect(await strength({ enabled: false })).toMatchObject({ contentFilter: "none" });
      expect(await strength({ blocking: false })).toMatchObject({ contentFilter: "none" });
      expect(await strength({ enabled: null })).toMatchObject({ contentFilter: "none" });
      expect(await strength({ severityThreshold: null })).toMatchObject({ contentFilter: "none" });
      expect(await strength({ severityThreshold: "High" })).toMatchObject({ contentFilter: "low" });
      expect(await strength({ severityThreshold: "Low" })).toMatchObject({ contentFilter: "medium" });
      const open = await strengthOf(changed(name, source, { enabled: false }));
      expect(open.properties).toMatchObject({ openCategories: [name.toLowerCase()] });
    },
  );

  test.each([
    ["Jailbreak", { jailbreakShield: true, indirectAttackShield: false }, "medium"],
    ["Indirect Attack", { jailbreakShield: false, indirectAttackShield: true }, "low"],
    ["IndirectAttack", { indirectAttackShield: true }, "low"],
    ["XPIA", { indirectAttackShield: true }, "low"],
    ["Protected Material Code", { protectedMaterial: true }, "none"],
    ["Profanity", { protectedMaterial: false }, "none"],
  ])("%s alone", async (name, properties, promptAttack) => {
    const shield = { name, source: "Prompt", enabled: true, blocking: true };
    expect(await strengthOf([...harms, shield])).toMatchObject({ properties, facets: { promptAttack } });
    const annotating = await strengthOf([...harms, { ...shield, blocking: false }]);
    expect(annotating).toMatchObject({
      facets: { promptAttack: "none" },
      properties: { jailbreakShield: false, protectedMaterial: false },
    });
  });

  test("no filter at all is none of them", async () => {
    expect(await strengthOf([])).toMatchObject({
      facets: { contentFilter: "none", promptAttack: "none" },
      properties: { openCategories: ["hate", "sexual", "violence", "selfharm"] },
    });
  });
});

describe("which filters are shown", () => {
  const weak = filter("Loose", []);
  const system = (name: string) =>
    filter(name, harms, { type: "SystemManaged", mode: "Default", basePolicyName: null });
  const filters = (...raw: object[]) => ({ "Microsoft.CognitiveServices/RaiPolicies_List": list(...raw) });

  test("those people made, and of Azure's own only the used one", async () => {
    const { resources } = await collect({
      ...deployments(deployment("Chat", { raiPolicyName: "microsoft.defaultv2" })),
      ...filters(system("Microsoft.Default"), system("Microsoft.DefaultV2"), weak),
    });
    expect(ofType(resources, "content-filter").map(({ name }) => name)).toEqual([
      "Microsoft.DefaultV2",
      "Loose",
    ]);
  });

  test("a weaker one beside the strict makes it overridable, and not the other way round", async () => {
    const { get } = await collect(filters(filter("Strict", [...harms, ...shields]), weak));
    expect(get("Strict")).toMatchObject({
      facets: { callerMayOverride: true },
      properties: { weakerAlternatives: ["Loose"] },
    });
    expect(get("Loose")).toMatchObject({
      facets: { callerMayOverride: false },
      properties: { weakerAlternatives: [] },
    });
  });

  test("a deployment that names none is guarded by Azure's default, which nobody chose", async () => {
    for (const raiPolicyName of [null, undefined, ""]) {
      const { relationships, get } = await collect(deployments(deployment("Chat", { raiPolicyName })));
      const guards = relationships.filter(({ kind }) => kind === "guarded-by").map(({ to }) => to);
      expect(guards).toEqual([expect.stringMatching(/\/raipolicies\/microsoft\.defaultv2$/)]);
      expect(get("Chat").properties).toMatchObject({ contentFilter: raiPolicyName ?? null });
    }
  });
});

describe("the model behind a deployment", () => {
  const modelOf = async (model: object, given: Answers = {}) =>
    ofType(
      (await collect({ ...deployments(deployment("Chat", { model })), ...given })).resources,
      "model",
    )[0];
  test.each([
    ["Stable", "active"],
    ["Preview", "active"],
    ["GenerallyAvailable", "active"],
    ["Deprecating", "legacy"],
    ["Deprecated", "retired"],
    ["Retiring tomorrow", "unstated"],
    [null, "unstated"],
  ])("that Azure calls %s is %s", async (lifecycleStatus, lifecycle) => {
    const answer = { "Microsoft.CognitiveServices/Accounts_ListModels": list({ ...gpt, lifecycleStatus }) };
    expect((await modelOf(gpt, answer))?.facets).toMatchObject({ lifecycle });
  });

  test("is told by its version: another version's end is not its own", async () => {
    const answer = {
      "Microsoft.CognitiveServices/Accounts_ListModels": list({
        ...gpt,
        version: "2024-05-13",
        lifecycleStatus: "Deprecated",
      }),
    };
    expect(await modelOf(gpt, answer)).toMatchObject({
      facets: { lifecycle: "unstated" },
      properties: { inferenceEndsAt: null },
    });
  });

  test("without a version goes by its name", async () => {
    expect(await modelOf({ format: "Mistral AI", name: "Mistral-large" })).toMatchObject({
      name: "Mistral-large",
      key: expect.stringMatching(/models\/mistral ai\.mistral-large\.default$/),
      facets: { version: null, publisher: "Mistral AI" },
    });
  });

  test.each([
    [{ keySource: "Microsoft.KeyVault" }, true],
    [{ keySource: "Microsoft.CognitiveServices" }, false],
  ])("fine-tuned, is encrypted as its account is: %j", async (encryption, customerKey) => {
    const tuned = { ...gpt, name: "gpt-4o-2024-08-06.ft-0a1b2c-claims" };
    const { resources } = await collect(deployments(deployment("Chat", { model: tuned })), [
      account({ encryption }),
    ]);
    expect(ofType(resources, "model")[0]?.facets).toMatchObject({ origin: "fine-tuned", customerKey });
  });

  test("is one resource, however many deployments and accounts serve it", async () => {
    const other = account({}, { id: `${id}2`, name: "AOAI2" });
    const { resources, relationships } = await collect(deployments(deployment("A"), deployment("B")), [
      account(),
      other,
    ]);
    expect(ofType(resources, "model")).toHaveLength(1);
    expect(relationships.filter(({ kind }) => kind === "serves")).toHaveLength(4);
  });

  test("is of unknown age where models may not be listed, and everything else is known", async () => {
    const model = await modelOf(gpt, { "Microsoft.CognitiveServices/Accounts_ListModels": denied("p") });
    expect(Object.keys(model?.unknown ?? {}).toSorted()).toEqual([
      "facets.lifecycle",
      "properties.inferenceEndsAt",
      "properties.lifecycleStatus",
    ]);
    expect(model?.facets).toMatchObject({ origin: "provider" });
  });
});

describe("accounts that hold nothing, or cannot be read", () => {
  const operationsFor = async (kind: string, raw: object[]) =>
    (await collect(deployments(...raw), [account({}, { kind })])).calls.map(
      ({ operation }) => operation.split("/")[1],
    );

  test("an account of speech without deployments is not asked for filters", async () => {
    expect(await operationsFor("SpeechServices", [])).toEqual(["Resources", "Deployments_List"]);
  });

  test.each(["OpenAI", "AIServices"])(
    "one of kind %s is, for its filters guard what comes next",
    async (kind) => {
      expect(await operationsFor(kind, [])).toContain("RaiPolicies_List");
    },
  );

  test("an account that does not parse makes the collection incomplete, so that its deployments are not swept", async () => {
    const odd = account({ networkAcls: { defaultAction: "Sometimes" } }, { id: `${id}-odd` });
    const { outcome, resources } = await collect({}, [account(), odd]);
    expect(ofType(resources, "deployment").map(({ name }) => name)).toEqual(["Chat"]);
    expect(outcome.state).not.toBe("complete");
    expect(outcome.unparsed[0]?.message).toContain(`${id}-odd`);
  });

  test.each(["Deployments_List", "RaiPolicies_List"])(
    "%s denied ends the collection as denied",
    async (operation) => {
      const { outcome } = await collect({ [`Microsoft.CognitiveServices/${operation}`]: denied("p") });
      expect(outcome).toMatchObject({
        state: "denied",
        unknown: { call: `Microsoft.CognitiveServices:${operation}` },
      });
    },
  );
});
