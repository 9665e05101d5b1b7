import { expect, test } from "vitest";

import { normalizeGateway, type Gateway, type GatewayAnswers } from "./api-management.ts";

const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim";
const row = (properties: Gateway["properties"] = {}): Gateway => ({
  id,
  name: "apim",
  location: "westeurope",
  properties: { gatewayUrl: "https://APIM.azure-api.net", ...properties },
});
const api = (properties: object = {}) => ({
  id: `${id}/apis/chat`,
  name: "chat",
  properties: {
    path: "chat",
    serviceUrl: "https://app.azurewebsites.net/api",
    subscriptionRequired: true,
    ...properties,
  },
});
const policies = (...xml: string[]) => ({
  value: { value: xml.map((value) => ({ properties: { value } })) },
  unknown: null,
});
const batchOf = (given: Partial<GatewayAnswers> = {}, properties?: Gateway["properties"]) =>
  normalizeGateway(row(properties), "s", {
    apis: [api()],
    policies: new Map([[`${id}/apis/chat`.toLowerCase(), policies()]]),
    servicePolicy: policies(),
    backends: { value: { value: [] }, unknown: null },
    logging: { logs: true, unknown: null },
    keyByHost: new Map([
      ["app.azurewebsites.net", "/app"],
      ["aoai.openai.azure.com", "/aoai"],
    ]),
    ...given,
  });

test("a subscription key is a key, a checked token an identity, and neither is nothing", () => {
  const authentication = (given: Partial<GatewayAnswers>) => batchOf(given).resources[1]?.facets;
  expect(authentication({})).toMatchObject({ authentication: "key" });
  expect(authentication({ servicePolicy: policies("<validate-jwt />") })).toMatchObject({
    authentication: "identity",
  });
  expect(authentication({ apis: [api({ subscriptionRequired: false })] })).toMatchObject({
    authentication: "none",
  });
});

test("a gateway asks as little as its weakest API, and nobody can call one without an API", () => {
  const open = { ...api({ subscriptionRequired: false }), id: `${id}/apis/open`, name: "open" };
  expect(batchOf({ apis: [api(), open] }).resources[0]?.facets).toMatchObject({ authentication: "none" });
  expect(batchOf({ apis: [] }).resources[0]?.facets).toMatchObject({ authentication: "unreachable" });
});

test("an API leads to the resource its address, its policy or its backend names", () => {
  const routes = (given: Partial<GatewayAnswers>) =>
    batchOf(given).relationships.filter(
      ({ kind, from }) => kind === "routes-to" && from !== id.toLowerCase(),
    );
  expect(routes({}).map(({ to }) => to)).toEqual(["/app"]);
  const backends = {
    value: { value: [{ name: "pool", properties: { url: "https://aoai.openai.azure.com/openai" } }] },
    unknown: null,
  };
  const servicePolicy = policies('<set-backend-service backend-id="pool" />');
  const found = batchOf({ backends, servicePolicy });
  expect(routes({ backends, servicePolicy }).map(({ to }) => to)).toEqual(["/app", "/aoai"]);
  expect(found.resources[1]?.properties).toMatchObject({ routesToModel: true, tokenLimit: false });
});

test("only the current revision of an API answers", () => {
  expect(batchOf({ apis: [api({ isCurrent: false })] }).resources).toHaveLength(1);
});

test("a gateway inside a network is not public, and needs no firewall of its own", () => {
  expect(batchOf({}, { virtualNetworkType: "Internal" }).resources[0]?.facets).toMatchObject({
    publicNetwork: false,
    firewall: true,
  });
  expect(batchOf({}, { virtualNetworkType: "External" }).resources[0]?.facets).toMatchObject({
    publicNetwork: true,
    firewall: false,
  });
});

test("old protocols count where they are switched on", () => {
  const prefix = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.";
  const customProperties = { [`${prefix}Protocols.Tls10`]: "True", [`${prefix}Protocols.Ssl30`]: "False" };
  expect(batchOf({}, { customProperties }).resources[0]?.properties).toMatchObject({
    oldProtocols: ["Protocols.Tls10"],
  });
});

test("a policy that may not be read leaves authentication unknown, not weak", () => {
  const unknown = { reason: "denied", call: "a:b", permission: "p", message: "no" } as const;
  const denied = new Map([[`${id}/apis/chat`.toLowerCase(), { value: null, unknown }]]);
  const [service, found] = batchOf({ policies: denied }).resources;
  expect(found?.facets).not.toHaveProperty("authentication");
  expect(service?.unknown).toHaveProperty(["facets.authentication"], unknown);
});
