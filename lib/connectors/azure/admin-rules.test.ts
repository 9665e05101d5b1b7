import { expect, test } from "vitest";

import { collectAzure, denied, graphRows, group, idOf, type Answers } from "#tests/support/recorded-azure.ts";
import { virtualNetworks } from "./virtual-networks.ts";

const type = "microsoft.network/virtualnetworks";
const row = { id: idOf("Microsoft.Network/virtualNetworks", "models"), name: "models", type, properties: {} };
const listing = "Microsoft.Network/ListNetworkManagerEffectiveSecurityAdminRules";
const managed = `${group}/providers/Microsoft.Network/networkManagers`;
const rule = (properties: object, manager = "central") => ({
  id: `${managed}/${manager}/securityAdminConfigurations/base/ruleCollections/all/rules/r`,
  kind: "Custom",
  properties: {
    access: "Deny",
    direction: "Inbound",
    priority: 100,
    protocol: "Tcp",
    sources: [{ addressPrefixType: "IPPrefix", addressPrefix: "*" }],
    destinations: [{ addressPrefixType: "IPPrefix", addressPrefix: "*" }],
    sourcePortRanges: ["0-65535"],
    destinationPortRanges: ["22"],
    provisioningState: "Succeeded",
    ...properties,
  },
  ruleCollectionAppliesToGroups: [{ networkGroupId: `${managed}/${manager}/networkGroups/all` }],
});
const collect = (answer: Answers[string]) =>
  collectAzure(virtualNetworks, { "Microsoft.ResourceGraph/Resources": graphRows(row), [listing]: answer });
const rulesOf = async (...value: object[]) => (await collect({ value })).get("models").properties;

const all = { action: "deny", ports: ["tcp 22"], from: "anyone", to: ["*"], sure: true };
test.each<[string, object[], object[]]>([
  ["nothing of no manager", [], []],
  ["a denial for all", [rule({})], [all]],
  [
    "that what is allowed goes on to the groups",
    [rule({ access: "Allow" })],
    [{ ...all, action: "pass-on" }],
  ],
  [
    "that what is always allowed goes past them",
    [rule({ access: "AlwaysAllow", protocol: "Any", destinationPortRanges: ["0-65535"] })],
    [{ ...all, action: "always-allow", ports: ["0-65535"] }],
  ],
  [
    "nothing of a denial for some",
    [rule({ sources: [{ addressPrefixType: "IPPrefix", addressPrefix: "203.0.113.0/24" }] })],
    [],
  ],
  [
    "what is meant by a tag for the internet",
    [rule({ sources: [{ addressPrefixType: "ServiceTag", addressPrefix: "Internet" }] })],
    [all],
  ],
  ["that sources left out are all", [rule({ sources: [] })], [all]],
  ["nothing of what goes out", [rule({ direction: "Outbound" })], []],
  [
    "the order",
    [rule({ priority: 200 }), rule({ priority: 100, access: "Allow" })],
    [{ ...all, action: "pass-on" }, all],
  ],
  [
    "that of several managers nobody knows who goes first",
    [rule({}), rule({ access: "AlwaysAllow" }, "team")],
    [
      { ...all, sure: false },
      { ...all, action: "always-allow", sure: false },
    ],
  ],
])("a virtual network tells %s", async (_, value, adminRules) => {
  expect(await rulesOf(...value)).toMatchObject({ adminRules });
});

test("further pages are asked for by their token", async () => {
  const { get, calls } = await collect(({ body }) =>
    JSON.stringify(body) === "{}"
      ? { value: [rule({})], skipToken: "2" }
      : { value: [rule({ destinationPortRanges: ["3389"] })] },
  );
  expect(get("models").properties).toMatchObject({
    adminRules: [{ ports: ["tcp 22"] }, { ports: ["tcp 3389"] }],
  });
  expect(calls.filter(({ operation }) => operation === listing).map(({ input }) => input)).toEqual([
    { id: row.id, body: {} },
    { id: row.id, body: { skipToken: "2" } },
  ]);
});

test("where they may not be read, they are not known, and pages without end are given up", async () => {
  const permission = "Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action";
  expect((await collect(denied(permission))).get("models").unknown).toMatchObject({
    "properties.adminRules": { reason: "denied", permission },
  });
  expect((await collect({ value: [], skipToken: "same" })).get("models").unknown).toHaveProperty([
    "properties.adminRules",
  ]);
});
