import { expect, test } from "vitest";

import { collectGcp, projectId } from "#tests/support/recorded-gcp.ts";
import {
  FloorSetting,
  geminiScreening,
  modelArmor,
  normalizeFloorSetting,
  normalizeTemplate,
} from "./model-armor.ts";

const scope = { account: projectId, region: null };
const enabled = { filterEnforcement: "ENABLED" };
const categories = ["DANGEROUS", "HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT"];
const rai = (levels: (string | undefined)[]) => ({
  raiFilters: levels.map((confidenceLevel, at) => ({ filterType: categories[at], confidenceLevel })),
});
const floor = (filterConfig: object, given: object = {}) => ({
  name: `projects/${projectId}/locations/global/floorSetting`,
  filterConfig,
  enableFloorSettingEnforcement: true,
  integratedServices: ["AI_PLATFORM"],
  aiPlatformFloorSetting: { inspectAndBlock: true },
  ...given,
});
const facets = (filterConfig: object) =>
  normalizeFloorSetting(floor(filterConfig), scope).resources[0]?.facets;

test.each([
  ["on the least suspicion", { ...enabled, confidenceLevel: "LOW_AND_ABOVE" }, "high"],
  ["on some", { ...enabled, confidenceLevel: "MEDIUM_AND_ABOVE" }, "medium"],
  ["when it is sure", { ...enabled, confidenceLevel: "HIGH" }, "low"],
  ["without saying when", enabled, "high"],
  [
    "switched off, whatever its level",
    { filterEnforcement: "DISABLED", confidenceLevel: "LOW_AND_ABOVE" },
    "none",
  ],
])("a filter of attacks that acts %s", (_, piAndJailbreakFilterSettings, promptAttack) => {
  expect(facets({ piAndJailbreakFilterSettings })).toMatchObject({ promptAttack });
});

test.each([
  ["all of them", ["LOW_AND_ABOVE", "MEDIUM_AND_ABOVE", "LOW_AND_ABOVE", "LOW_AND_ABOVE"], "medium"],
  ["all, one of them weakly", ["LOW_AND_ABOVE", "HIGH", "LOW_AND_ABOVE", "LOW_AND_ABOVE"], "low"],
  ["three of four", ["LOW_AND_ABOVE", "LOW_AND_ABOVE", "LOW_AND_ABOVE"], "none"],
  ["none", [], "none"],
])("harm is filtered as well as its weakest category: %s", (_, levels, contentFilter) => {
  expect(facets({ raiSettings: rai(levels) })).toMatchObject({ contentFilter });
});

test.each([
  ["inspects", { basicConfig: enabled }, "block"],
  ["inspects by a template", { advancedConfig: { inspectTemplate: "t" } }, "block"],
  ["masks", { advancedConfig: { inspectTemplate: "t", deidentifyTemplate: "d" } }, "mask"],
  ["does not", { basicConfig: { filterEnforcement: "DISABLED" } }, "none"],
])("sensitive words: it %s", (_, sdpSettings, sensitiveInformation) => {
  expect(facets({ sdpSettings })).toMatchObject({ sensitiveInformation });
});

test.each([
  ["blocks", {}, "block"],
  ["looks on", { aiPlatformFloorSetting: { inspectOnly: true } }, "inspect"],
  ["looks on, which is the default", { aiPlatformFloorSetting: {} }, "inspect"],
  ["is not integrated", { integratedServices: [] }, "none"],
  ["takes over what the folder says", { enableFloorSettingEnforcement: undefined }, "none"],
  ["is switched off", { enableFloorSettingEnforcement: false }, "none"],
])("calls of Gemini where the floor setting %s", (_, given, screening) => {
  expect(geminiScreening(FloorSetting.parse(floor({}, given)))).toBe(screening);
});

test("a floor setting that is not enforced guards nothing and is not there", () => {
  expect(normalizeFloorSetting({}, scope).resources).toEqual([]);
  expect(normalizeFloorSetting(floor({}, { enableFloorSettingEnforcement: false }), scope).resources).toEqual(
    [],
  );
});

test("templates are read in each location but the global one, which has none", async () => {
  const { resources, calls } = await collectGcp(modelArmor, {
    "modelarmor:projects.locations.list": {
      locations: [{ locationId: "global" }, { locationId: "europe-west4" }],
    },
    "modelarmor:projects.locations.templates.list": {
      templates: [
        {
          name: "projects/582910347716/locations/europe-west4/templates/chat",
          templateMetadata: { enforcementType: "INSPECT_ONLY" },
        },
      ],
    },
  });
  expect(calls.filter(({ operation }) => operation.includes("templates")).map(({ input }) => input)).toEqual([
    { location: "europe-west4" },
  ]);
  expect(resources).toMatchObject([
    {
      key: `//modelarmor.googleapis.com/projects/${projectId}/locations/europe-west4/templates/chat`,
      properties: { enforcement: "inspect", missingCategories: categories },
    },
  ]);
});

test("a template blocks unless it says otherwise", () => {
  const [template] = normalizeTemplate({ name: "projects/p/locations/l/templates/a" }, scope).resources;
  expect(template?.properties).toMatchObject({ enforcement: "block" });
});
