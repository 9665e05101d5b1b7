import { expect, test } from "vitest";

import { isOfClass } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { AiAccount, hostsOf, normalizeAiAccount } from "./ai-accounts.ts";

const id = "/subscriptions/S/resourceGroups/RG/providers/Microsoft.CognitiveServices/accounts/AOAI";
const account = (properties: object, rest: object = {}) =>
  AiAccount.parse({ id, name: "AOAI", kind: "OpenAI", location: "westeurope", properties, ...rest });
const logged = { logs: true, unknown: null };
const facetsOf = (properties: object) => {
  const [resource] = normalizeAiAccount(account(properties), "S", logged).resources;
  if (!resource || !isOfClass(resource, "ai-service")) throw new Error("no account");
  return resource.facets;
};

test("an account whose settings were never touched is open, keyed and under Azure's key", () => {
  expect(facetsOf({ networkAcls: null, publicNetworkAccess: null, disableLocalAuth: null })).toMatchObject({
    publicNetwork: true,
    keyAuthentication: true,
    customerKey: false,
    privateEndpoint: false,
  });
});

test("a firewall that names addresses closes the public network", () => {
  const networkAcls = { defaultAction: "Deny", ipRules: [{ value: "198.51.100.24" }] };
  expect(facetsOf({ publicNetworkAccess: "Enabled", networkAcls }).publicNetwork).toBe(false);
});

test("a firewall that denies by default and names everybody closes nothing", () => {
  const networkAcls = { defaultAction: "Deny", ipRules: [{ value: "0.0.0.0/0" }] };
  expect(facetsOf({ publicNetworkAccess: "Enabled", networkAcls }).publicNetwork).toBe(true);
});

test("a private endpoint counts once it is approved", () => {
  const connection = (status: string) => ({
    privateEndpointConnections: [
      {
        properties: {
          privateEndpoint: { id: "/subscriptions/S/PE" },
          privateLinkServiceConnectionState: { status },
        },
      },
    ],
  });
  expect(facetsOf(connection("Pending")).privateEndpoint).toBe(false);
  expect(facetsOf(connection("Approved")).privateEndpoint).toBe(true);
});

test("the key source is read in whatever case Azure writes it", () => {
  expect(facetsOf({ encryption: { keySource: "Microsoft.Keyvault" } }).customerKey).toBe(true);
  expect(facetsOf({ encryption: { keySource: "Microsoft.KeyVault" } }).customerKey).toBe(true);
});

test("a host that a whole region shares names no account", () => {
  const { properties } = account({
    endpoint: "https://westeurope.api.cognitive.microsoft.com/",
    endpoints: { OpenAI: "https://AOAI.openai.azure.com/", Foundry: "https://aoai.services.ai.azure.com/" },
  });
  expect(hostsOf(properties)).toEqual(["aoai.openai.azure.com", "aoai.services.ai.azure.com"]);
});

test("a denied diagnostic setting leaves only that fact unknown", () => {
  const unknown: Unknown = {
    reason: "denied",
    call: "Microsoft.Insights:DiagnosticSettings_List",
    permission: "Microsoft.Insights/diagnosticSettings/read",
    message: "AuthorizationFailed",
  };
  const [resource] = normalizeAiAccount(account({}), "S", { logs: false, unknown }).resources;
  expect(resource?.unknown).toEqual({ "facets.logsRequests": unknown });
  expect(resource?.facets).not.toHaveProperty("logsRequests");
  expect(resource?.facets).toHaveProperty("publicNetwork", true);
});

test("it runs as each of its identities", () => {
  const identity = {
    type: "SystemAssigned, UserAssigned",
    principalId: "p",
    userAssignedIdentities: {
      "/subscriptions/S/resourceGroups/RG/providers/Microsoft.ManagedIdentity/userAssignedIdentities/ID": {},
    },
  };
  const { relationships } = normalizeAiAccount(account({}, { identity }), "S", logged);
  expect(relationships.map(({ kind, to }) => [kind, to])).toEqual([
    ["runs-as", `${id.toLowerCase()}/identities/system`],
    [
      "runs-as",
      "/subscriptions/s/resourcegroups/rg/providers/microsoft.managedidentity/userassignedidentities/id",
    ],
  ]);
});
