import { describe, expect, test } from "vitest";

import type { Gap } from "#lib/domain/graph.ts";
import { denied, make, reachIn, type Estate } from "#tests/factories/reach-estate.ts";

const vnet = "/subscriptions/s/resourcegroups/rg/providers/microsoft.network/virtualnetworks/v";
const subnet = `${vnet}/subnets/models`;

type Admin = { action: string; ports: string[]; from: string; to: string[]; sure: boolean };
const admin = (action: string, port: string, more: Partial<Admin> = {}): Admin => ({
  action,
  ports: [port],
  from: "anyone",
  to: ["*"],
  sure: true,
  ...more,
});
const network = (...adminRules: Admin[]) => make("azure.network.virtual-network", vnet, {}, { adminRules });
const unread = make("azure.network.virtual-network", vnet, {}, {}, ["properties.adminRules"]);
const group = (...ports: string[]) =>
  make(
    "azure.network.security-group",
    "nsg",
    {},
    {
      inbound: ports.map((port) => ({ allows: true, ports: [port], from: "anyone", to: ["*"] })),
      subnetKeys: [subnet],
    },
  );
const machine = (basic = false) =>
  make(
    "azure.compute.virtual-machine",
    "vm",
    { publicNetwork: true, authentication: "none" },
    {
      interfaces: [
        {
          subnetKey: subnet,
          groupKey: null,
          address: "10.1.0.4",
          applicationGroups: [],
          ways: [{ via: "public address pip", basic, ports: [] }],
        },
      ],
    },
  );
const told = (...resources: Estate["resources"]) =>
  reachIn("vm", { resources: [machine(), ...resources] }).reach;

describe("rules of a network manager: learn.microsoft.com/azure/virtual-network-manager/concept-security-admins", () => {
  test.each<[string, string, string]>([
    ["none, before a group that lets in", told(network(), group("*")), "anyone"],
    ["one denies all that the group lets in", told(network(admin("deny", "*")), group("*")), "internal"],
    ["one denies another port", told(network(admin("deny", "tcp 22")), group("tcp 8000")), "anyone"],
    [
      "one denies the one port of the group",
      told(network(admin("deny", "tcp 22")), group("tcp 22")),
      "internal",
    ],
    [
      "one lets in past a group that does not",
      told(network(admin("always-allow", "tcp 22")), group()),
      "anyone",
    ],
    ["one leaves to a group that does not", told(network(admin("pass-on", "*")), group()), "internal"],
    [
      "one leaves to the group what the next denies",
      told(network(admin("pass-on", "tcp 22"), admin("deny", "*")), group("tcp 22")),
      "anyone",
    ],
    [
      "one denies what the next always allows",
      told(network(admin("deny", "*"), admin("always-allow", "tcp 22")), group("*")),
      "internal",
    ],
    ["they were not read, before a group that lets in", told(unread, group("*")), "unknown"],
    ["they were not read, before a group that does not", told(unread, group()), "unknown"],
    [
      "one denies for another address",
      told(network(admin("deny", "*", { to: ["10.9.0.4"] })), group("*")),
      "anyone",
    ],
    [
      "one may deny, in what order is not told",
      told(network(admin("deny", "*", { sure: false })), group("*")),
      "unknown",
    ],
    [
      "one may always allow, before a group that does not let in",
      told(network(admin("always-allow", "*", { to: ["Storage"] })), group()),
      "unknown",
    ],
    [
      "one is for Front Doors alone",
      told(network(admin("deny", "*", { from: "front-doors" })), group("*")),
      "anyone",
    ],
  ])("%s", (_, found, expected) => {
    expect(found).toBe(expected);
  });

  test("a basic address without any group is shut by one that denies", () => {
    const behind = (...rules: Admin[]) =>
      reachIn("vm", { resources: [machine(true), network(...rules)] }).reach;
    expect([behind(), behind(admin("deny", "*"))]).toEqual(["anyone", "internal"]);
  });

  test("a network that was not collected is in doubt where networks of its subscription were not all read", () => {
    const gaps: Gap[] = [
      { account: "s", region: null, produces: ["azure.network.virtual-network"], unknown: denied },
    ];
    const resources = [machine(), group("*")];
    expect([reachIn("vm", { resources }).reach, reachIn("vm", { resources, gaps }).reach]).toEqual([
      "anyone",
      "unknown",
    ]);
  });

  test("says that it is the network's manager", () => {
    const { hops } = reachIn("vm", { resources: [machine(), network(admin("deny", "*")), group("*")] });
    expect(hops.at(-1)).toMatchObject({ outcome: "closed", resourceKey: vnet });
    expect(hops.at(-1)?.text).toMatch(/is shut by a rule of its network manager$/);
  });

  test("they hold for a notebook's machine, and not for the subnet of a gateway", () => {
    const notebook = make(
      "azure.machine-learning.compute-instance",
      "vm",
      { publicAddress: true },
      { subnetKey: subnet },
    );
    const gateway = make(
      "azure.network.web-gateway",
      "vm",
      { openToInternet: true },
      { kind: "application-gateway", ports: ["tcp 443"], subnetKeys: [subnet] },
    );
    const at = (one: Estate["resources"][number]) =>
      reachIn("vm", { resources: [one, network(admin("deny", "*")), group("*")] }).reach;
    expect([at(notebook), at(gateway)]).toEqual(["internal", "anyone"]);
  });
});
