import { expect, test } from "vitest";

import { collectGcp, denied, inventoryOf, projectId, type Answers } from "#tests/support/recorded-gcp.ts";
import { apiKeys } from "./api-keys.ts";

const gemini = "generativelanguage.googleapis.com";
const switchedOn = (...apis: string[]): Answers => ({
  "serviceusage:services.list": { services: apis.map((api) => ({ name: `projects/1/services/${api}` })) },
});
const collect = (
  restrictions: object | undefined,
  given: object = {},
  answers: Answers = switchedOn(gemini),
) =>
  collectGcp(apiKeys, {
    "cloudasset:assets.list": inventoryOf({
      name: "//apikeys.googleapis.com/projects/1/locations/global/keys/k",
      assetType: "apikeys.googleapis.com/Key",
      data: {
        name: "projects/582910347716/locations/global/keys/k",
        displayName: "web",
        createTime: "2026-08-20T08:00:00Z",
        ...(restrictions ? { restrictions } : {}),
        ...given,
      },
    }),
    ...answers,
  });

test.each<[string, object | undefined, string[], object]>([
  ["of nothing, where Gemini is on", undefined, [gemini], { apis: [], callsGemini: true }],
  [
    "of nothing, where Gemini is off",
    undefined,
    ["maps-backend.googleapis.com"],
    { apis: [], callsGemini: false },
  ],
  ["to Gemini", { apiTargets: [{ service: gemini }] }, [], { apis: [gemini], callsGemini: true }],
  ["to maps", { apiTargets: [{ service: "maps-backend.googleapis.com" }] }, [gemini], { callsGemini: false }],
])("a key limited %s", async (_, restrictions, apis, properties) => {
  const { only } = await collect(restrictions, {}, switchedOn(...apis));
  expect(only().properties).toMatchObject(properties);
});

test.each<[string, object, boolean]>([
  ["addresses", { serverKeyRestrictions: { allowedIps: ["192.0.2.0/24"] } }, true],
  ["pages", { browserKeyRestrictions: { allowedReferrers: ["https://acme.example/*"] } }, true],
  ["a list of pages with nothing in it", { browserKeyRestrictions: { allowedReferrers: [] } }, false],
  ["apps", { androidKeyRestrictions: { allowedApplications: [{ packageName: "a" }] } }, true],
])("callers limited to %s", async (_, restrictions, callerRestricted) => {
  const { only } = await collect(restrictions);
  expect(only()).toMatchObject({
    properties: { callerRestricted },
    facets: { restricted: callerRestricted },
  });
});

test("what Google does not tell of a key is unknown: its use, and who made it", async () => {
  const { only } = await collect(undefined);
  expect(Object.keys(only().unknown ?? {})).toEqual(["facets.lastUsedAt", "facets.idle", "facets.owned"]);
  const bound = await collect(undefined, { serviceAccountEmail: `a@${projectId}.iam.gserviceaccount.com` });
  expect(bound.only().facets).toMatchObject({ owned: true });
});

test("its age is counted to when the inventory answered", async () => {
  expect((await collect(undefined)).only().facets).toMatchObject({ aged: false });
  const old = await collect(undefined, { createTime: "2025-11-01T00:00:00Z" });
  expect(old.only().facets).toMatchObject({ aged: true });
});

test("a deleted key opens nothing", async () => {
  expect((await collect(undefined, { deleteTime: "2026-11-01T00:00:00Z" })).resources).toEqual([]);
});

test("whether a key without limits opens Gemini is unknown where services may not be listed", async () => {
  const refused = { "serviceusage:services.list": denied("serviceusage.services.list") };
  expect((await collect(undefined, {}, refused)).only().unknown).toHaveProperty(["properties.callsGemini"]);
});
