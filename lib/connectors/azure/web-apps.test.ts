import { describe, expect, test } from "vitest";

import type { Unknown } from "#lib/domain/unknown.ts";
import { normalizeApp, type AppAnswers } from "./web-apps.ts";

const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/App";
const row = (properties: object = {}) => ({
  id,
  name: "App",
  kind: "app,linux",
  location: "westeurope",
  properties: { defaultHostName: "App.azurewebsites.net", httpsOnly: true, ...properties },
});
const told = <T>(value: T) => ({ value, unknown: null });
const answers = (given: Partial<AppAnswers> = {}): AppAnswers => ({
  configuration: told({ properties: { ipSecurityRestrictions: [] } }),
  auth: told({ properties: {} }),
  settings: told({ properties: {} }),
  functions: null,
  ...given,
});
const app = (given?: Partial<AppAnswers>, properties?: object) =>
  normalizeApp(row(properties), "s", answers(given)).resources[0];
const rules = (
  ipSecurityRestrictions: { ipAddress: string; action: string }[],
  ipSecurityRestrictionsDefaultAction?: string,
) => ({
  configuration: told({ properties: { ipSecurityRestrictions, ipSecurityRestrictionsDefaultAction } }),
});

describe("an app is open to the public network", () => {
  test.each([
    ["without a rule", rules([])],
    ["with the rule that stands for none", rules([{ ipAddress: "Any", action: "Allow" }])],
    [
      "with a narrow denial, and a default of allow",
      rules([{ ipAddress: "192.0.2.1/32", action: "Deny" }], "Allow"),
    ],
    ["with a default of allow", rules([{ ipAddress: "192.0.2.1/32", action: "Allow" }], "Allow")],
    ["with the whole internet as a rule", rules([{ ipAddress: "0.0.0.0/0", action: "Allow" }], "Deny")],
  ])("%s", (_, given) => {
    expect(app(given)?.facets).toMatchObject({ publicNetwork: true });
  });
});

describe("an app is closed to the public network", () => {
  test.each([
    [
      "with only a narrow denial, which denies the rest",
      rules([{ ipAddress: "192.0.2.1/32", action: "Deny" }]),
    ],
    ["with a rule that allows somebody", rules([{ ipAddress: "192.0.2.1/32", action: "Allow" }])],
    ["with a denial of all", rules([{ ipAddress: "Any", action: "Deny" }])],
    ["with a default of deny", rules([], "Deny")],
    ["for service tags only", rules([{ ipAddress: "AzureFrontDoor.Backend", action: "Allow" }], "Deny")],
  ])("%s", (_, given) => {
    expect(app(given)?.facets).toMatchObject({ publicNetwork: false });
  });

  test("by its switch, whatever the rules say", () => {
    const closed = app(rules([{ ipAddress: "Any", action: "Allow" }]), { publicNetworkAccess: "Disabled" });
    expect(closed?.facets).toMatchObject({ publicNetwork: false });
  });
});

const signIn = (enabled: boolean, requireAuthentication: boolean, unauthenticatedClientAction: string) => ({
  auth: told({
    properties: {
      platform: { enabled },
      globalValidation: { requireAuthentication, unauthenticatedClientAction },
    },
  }),
});
const triggers = (...authLevels: string[]) => ({
  functions: told({
    value: authLevels.map((authLevel) => ({
      properties: { config: { bindings: [{ type: "httpTrigger", authLevel }] } },
    })),
  }),
});

describe("how a caller must prove who it is", () => {
  test.each([
    ["sign-in required", signIn(true, true, "Return401"), "identity"],
    ["sign-in switched off", signIn(false, true, "Return401"), "none"],
    ["sign-in that lets strangers pass", signIn(true, false, "AllowAnonymous"), "none"],
    ["functions with keys", triggers("function", "admin"), "key"],
    ["one anonymous function among others", triggers("function", "anonymous"), "none"],
    ["functions that answer no request", triggers(), "unreachable"],
  ])("%s: %s", (_, given, authentication) => {
    expect(app(given)?.facets).toMatchObject({ authentication });
  });
});

test("values of settings go no further than the normalizer", () => {
  const secret = "Q3f9x0Zk2LmN8pRtVwYbCdEfGhJkLmNp";
  const found = app({ settings: told({ properties: { OPENAI_API_KEY: secret } }) });
  expect(found?.facets).toMatchObject({ secretVariables: ["OPENAI_API_KEY"] });
  expect(JSON.stringify(found)).not.toContain(secret);
});

test("settings that may not be read are unknown, not free of secrets", () => {
  const unknown: Unknown = {
    reason: "denied",
    call: "Microsoft.Web:WebApps_ListApplicationSettings",
    permission: "Microsoft.Web/sites/config/list/action",
    message: "AuthorizationFailed",
  };
  const found = app({ settings: { value: null, unknown } });
  expect(found?.unknown?.["facets.secretVariables"]).toEqual(unknown);
  expect(found?.facets).not.toHaveProperty("secretVariables");
});
