import { expect, test } from "vitest";

import { collectGcp, denied } from "#tests/support/recorded-gcp.ts";
import { geminiSettings } from "./gemini-settings.ts";

const sharing = "cloudaicompanion:projects.locations.dataSharingWithGoogleSettings.list";
const logging = "cloudaicompanion:projects.locations.loggingSettings.list";

test("a project without settings has none to be wrong", async () => {
  expect((await collectGcp(geminiSettings, {})).resources).toEqual([]);
});

test("data of previews is shared too", async () => {
  const { only } = await collectGcp(geminiSettings, {
    [sharing]: { dataSharingWithGoogleSettings: [{ name: "a", enablePreviewDataSharing: true }] },
    [logging]: { loggingSettings: [{ name: "b", logMetadata: true }] },
  });
  expect(only()).toMatchObject({
    properties: { sharesDataWithGoogle: true, logsPrompts: false, logsMetadata: true },
    facets: { logsRequests: false },
  });
});

test("half an answer is none", async () => {
  const { outcome, resources } = await collectGcp(geminiSettings, {
    [sharing]: { dataSharingWithGoogleSettings: [{ name: "a" }] },
    [logging]: denied("cloudaicompanion.loggingSettings.list"),
  });
  expect(resources).toEqual([]);
  expect(outcome.state).toBe("denied");
});
