import { expect, test } from "vitest";

import {
  collectGcp,
  denied,
  inventoryOf,
  projectId,
  told,
  type Answers,
} from "#tests/support/recorded-gcp.ts";
import { discoveryEngine } from "./discovery-engine.ts";

const collection = `projects/${projectId}/locations/eu/collections/default_collection`;
const asset = (type: string, path: string, data: object = {}) => ({
  name: `//discoveryengine.googleapis.com/${collection}/${path}`,
  assetType: `discoveryengine.googleapis.com/${type}`,
  data: { name: `${collection}/${path}`, ...data },
});
const widget = "discoveryengine:projects.locations.collections.engines.widgetConfigs.get";
const collect = (answers: Answers, ...assets: ReturnType<typeof asset>[]) =>
  collectGcp(discoveryEngine, { "cloudasset:assets.list": inventoryOf(...assets), ...answers });
const engine = asset("Engine", "engines/e", {
  displayName: "help",
  solutionType: "SOLUTION_TYPE_SEARCH",
  dataStoreIds: ["docs"],
});

test("an app leads to its stores and to its assistant, which answers from them", async () => {
  const { relationships, calls } = await collect(
    {},
    engine,
    asset("DataStore", "dataStores/docs", { contentConfig: "CONTENT_REQUIRED", aclEnabled: true }),
    asset("Assistant", "engines/e/assistants/default_assistant", {
      customerPolicy: {
        modelArmorConfig: { userPromptTemplate: `projects/${projectId}/locations/eu/templates/t` },
      },
    }),
  );
  const short = (text: string) => text.replaceAll(`locations/eu/collections/default_collection/`, "");
  expect(told(relationships).map(short)).toEqual([
    "discoveryengine:engines/e routes-to discoveryengine:dataStores/docs",
    "discoveryengine:engines/e/assistants/default_assistant grounded-on discoveryengine:dataStores/docs",
    "discoveryengine:engines/e/assistants/default_assistant guarded-by modelarmor:locations/eu/templates/t",
    "discoveryengine:engines/e routes-to discoveryengine:engines/e/assistants/default_assistant",
  ]);
  expect(calls.at(-1)?.input).toEqual({
    location: "eu",
    name: `${collection}/engines/e/widgetConfigs/default_search_widget_config`,
  });
});

test.each([
  ["lets anybody in", { accessSettings: { allowPublicAccess: true, enableWebApp: true } }, "none"],
  ["asks for an identity", { accessSettings: { allowPublicAccess: false } }, "identity"],
  ["says nothing", {}, "identity"],
])("a widget that %s", async (_, config, authentication) => {
  const { only } = await collect({ [widget]: config }, engine);
  expect(only().facets).toMatchObject({ publicNetwork: true, authentication });
});

test("who may use an app is unknown where its widget may not be read, and nobody from outside where it has none", async () => {
  const refused = await collect({ [widget]: denied("discoveryengine.widgetConfigs.get") }, engine);
  expect(refused.only().unknown).toHaveProperty(["facets.authentication"]);
  const absent = await collect({ [widget]: { fails: "not-found" } }, engine);
  expect(absent.only().facets).toMatchObject({ authentication: "identity" });
});

test("a store's key is named in either of two places", async () => {
  const kmsKey = "projects/p/locations/eu/keyRings/r/cryptoKeys/k";
  for (const data of [{ cmekConfig: { kmsKey } }, { kmsKeyName: kmsKey }]) {
    const { only } = await collect({}, asset("DataStore", "dataStores/docs", data));
    expect(only()).toMatchObject({
      properties: { content: "NO_CONTENT", sourceAcl: false },
      facets: { customerKey: true },
    });
  }
});

test("an assistant without Model Armor is guarded by nothing", async () => {
  const { relationships, only } = await collect(
    {},
    asset("Assistant", "engines/e/assistants/default_assistant", {
      webGroundingType: "WEB_GROUNDING_TYPE_GOOGLE_SEARCH",
    }),
  );
  expect(relationships.map(({ kind }) => kind)).toEqual(["routes-to"]);
  expect(only().properties).toMatchObject({ webGrounding: "google_search", failsOpen: false });
});
