import { describe, expect, test } from "vitest";

import type { Gap } from "#lib/domain/graph.ts";
import { related } from "#lib/domain/sample-resource.ts";
import { denied, make, reachIn } from "#tests/factories/reach-estate.ts";

const vnet = "/subscriptions/s/resourcegroups/rg/providers/microsoft.network/virtualnetworks/v/subnets";
const subnet = `${vnet}/models`;
const nicGroup = "/nsg/nic";
const asg = "/asg/models";

type Rule = { allows: boolean; ports: string[]; from: "anyone" | "front-doors"; to: string[] };
const allow = (...ports: string[]): Rule => ({ allows: true, ports, from: "anyone", to: ["*"] });
const deny = (...ports: string[]): Rule => ({ ...allow(...ports), allows: false });
const onSubnet = (inbound: Rule[], unknown: string[] = []) =>
  make("azure.network.security-group", "nsg", {}, { inbound, subnetKeys: [subnet] }, unknown);
const onNic = (inbound: Rule[]) =>
  make("azure.network.security-group", nicGroup, {}, { inbound, subnetKeys: [] });

type Way = { via: string; basic: boolean; ports: string[] };
const address: Way = { via: "public address pip", basic: false, ports: [] };
const basic: Way = { ...address, basic: true };
const balanced = (...ports: string[]): Way => ({ via: "load balancer lb", basic: false, ports });
const machine = (ways: Way[], parts: object = {}) =>
  make(
    "azure.compute.virtual-machine",
    "vm",
    { publicNetwork: ways.length > 0, authentication: "none" },
    {
      interfaces: [
        { subnetKey: subnet, groupKey: null, address: "10.1.0.4", applicationGroups: [], ways, ...parts },
      ],
    },
  );
const withNic = { groupKey: nicGroup };
const reach = (...resources: Parameters<typeof reachIn>[1]["resources"]) =>
  reachIn("vm", { resources }).reach;

describe("security groups: learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works", () => {
  test.each<[string, string, string]>([
    [
      "both let in",
      reach(machine([address], withNic), onSubnet([allow("*")]), onNic([allow("tcp 22")])),
      "anyone",
    ],
    [
      "the subnet's does not",
      reach(machine([address], withNic), onSubnet([]), onNic([allow("*")])),
      "internal",
    ],
    [
      "the interface's does not",
      reach(machine([address], withNic), onSubnet([allow("*")]), onNic([])),
      "internal",
    ],
    ["only the subnet has one", reach(machine([address]), onSubnet([allow("*")])), "anyone"],
    ["only the interface has one", reach(machine([address], withNic), onNic([allow("*")])), "anyone"],
    ["the interface's is nowhere", reach(machine([address], withNic), onSubnet([allow("*")])), "unknown"],
    [
      "the interface's is nowhere, and the subnet's shut",
      reach(machine([address], withNic), onSubnet([])),
      "internal",
    ],
    ["the subnet's was not read", reach(machine([address]), onSubnet([], ["properties.inbound"])), "unknown"],
    [
      "what comes first denies",
      reach(machine([address]), onSubnet([deny("*"), allow("tcp 22")])),
      "internal",
    ],
    ["what comes first allows", reach(machine([address]), onSubnet([allow("tcp 22"), deny("*")])), "anyone"],
    [
      "each lets in another port",
      reach(machine([address], withNic), onSubnet([deny("tcp 22"), allow("*")]), onNic([allow("tcp 22")])),
      "internal",
    ],
    [
      "both let in one port of several",
      reach(
        machine([address], withNic),
        onSubnet([allow("tcp 20-30")]),
        onNic([deny("tcp 20-25"), allow("tcp 22-40")]),
      ),
      "anyone",
    ],
    [
      "one surely lets in one port, perhaps another, and the other that alone",
      reach(
        machine([address], withNic),
        onSubnet([allow("tcp 80"), { ...allow("tcp 22"), to: ["Storage"] }]),
        onNic([allow("tcp 22")]),
      ),
      "unknown",
    ],
    ["no public way", reach(machine([]), onSubnet([allow("*")])), "internal"],
  ])("%s", (_, told, expected) => {
    expect(told).toBe(expected);
  });
});

describe("without any group: learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses", () => {
  const unread: Gap[] = [
    { account: "s", region: null, produces: ["azure.network.security-group"], unknown: denied },
  ];
  test("a basic address lets everybody in, and a standard one nobody", () => {
    expect([reach(machine([basic])), reach(machine([address]))]).toEqual(["anyone", "internal"]);
  });
  test("one open way of two is enough", () => {
    expect(reach(machine([address, basic]))).toBe("anyone");
  });
  test("neither is said where groups may be missing", () => {
    const told = (way: Way) => reachIn("vm", { resources: [machine([way])], gaps: unread }).reach;
    expect([told(basic), told(address)]).toEqual(["unknown", "unknown"]);
  });
});

describe("what a rule is for", () => {
  const to = (...names: string[]): Rule => ({ ...allow("tcp 8000"), to: names });
  test.each<[string, Rule, object, string]>([
    ["an application security group it is in", to(asg), { applicationGroups: [asg] }, "anyone"],
    ["one it is not in", to(asg), {}, "internal"],
    ["its own address", to("10.1.0.4"), {}, "anyone"],
    ["a range around it", to("10.1.0.0/24"), {}, "anyone"],
    ["another range", to("10.2.0.0/24"), {}, "internal"],
    [
      "a range, of a set whose machines each have an address",
      to("10.1.0.0/24"),
      { address: null },
      "unknown",
    ],
    ["a tag of Azure's", to("Storage"), {}, "unknown"],
  ])("%s", (_, rule, parts, expected) => {
    expect(reach(machine([address], parts), onSubnet([rule]))).toBe(expected);
  });

  test("a denial for another address denies this one nothing", () => {
    expect(reach(machine([address]), onSubnet([{ ...deny("*"), to: ["10.9.0.4"] }, allow("*")]))).toBe(
      "anyone",
    );
  });

  test("Front Door's tag is that of anybody's Front Door", () => {
    const tagged: Rule = { ...allow("tcp 443"), from: "front-doors" };
    expect(reach(machine([address]), onSubnet([tagged]))).toBe("unknown");
    expect(reach(machine([address]), onSubnet([deny("*"), tagged]))).toBe("internal");
  });
});

test("a load balancer leads to its own port, and a group must open that", () => {
  const told = (...rules: Rule[]) => reach(machine([balanced("tcp 8000")]), onSubnet(rules));
  expect([told(allow("tcp 8000")), told(allow("tcp 22")), told(deny("tcp 8000"), allow("*"))]).toEqual([
    "anyone",
    "internal",
    "internal",
  ]);
});

test("machines whose ways were not read are in doubt", () => {
  const unread = make("azure.compute.virtual-machine", "vm", {}, {}, [
    "facets.publicNetwork",
    "properties.interfaces",
  ]);
  expect(reach(unread)).toBe("unknown");
});

test("a machine without an address of its own is reached through an application gateway", () => {
  const gateway = make(
    "azure.network.web-gateway",
    "gw",
    { openToInternet: true },
    { kind: "application-gateway", ports: ["tcp 443"], subnetKeys: [`${vnet}/front`] },
  );
  const resources = [gateway, machine([])];
  expect(reachIn("vm", { resources, edges: related("gw routes-to vm") }).reach).toBe("anyone");
});

test.each([
  ["azure.machine-learning.compute-instance", { publicAddress: true }],
  ["azure.machine-learning.compute-cluster", { publicNetwork: true, authentication: "key" }],
] as const)("the group of its subnet stands before an %s", (type, facets) => {
  const told = (subnetKey: string | null, ...inbound: Rule[]) =>
    reachIn("vm", { resources: [make(type, "vm", facets, { subnetKey }), onSubnet(inbound)] }).reach;
  expect([told(subnet, allow("tcp 22")), told(subnet), told(`${vnet}/other`), told(null)]).toEqual([
    "credential",
    "internal",
    "credential",
    "credential",
  ]);
});

test("the machines that the documentation works by hand", () => {
  const rules = onSubnet([deny("tcp 22"), allow("*")]);
  const train = (way: Way) => reach(machine([way]), rules);
  const serve = (way: Way) => reach(machine([way], withNic), rules, onNic([allow("tcp 22")]));
  expect([train(address), train(balanced("tcp 22"))]).toEqual(["anyone", "internal"]);
  expect([serve(address), serve(balanced("tcp 22"))]).toEqual(["internal", "internal"]);
});
