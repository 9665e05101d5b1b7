import { describe, expect, test } from "vitest";

import {
  chatApi,
  collectGateway,
  gateway,
  gatewayApi,
  gatewayApis,
  gatewayId,
  gatewayLogs,
  gatewayPolicy,
  policyOnApi,
} from "#tests/support/azure-gateway.ts";
import { denied, subscription, told } from "#tests/support/recorded-azure.ts";

test("a gateway told in full, with an API of it, becomes two resources and their ways", async () => {
  const { resources, relationships, outcome } = await collectGateway();
  expect(outcome.state).toBe("complete");
  expect(resources).toEqual([
    {
      key: gatewayId.toLowerCase(),
      type: "azure.api-management.service",
      name: "apim-Claims",
      account: subscription,
      region: "swedencentral",
      tags: { owner: "platform" },
      properties: {
        sku: "StandardV2",
        virtualNetworkType: "None",
        publicNetworkAccess: "Enabled",
        oldProtocols: ["Protocols.Tls11", "Backend.Protocols.Ssl30"],
        managedIdentity: true,
      },
      facets: {
        publicNetwork: true,
        accessLogging: true,
        authentication: "key",
        firewall: false,
        throttled: false,
        hosts: ["apim-claims.azure-api.net", "ai.claims.example"],
      },
    },
    {
      key: `${gatewayId.toLowerCase()}/apis/chat`,
      type: "azure.api-management.api",
      name: "chat API",
      account: subscription,
      region: "swedencentral",
      tags: { owner: "platform" },
      properties: {
        path: "chat",
        subscriptionRequired: true,
        backendHosts: ["aoai.openai.azure.com"],
        routesToModel: true,
        tokenLimit: false,
        contentSafety: false,
        backendCredential: "none",
      },
      facets: {
        publicNetwork: true,
        accessLogging: true,
        authentication: "key",
        firewall: false,
        throttled: false,
        hosts: [],
      },
    },
  ]);
  expect(told(relationships)).toEqual([
    "microsoft.apimanagement/service/apim-claims runs-as microsoft.apimanagement/service/apim-claims/identities/system",
    "microsoft.apimanagement/service/apim-claims contains microsoft.apimanagement/service/apim-claims/apis/chat",
    "microsoft.apimanagement/service/apim-claims routes-to microsoft.apimanagement/service/apim-claims/apis/chat",
    "microsoft.apimanagement/service/apim-claims/apis/chat routes-to microsoft.cognitiveservices/accounts/aoai",
  ]);
});

describe("what a caller of an API must show", () => {
  test.each([
    ["a subscription key", { subscriptionRequired: true }, "", "key"],
    ["a subscription key, where nothing was said", { subscriptionRequired: null }, "", "key"],
    ["nothing", { subscriptionRequired: false }, "", "none"],
    [
      "a token",
      { subscriptionRequired: false },
      '<validate-jwt header-name="Authorization"><openid-config url="x" /></validate-jwt>',
      "identity",
    ],
    [
      "an Entra token",
      { subscriptionRequired: true },
      '<validate-azure-ad-token tenant-id="t" />',
      "identity",
    ],
    [
      "a certificate",
      { subscriptionRequired: false },
      '<validate-client-certificate validate-trust="true" />',
      "identity",
    ],
    [
      "nothing, the token's check being a comment",
      { subscriptionRequired: false },
      "<!-- <validate-jwt /> -->",
      "none",
    ],
  ])("%s", async (_, properties, inbound, authentication) => {
    const found = await chatApi({ ...gatewayApis(gatewayApi("chat", properties)), ...policyOnApi(inbound) });
    expect(found.facets).toMatchObject({ authentication });
  });

  test("a check on the whole service holds for each API of it", async () => {
    const found = await chatApi({
      ...gatewayApis(gatewayApi("chat", { subscriptionRequired: false })),
      "Microsoft.ApiManagement/Policy_ListByService": gatewayPolicy("<validate-jwt />"),
    });
    expect(found.facets).toMatchObject({ authentication: "identity" });
  });

  test("the gateway asks as little as its weakest API", async () => {
    const { get } = await collectGateway(
      gatewayApis(gatewayApi("chat"), gatewayApi("open", { subscriptionRequired: false })),
    );
    expect(get("apim-Claims").facets).toMatchObject({ authentication: "none" });
    expect(get("chat API").facets).toMatchObject({ authentication: "key" });
  });
});

describe("what a policy does", () => {
  test.each([
    [
      '<llm-token-limit counter-key="@(context.Subscription.Id)" tokens-per-minute="500" />',
      { tokenLimit: true },
      { throttled: true },
    ],
    [
      '<azure-openai-token-limit tokens-per-minute="5" estimate-prompt-tokens="true"/>',
      { tokenLimit: true },
      { throttled: true },
    ],
    [
      '<rate-limit-by-key calls="10" renewal-period="60" counter-key="x" />',
      { tokenLimit: false },
      { throttled: true },
    ],
    ['<quota calls="10" renewal-period="60" />', { tokenLimit: false }, { throttled: true }],
    [
      '<llm-content-safety backend-id="cs" shield-prompt="true" />',
      { contentSafety: true },
      { throttled: false },
    ],
    ['<ip-filter action="allow"><address>203.0.113.7</address></ip-filter>', {}, { firewall: true }],
    ["<ip-filter action='allow'><address>203.0.113.7</address></ip-filter>", {}, { firewall: true }],
    ['<ip-filter action="forbid"><address>203.0.113.7</address></ip-filter>', {}, { firewall: false }],
    ["<rate-limiting-of-my-own />", { tokenLimit: false }, { throttled: false }],
    ["", { tokenLimit: false, contentSafety: false }, { throttled: false, firewall: false }],
  ])("%s", async (inbound, properties, facets) => {
    expect(await chatApi(policyOnApi(inbound))).toMatchObject({ properties, facets });
  });

  test("a gateway is throttled where every API of it is", async () => {
    const byApi = ({ id: asked }: Record<string, unknown>) =>
      gatewayPolicy(String(asked).endsWith("/chat") ? '<rate-limit calls="1" />' : "");
    const both = {
      ...gatewayApis(gatewayApi("chat"), gatewayApi("other")),
      "Microsoft.ApiManagement/ApiPolicy_ListByApi": byApi,
    };
    expect((await collectGateway(both)).get("apim-Claims").facets).toMatchObject({ throttled: false });
    const one = { ...both, ...gatewayApis(gatewayApi("chat")) };
    expect((await collectGateway(one)).get("apim-Claims").facets).toMatchObject({ throttled: true });
  });
});

describe("the gateway's network", () => {
  test.each([
    ["None", "Enabled", true, false],
    ["External", "Enabled", true, false],
    ["Internal", "Enabled", false, true],
    ["None", "Disabled", false, false],
    ["None", "disabled", false, false],
    [null, null, true, false],
  ])(
    "in a network %s, switch %s: open %s",
    async (virtualNetworkType, publicNetworkAccess, publicNetwork, firewall) => {
      const { get } = await collectGateway({}, gateway({ virtualNetworkType, publicNetworkAccess }));
      expect(get("apim-Claims").facets).toMatchObject({ publicNetwork, firewall });
      expect(get("chat API").facets).toMatchObject({ publicNetwork, firewall });
    },
  );
});

test("old revisions answer nobody, and an API without a display name goes by its own", async () => {
  const { resources } = await collectGateway(
    gatewayApis(
      gatewayApi("chat;rev=2", { isCurrent: false }),
      gatewayApi("plain", { displayName: null }),
      gatewayApi("old", { isCurrent: undefined }),
    ),
  );
  expect(resources.map(({ name }) => name)).toEqual(["apim-Claims", "plain", "old API"]);
});

describe("what may not be read", () => {
  const policyFacts = [
    "facets.authentication",
    "facets.firewall",
    "facets.throttled",
    "properties.backendCredential",
    "properties.contentSafety",
    "properties.tokenLimit",
    "relationships.routes-to",
  ];
  test.each([
    ["ApiPolicy_ListByApi", policyFacts, ["facets.authentication", "facets.throttled"]],
    ["Policy_ListByService", policyFacts, ["facets.authentication", "facets.firewall", "facets.throttled"]],
    ["Backend_ListByService", ["properties.backendCredential", "relationships.routes-to"], []],
  ])("%s leaves the API without %j, and the gateway without %j", async (operation, ofApi, ofGateway) => {
    const { get, outcome } = await collectGateway({ [`Microsoft.ApiManagement/${operation}`]: denied("p") });
    expect(outcome.state).toBe("complete");
    expect(Object.keys(get("chat API").unknown ?? {}).toSorted()).toEqual(ofApi);
    expect(Object.keys(get("apim-Claims").unknown ?? {}).toSorted()).toEqual(ofGateway);
  });

  test("APIs that may not be listed end the collection as denied", async () => {
    const { outcome } = await collectGateway({
      "Microsoft.ApiManagement/Api_ListByService": denied("Microsoft.ApiManagement/service/apis/read"),
    });
    expect(outcome).toMatchObject({
      state: "denied",
      unknown: { permission: "Microsoft.ApiManagement/service/apis/read" },
    });
  });

  test("an API that does not parse is counted, and the others stand", async () => {
    const { outcome, resources } = await collectGateway(
      gatewayApis({ id: `${gatewayId}/apis/odd`, name: "odd", properties: {} }, gatewayApi("chat")),
    );
    expect(resources.map(({ name }) => name)).toEqual(["apim-Claims", "chat API"]);
    expect(outcome.unparsed[0]?.message).toContain("apis/odd: properties.path");
  });
});

test.each([
  [{ category: "GatewayLogs" }, true],
  [{ category: "GatewayLlmLogs" }, true],
  [{ categoryGroup: "allLogs" }, true],
  [{ category: "WebSocketConnectionLogs" }, false],
  [{ category: "GatewayLogs", enabled: false }, false],
])("a setting with %j logs calls: %s", async (category, accessLogging) => {
  const found = await chatApi({ "Microsoft.Insights/DiagnosticSettings_List": gatewayLogs(category) });
  expect(found.facets).toMatchObject({ accessLogging });
});
