import { describe, expect, test } from "vitest";

import type { Collector } from "#lib/domain/connector.ts";
import {
  collectAzure,
  denied,
  graphRows,
  idOf,
  list,
  told,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { applicationGateways } from "./application-gateways.ts";
import { frontDoors } from "./front-doors.ts";
import { networkSecurityGroups } from "./network-security-groups.ts";
import { publicAddresses } from "./public-addresses.ts";
import { virtualNetworks } from "./virtual-networks.ts";
import { wafPolicies } from "./waf-policies.ts";

const one = (collector: Collector, type: string, row: object, given: Answers = {}) => {
  const name = type.slice(type.lastIndexOf("/") + 1);
  const whole = { id: idOf(type, name), name, type, ...row };
  return collectAzure(collector, {
    "Microsoft.ResourceGraph/Resources": graphRows(whole),
    "Microsoft.Insights/DiagnosticSettings_List": list(),
    ...given,
  });
};

describe("a network security group", () => {
  const rule = (properties: object) => ({
    name: "r",
    properties: {
      access: "Allow",
      direction: "Inbound",
      priority: 100,
      destinationPortRange: "22",
      sourceAddressPrefix: "*",
      ...properties,
    },
  });
  const group = async (...securityRules: object[]) =>
    (
      await one(networkSecurityGroups, "microsoft.network/networksecuritygroups", {
        properties: { securityRules, subnets: [{ id: "/subscriptions/s/VNET/subnets/a" }] },
      })
    ).get("networksecuritygroups");

  test.each<[string, object[], string[]]>([
    ["nothing", [], []],
    ["a shell to anybody", [rule({})], ["22"]],
    ["to the internet by its name", [rule({ sourceAddressPrefix: "Internet" })], ["22"]],
    [
      "to half the internet",
      [rule({ sourceAddressPrefix: null, sourceAddressPrefixes: ["0.0.0.0/1", "128.0.0.0/1"] })],
      ["22"],
    ],
    ["to an office", [rule({ sourceAddressPrefix: "203.0.113.0/24" })], []],
    ["to the network itself", [rule({ sourceAddressPrefix: "VirtualNetwork" })], []],
    [
      "several ports in one rule",
      [rule({ destinationPortRange: null, destinationPortRanges: ["8000-9000", "22"] })],
      ["22", "8000-9000"],
    ],
    ["what an earlier rule denies", [rule({ access: "Deny", priority: 50 }), rule({})], []],
    ["what a later rule denies", [rule({ access: "Deny", priority: 200 }), rule({})], ["22"]],
    [
      "what an earlier rule denies whole",
      [rule({ access: "Deny", priority: 50, destinationPortRange: "*" }), rule({})],
      [],
    ],
    [
      "what a rule for some denies for some",
      [rule({ access: "Deny", priority: 50, sourceAddressPrefix: "203.0.113.0/24" }), rule({})],
      ["22"],
    ],
    ["what goes out", [rule({ direction: "Outbound" })], []],
  ])("opens %s", async (_, rules, openPorts) => {
    expect((await group(...rules)).properties).toMatchObject({ openPorts });
  });

  const tells = async (rules: object[]) => (await group(...rules)).properties;
  const all = { allows: true, ports: ["22"], from: "anyone", to: ["*"] };
  test.each<[string, object[], object[]]>([
    ["nothing of a rule for some", [rule({ sourceAddressPrefix: "203.0.113.0/24" })], []],
    ["nothing of a private range", [rule({ sourceAddressPrefix: "10.0.0.0/8" })], []],
    [
      "nothing of probes and of the network",
      [rule({ sourceAddressPrefix: "AzureLoadBalancer" }), rule({ sourceAddressPrefix: "VirtualNetwork" })],
      [],
    ],
    ["nothing of a denial for some", [rule({ access: "Deny", sourceAddressPrefix: "203.0.113.0/24" })], []],
    ["a denial for all", [rule({ access: "Deny" })], [{ ...all, allows: false }]],
    [
      "a denial for both halves",
      [
        rule({
          access: "Deny",
          sourceAddressPrefix: null,
          sourceAddressPrefixes: ["0.0.0.0/1", "128.0.0.0/1"],
        }),
      ],
      [{ ...all, allows: false }],
    ],
    ["nothing of a denial for one half", [rule({ access: "Deny", sourceAddressPrefix: "0.0.0.0/1" })], []],
    ["its protocol", [rule({ protocol: "Tcp" })], [{ ...all, ports: ["tcp 22"] }]],
    [
      "the order",
      [rule({ priority: 300 }), rule({ priority: 200, access: "Deny" })],
      [{ ...all, allows: false }, all],
    ],
    [
      "what it is for",
      [rule({ destinationAddressPrefix: "10.1.0.0/24" })],
      [{ ...all, to: ["10.1.0.0/24"] }],
    ],
    ["that it is for all", [rule({ destinationAddressPrefix: "VirtualNetwork" })], [all]],
    [
      "which application it is for",
      [rule({ destinationApplicationSecurityGroups: [{ id: "/ASG" }] })],
      [{ ...all, to: ["/asg"] }],
    ],
    [
      "Front Door",
      [rule({ sourceAddressPrefix: "AzureFrontDoor.Backend" })],
      [{ ...all, from: "front-doors" }],
    ],
  ])("tells of its rules for strangers %s", async (_, rules, inbound) => {
    expect(await tells(rules)).toMatchObject({ inbound });
  });

  test("lets everything out unless a rule before Azure's own denies it", async () => {
    const deny = rule({
      direction: "Outbound",
      access: "Deny",
      destinationAddressPrefix: "Internet",
      destinationPortRange: "*",
    });
    expect((await group()).facets).toMatchObject({ unrestrictedEgress: true });
    expect((await group(deny)).facets).toMatchObject({ unrestrictedEgress: false });
    const allowFirst = rule({
      direction: "Outbound",
      priority: 50,
      destinationAddressPrefix: "*",
      destinationPortRange: "*",
    });
    expect((await group(deny, allowFirst)).facets).toMatchObject({ unrestrictedEgress: true });
  });
});

test("a network is told with its bare subnets, but for those of Azure's own services", async () => {
  const { get } = await one(virtualNetworks, "microsoft.network/virtualnetworks", {
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [
        { name: "apps", properties: { networkSecurityGroup: { id: "/nsg" }, routeTable: { id: "/rt" } } },
        { name: "models", properties: {} },
        { name: "GatewaySubnet", properties: {} },
      ],
    },
  });
  expect(get("virtualnetworks")).toMatchObject({
    properties: { subnets: ["apps", "models"], subnetsWithoutGroup: ["models"] },
    facets: { openToInternet: false, unrestrictedEgress: true },
  });
});

test("a public address is told with what holds it", async () => {
  const { get } = await one(publicAddresses, "microsoft.network/publicipaddresses", {
    properties: {
      ipAddress: "192.0.2.1",
      ipConfiguration: { id: "/subscriptions/s/NIC/ipConfigurations/one" },
    },
  });
  expect(get("publicipaddresses").properties).toEqual({
    address: "192.0.2.1",
    host: null,
    holderKey: "/subscriptions/s/nic",
  });
});

const backend = idOf("Microsoft.Web/sites", "app");
const behind = (row: { id: string; name: string; type: string }, given: Answers = {}): Answers => ({
  "Microsoft.ResourceGraph/Resources": (input) =>
    JSON.stringify(input).includes("extend host")
      ? { data: [{ id: backend, host: "app.azurewebsites.net" }] }
      : graphRows(row)(input),
  ...given,
});

test("an application gateway is told with its firewall and what is behind it", async () => {
  const type = "microsoft.network/applicationgateways";
  const { get, relationships } = await collectAzure(
    applicationGateways,
    behind({
      id: idOf(type, "agw"),
      name: "agw",
      type,
      properties: {
        firewallPolicy: { id: "/WAF" },
        frontendIPConfigurations: [{ properties: { publicIPAddress: { id: "/pip" } } }],
        httpListeners: [{ properties: { protocol: "Http", hostName: "a.example" } }],
        backendAddressPools: [
          {
            properties: { backendAddresses: [{ fqdn: "App.azurewebsites.net" }, { ipAddress: "10.0.0.4" }] },
          },
        ],
      },
    } as never),
  );
  expect(get("agw")).toMatchObject({
    properties: {
      firewall: true,
      ownFirewallMode: null,
      allowsPlainHttp: true,
      backendHosts: ["app.azurewebsites.net"],
    },
    facets: { openToInternet: true },
  });
  expect(told(relationships)).toEqual([
    `${type}/agw routes-to microsoft.web/sites/app`,
    `${type}/agw governed-by /waf`,
  ]);
});

describe("Front Door", () => {
  const type = "microsoft.cdn/profiles";
  const collect = (sku: string, given: Answers = {}) =>
    collectAzure(
      frontDoors,
      behind({ id: idOf(type, "afd"), name: "afd", type, sku: { name: sku }, properties: {} } as never, {
        "Microsoft.Cdn/AFDEndpoints_ListByProfile": list({
          properties: { hostName: "afd.z01.azurefd.net", enabledState: "Enabled" },
        }),
        "Microsoft.Cdn/AFDOriginGroups_ListByProfile": list({ id: "/g" }),
        "Microsoft.Cdn/AFDOrigins_ListByOriginGroup": list({
          properties: { hostName: "app.azurewebsites.net" },
        }),
        "Microsoft.Cdn/SecurityPolicies_ListByProfile": list({
          properties: { parameters: { type: "WebApplicationFirewall", wafPolicy: { id: "/WAF" } } },
        }),
        ...given,
      }),
    );
  test("is told with its firewall and what is behind it", async () => {
    const { get, relationships } = await collect("Premium_AzureFrontDoor");
    expect(get("afd")).toMatchObject({
      properties: { kind: "front-door", firewall: true, hosts: ["afd.z01.azurefd.net"] },
      facets: { openToInternet: true },
    });
    expect(told(relationships)).toContain(`${type}/afd routes-to microsoft.web/sites/app`);
  });
  const origin = (more: object) => ({
    "Microsoft.Cdn/AFDOrigins_ListByOriginGroup": list({
      properties: { hostName: "App.azurewebsites.net", ...more },
    }),
  });
  const link = (status: string) => ({
    sharedPrivateLinkResource: { privateLink: { id: backend.toUpperCase() }, status },
  });
  test.each<[string, object, boolean | null]>([
    ["over the internet", {}, false],
    ["over a private link", link("Approved"), true],
    ["over one that its owner has not let in", link("Pending"), null],
    ["not, as it is switched off", { enabledState: "Disabled" }, null],
  ])("leads to its origin %s", async (_, more, isPrivate) => {
    const { get, relationships } = await collect("Premium_AzureFrontDoor", origin(more));
    expect(get("afd").properties).toMatchObject({
      origins:
        isPrivate === null ? [] : [{ key: backend.toLowerCase(), host: "app.azurewebsites.net", isPrivate }],
    });
    expect(relationships.some(({ kind }) => kind === "routes-to")).toBe(isPrivate !== null);
  });
  test("whose policies may not be read does not say that it has no firewall", async () => {
    const { get } = await collect("Premium_AzureFrontDoor", {
      "Microsoft.Cdn/SecurityPolicies_ListByProfile": denied("securityPolicies/read"),
    });
    expect(get("afd").unknown).toHaveProperty(["properties.firewall"]);
  });
  test("is not the content network of old", async () => {
    expect((await collect("Standard_Microsoft")).resources).toEqual([]);
  });
});

test.each<[string, object, object]>([
  [
    "frontdoorwebapplicationfirewallpolicies",
    {
      policySettings: { enabledState: "Enabled", mode: "Prevention" },
      customRules: { rules: [{ ruleType: "RateLimitRule", enabledState: "Enabled" }] },
      managedRules: { managedRuleSets: [{ ruleSetType: "Microsoft_DefaultRuleSet" }] },
    },
    { enabled: true, mode: "Prevention", limitsRate: true, managedRuleSets: ["Microsoft_DefaultRuleSet"] },
  ],
  [
    "applicationgatewaywebapplicationfirewallpolicies",
    {
      policySettings: { state: "Disabled", mode: "Detection" },
      customRules: [{ ruleType: "RateLimitRule", state: "Disabled" }],
    },
    { enabled: false, mode: "Detection", limitsRate: false, managedRuleSets: [] },
  ],
])("a firewall policy, one of the %s", async (kind, properties, expected) => {
  const { get } = await one(wafPolicies, `microsoft.network/${kind}`, { properties });
  expect(get(kind).properties).toEqual(expected);
});
