import { describe, expect, test } from "vitest";

import { collectAzure, denied, graphRows, idOf, subscription } from "#tests/support/recorded-azure.ts";
import { privateEndpoints } from "./private-endpoints.ts";

const type = "microsoft.network/privateendpoints";
const id = idOf("Microsoft.Network/privateEndpoints", "PE-AOAI");
const target = idOf("Microsoft.CognitiveServices/accounts", "AOAI");
const subnet = idOf("Microsoft.Network/virtualNetworks", "VNet/subnets/Endpoints");
const connection = (status: string | null, privateLinkServiceId: string | null = target) => ({
  name: "pe-aoai",
  id: `${id}/privateLinkServiceConnections/pe-aoai`,
  properties: {
    provisioningState: "Succeeded",
    privateLinkServiceId,
    groupIds: ["account"],
    privateLinkServiceConnectionState:
      status === null ? null : { status, description: "", actionsRequired: "" },
  },
});
const endpoint = (properties: object = {}) => ({
  id,
  name: "PE-AOAI",
  type,
  location: "swedencentral",
  tags: { owner: "network" },
  properties: {
    provisioningState: "Succeeded",
    resourceGuid: "1f",
    subnet: { id: subnet },
    networkInterfaces: [{ id: idOf("Microsoft.Network/networkInterfaces", "nic") }],
    privateLinkServiceConnections: [connection("Approved")],
    manualPrivateLinkServiceConnections: [],
    customDnsConfigs: [],
    ...properties,
  },
});
const collect = (...rows: { type: string }[]) =>
  collectAzure(privateEndpoints, { "Microsoft.ResourceGraph/Resources": graphRows(...rows) });
const endpointWith = async (properties: object) => (await collect(endpoint(properties))).get("PE-AOAI");

test("an endpoint told in full becomes one resource that names where it stands and leads", async () => {
  const { resources, outcome } = await collect(endpoint());
  expect(outcome.state).toBe("complete");
  expect(resources).toEqual([
    {
      key: id.toLowerCase(),
      type: "azure.network.private-endpoint",
      name: "PE-AOAI",
      account: subscription,
      region: "swedencentral",
      tags: { owner: "network" },
      properties: { subnetId: subnet.toLowerCase(), targetIds: [target.toLowerCase()], status: "Approved" },
      facets: { approved: true, policyAllowsAll: false },
    },
  ]);
});

describe("the state of its connections", () => {
  test.each<[string, (string | null)[], (string | null)[], string, boolean]>([
    ["approved", ["Approved"], [], "Approved", true],
    ["approved by hand", [], ["Approved"], "Approved", true],
    ["asked for by hand", [], ["Pending"], "Pending", false],
    ["rejected", ["Rejected"], [], "Rejected", false],
    ["disconnected", ["Disconnected"], [], "Disconnected", false],
    ["not told, which is not approved", [null], [], "Pending", false],
    ["approved and pending", ["Approved"], ["Pending"], "Pending", false],
    ["all approved", ["Approved"], ["Approved"], "Approved", true],
    ["none", [], [], "Disconnected", false],
  ])("%s", async (_, automatic, manual, status, approved) => {
    const found = await endpointWith({
      privateLinkServiceConnections: automatic.map((each) => connection(each)),
      manualPrivateLinkServiceConnections: manual.map((each) => connection(each)),
    });
    expect(found).toMatchObject({ properties: { status }, facets: { approved } });
  });

  test("lists that are null are empty", async () => {
    const found = await endpointWith({
      privateLinkServiceConnections: null,
      manualPrivateLinkServiceConnections: null,
      subnet: null,
    });
    expect(found).toMatchObject({
      properties: { status: "Disconnected", targetIds: [], subnetId: null },
      facets: { approved: false },
    });
  });
});

test("an endpoint to something of another tenant, known by alias only, leads nowhere known", async () => {
  const found = await endpointWith({ privateLinkServiceConnections: [connection("Approved", null)] });
  expect(found).toMatchObject({ properties: { targetIds: [] }, facets: { approved: true } });
});

test("one that does not parse is counted, and hides no other", async () => {
  const odd = { ...endpoint({ privateLinkServiceConnections: "none" }), id: `${id}-odd`, name: "odd" };
  const { outcome, resources } = await collect(odd, endpoint());
  expect(resources.map(({ name }) => name)).toEqual(["PE-AOAI"]);
  expect(outcome.unparsed[0]?.message).toContain("-odd: properties.privateLinkServiceConnections");
});

test("an id that is none is counted: nothing gets a key made of words", async () => {
  const { outcome, resources } = await collect(Object.assign(endpoint(), { id: "PE-AOAI" }));
  expect(resources).toEqual([]);
  expect(outcome.state).toBe("failed");
});

test("a denied query ends the collection as denied", async () => {
  const { outcome } = await collectAzure(privateEndpoints, {
    "Microsoft.ResourceGraph/Resources": denied("Microsoft.ResourceGraph/resources/read"),
  });
  expect(outcome.state).toBe("denied");
});
