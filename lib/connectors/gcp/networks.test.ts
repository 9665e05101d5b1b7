import { expect, test } from "vitest";

import { collectGcp, denied, inventoryOf, projectId } from "#tests/support/recorded-gcp.ts";
import { networkKey, networks } from "./networks.ts";

const link = `https://www.googleapis.com/compute/v1/projects/${projectId}/global/networks/ai`;
const asset = (type: string, name: string, data: object) => ({
  name: `//compute.googleapis.com/projects/${projectId}/${type}/${name}`,
  assetType: `compute.googleapis.com/${type}`,
  data: { name, ...data },
});
const rule = (name: string, data: object) => asset("Firewall", name, { network: link, ...data });
const collect = async (...rules: ReturnType<typeof asset>[]) =>
  (
    await collectGcp(networks, {
      "cloudasset:assets.list": inventoryOf(asset("Network", "ai", { selfLink: link }), ...rules),
    })
  ).only();
const ssh = {
  direction: "INGRESS",
  sourceRanges: ["0.0.0.0/0"],
  allowed: [{ IPProtocol: "tcp", ports: ["22", "8000-8100"] }],
};

test("a rule for everywhere opens its ports", async () => {
  expect(await collect(rule("ssh", ssh))).toMatchObject({
    key: `//compute.googleapis.com/projects/${projectId}/global/networks/ai`,
    properties: { openPorts: ["tcp:22", "tcp:8000-8100"], openRules: ["ssh"] },
    facets: { openToInternet: true, unrestrictedEgress: true },
  });
});

test.each<[string, object, boolean]>([
  ["switched off", { disabled: true }, false],
  ["of another network", { network: link.replace("/ai", "/web") }, false],
  ["for named addresses", { sourceRanges: ["192.0.2.0/24"] }, false],
  ["for everywhere in the sixth version", { sourceRanges: ["::/0"] }, true],
  ["for everywhere, and for a tag besides, which is either", { sourceTags: ["admin"] }, true],
  ["for a tag alone", { sourceRanges: [], sourceTags: ["admin"] }, false],
  ["that names no source, which is everywhere", { sourceRanges: [] }, true],
  ["that refuses", { allowed: [], denied: [{ IPProtocol: "tcp", ports: ["22"] }] }, false],
  ["of traffic that leaves", { direction: "EGRESS" }, false],
])("a rule %s", async (_, given, openToInternet) => {
  expect((await collect(rule("r", { ...ssh, ...given }))).facets).toMatchObject({ openToInternet });
});

const denyAll = {
  direction: "INGRESS",
  sourceRanges: ["0.0.0.0/0"],
  denied: [{ IPProtocol: "all" }],
  priority: 500,
};
test.each<[string, object, boolean]>([
  ["before it", {}, false],
  ["after it", { priority: 2000 }, true],
  ["before it, for tagged machines alone", { targetTags: ["db"] }, true],
  ["before it, of one port", { denied: [{ IPProtocol: "tcp", ports: ["443"] }] }, true],
])("an open rule with a refusal of everything %s", async (_, given, openToInternet) => {
  const found = await collect(rule("ssh", ssh), rule("deny", { ...denyAll, ...given }));
  expect(found.facets).toMatchObject({ openToInternet });
});

test("a refusal of all that leaves closes the way out, unless it is for some machines alone", async () => {
  const deny = { direction: "EGRESS", destinationRanges: ["0.0.0.0/0"], denied: [{ IPProtocol: "all" }] };
  expect((await collect(rule("d", deny))).facets).toMatchObject({ unrestrictedEgress: false });
  const some = await collect(rule("d", { ...deny, targetTags: ["db"] }));
  expect(some.facets).toMatchObject({ unrestrictedEgress: true });
});

test("a policy that the network shares opens ports as its own rules do", async () => {
  const policy = asset("FirewallPolicy", "p", {
    associations: [{ attachmentTarget: link }],
    rules: [
      {
        ruleName: "notebooks",
        action: "allow",
        direction: "INGRESS",
        match: { srcIpRanges: ["0.0.0.0/0"], layer4Configs: [{ ipProtocol: "tcp", ports: ["8888"] }] },
      },
    ],
  });
  expect((await collect(policy)).properties).toMatchObject({
    openPorts: ["tcp:8888"],
    openRules: ["notebooks"],
  });
});

test("what the organization decides above it is told with its own rules, or is unknown", async () => {
  const answers = {
    "cloudasset:assets.list": inventoryOf(asset("Network", "ai", { selfLink: link }), rule("ssh", ssh)),
  };
  const policy = {
    type: "HIERARCHY",
    rules: [{ action: "deny", priority: 1, match: { srcIpRanges: ["0.0.0.0/0"] } }],
  };
  const call = "compute:networks.getEffectiveFirewalls";
  const told = await collectGcp(networks, { ...answers, [call]: { firewallPolicys: [policy] } });
  expect(told.only().properties).toMatchObject({
    inbound: [
      [{ action: "deny", ports: ["*"] }],
      [{ action: "allow", ports: ["tcp 22", "tcp 8000-8100"], tags: [], accounts: [], sure: true }],
    ],
  });
  expect(told.calls).toContainEqual({ operation: call, input: { network: "ai" } });
  const refused = await collectGcp(networks, {
    ...answers,
    [call]: denied("compute.networks.getEffectiveFirewalls"),
  });
  expect(Object.keys(refused.only().unknown ?? {})).toEqual(["properties.inbound"]);
});

test("flow logs are on where every subnetwork has them", async () => {
  const subnet = (name: string, enable: boolean) =>
    asset("Subnetwork", name, { network: link, logConfig: { enable } });
  expect((await collect(subnet("a", true), subnet("b", true))).properties).toMatchObject({ flowLogs: true });
  expect((await collect(subnet("a", true), subnet("b", false))).properties).toMatchObject({
    flowLogs: false,
  });
});

test.each([
  [link, `//compute.googleapis.com/projects/${projectId}/global/networks/ai`],
  [
    "projects/582910347716/global/networks/ai",
    `//compute.googleapis.com/projects/${projectId}/global/networks/ai`,
  ],
  [
    "projects/shared-vpc/global/networks/ai",
    "//compute.googleapis.com/projects/shared-vpc/global/networks/ai",
  ],
  ["", null],
  [undefined, null],
])("the network %s", (name, key) => {
  expect(networkKey(name, projectId)).toBe(key);
});
