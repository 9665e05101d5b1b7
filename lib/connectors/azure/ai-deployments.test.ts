import { expect, test } from "vitest";

import { AiAccount } from "./ai-accounts.ts";
import { normalizeDeployments, type DeploymentAnswers } from "./ai-deployments.ts";

const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/aoai";
const row = AiAccount.parse({
  id,
  name: "aoai",
  kind: "OpenAI",
  location: "westeurope",
  properties: { disableLocalAuth: true, publicNetworkAccess: "Disabled" },
});
const model = { format: "OpenAI", name: "gpt-4o", version: "2024-11-20" };
const deployment = (properties: object = {}) => ({
  id: `${id}/deployments/chat`,
  name: "chat",
  sku: { name: "Standard", capacity: 30 },
  properties: { model, raiPolicyName: "Strict", versionUpgradeOption: "NoAutoUpgrade", ...properties },
});
const filter = (name: string) => ({
  id: `${id}/raiPolicies/${name}`,
  name,
  properties: { contentFilters: [] },
});
const batchOf = (answers: Partial<DeploymentAnswers> = {}) =>
  normalizeDeployments(row, "s", {
    deployments: [deployment()],
    filters: [],
    models: { value: { value: [] }, unknown: null },
    logging: { logs: true, unknown: null },
    ...answers,
  });

test("a deployment has its account's network and keys", () => {
  expect(batchOf().resources[0]?.facets).toEqual({
    publicNetwork: false,
    keyAuthentication: false,
    customerKey: false,
    logsRequests: true,
  });
});

test("a deployment is hosted on its account, serves its model and is guarded by its filter", () => {
  expect(batchOf().relationships.map(({ kind, to }) => [kind, to])).toEqual([
    ["hosted-on", id.toLowerCase()],
    ["serves", "/subscriptions/s/providers/microsoft.cognitiveservices/models/openai.gpt-4o.2024-11-20"],
    ["guarded-by", `${id.toLowerCase()}/raipolicies/strict`],
  ]);
});

test.each([
  ["GenerallyAvailable", "active"],
  ["Deprecating", "legacy"],
  ["Deprecated", "retired"],
  ["SomethingNew", "unstated"],
])("a model that Azure calls %s is %s", (lifecycleStatus, lifecycle) => {
  const models = { value: { value: [{ ...model, lifecycleStatus }] }, unknown: null };
  expect(batchOf({ models }).resources[1]?.facets).toMatchObject({ lifecycle, origin: "provider" });
});

test("models that may not be listed have an unknown lifecycle, not a good one", () => {
  const unknown = { reason: "denied", call: "x:y", permission: "p", message: "no" } as const;
  const [, found] = batchOf({ models: { value: null, unknown } }).resources;
  expect(found?.facets).not.toHaveProperty("lifecycle");
  expect(found?.unknown).toHaveProperty(["facets.lifecycle"], unknown);
});

test("a fine-tuned model is the customer's, under the account's key", () => {
  const tuned = deployment({ model: { ...model, name: "gpt-4o-2024-08-06.ft-0a1b2c-claims" } });
  expect(batchOf({ deployments: [tuned] }).resources[1]?.facets).toMatchObject({
    origin: "fine-tuned",
    customerKey: false,
  });
});

test("Azure's own filters are kept only where a deployment uses them", () => {
  const filters = [filter("Microsoft.Default"), filter("Microsoft.DefaultV2"), filter("loose")];
  const used = deployment({ raiPolicyName: "Microsoft.DefaultV2" });
  const names = batchOf({ filters, deployments: [used] })
    .resources.filter(({ type }) => type === "azure.cognitive-services.content-filter")
    .map(({ name }) => name);
  expect(names).toEqual(["Microsoft.DefaultV2", "loose"]);
});

test("a deployment that does not parse is counted, and hides no other", () => {
  const { resources, unparsed } = batchOf({ deployments: [{ id: `${id}/deployments/odd` }, deployment()] });
  expect(resources[0]?.name).toBe("chat");
  expect(unparsed).toEqual([
    {
      call: "Microsoft.CognitiveServices:Deployments_List",
      message: expect.stringContaining("deployments/odd"),
    },
  ]);
});
