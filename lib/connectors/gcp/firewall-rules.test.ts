import { describe, expect, test } from "vitest";

import { EffectiveFirewalls, inboundStages, type OwnRule } from "./firewall-rules.ts";

const link = "https://www.googleapis.com/compute/v1/projects/p/global/networks/ai";
const own = (parts: Partial<OwnRule>): OwnRule => ({
  direction: "INGRESS",
  disabled: false,
  priority: 1000,
  sourceRanges: ["0.0.0.0/0"],
  sourceTags: [],
  sourceServiceAccounts: [],
  allowed: [],
  denied: [],
  targetTags: [],
  targetServiceAccounts: [],
  ...parts,
});
const tcp = (...ports: string[]) => [{ IPProtocol: "tcp", ports }];
const none = { firewallPolicys: [] };
const said = (stages: ReturnType<typeof inboundStages>) =>
  stages.map((stage) =>
    stage.map(({ action, ports, sure }) => `${action} ${ports.join(", ")}${sure ? "" : " perhaps"}`),
  );
const ofOwn = (...rules: OwnRule[]) => said(inboundStages(rules, none, [], link, false)).flat();

describe("a network's own rules", () => {
  test.each<[string, Partial<OwnRule>, string[]]>([
    ["for everywhere", { allowed: tcp("22") }, ["allow tcp 22"]],
    ["without a source", { sourceRanges: [], allowed: tcp("22") }, ["allow tcp 22"]],
    ["for half of everywhere", { sourceRanges: ["0.0.0.0/1"], allowed: tcp("22") }, ["allow tcp 22"]],
    ["that denies half of everywhere", { sourceRanges: ["0.0.0.0/1"], denied: tcp("22") }, []],
    ["for a private range", { sourceRanges: ["10.0.0.0/8"], allowed: tcp("22") }, []],
    ["for machines with a tag", { sourceRanges: [], sourceTags: ["web"], allowed: tcp("22") }, []],
    ["for an office", { sourceRanges: ["203.0.113.0/24"], allowed: tcp("22") }, []],
    ["switched off", { disabled: true, allowed: tcp("22") }, []],
    ["for what goes out", { direction: "EGRESS", allowed: tcp("22") }, []],
    ["for every protocol", { allowed: [{ IPProtocol: "all", ports: [] }] }, ["allow *"]],
    ["for a whole protocol", { allowed: [{ IPProtocol: "udp", ports: [] }] }, ["allow udp"]],
    ["for a protocol by its number", { allowed: [{ IPProtocol: "50", ports: [] }] }, ["allow ip50"]],
  ])("%s", (_, parts, expected) => {
    expect(ofOwn(own(parts))).toEqual(expected);
  });

  test("by priority, and of the same priority what denies comes first", () => {
    expect(
      ofOwn(
        own({ allowed: tcp("1"), priority: 900 }),
        own({ allowed: tcp("2") }),
        own({ denied: tcp("3") }),
        own({ denied: tcp("4"), priority: 100 }),
      ),
    ).toEqual(["deny tcp 4", "allow tcp 1", "deny tcp 3", "allow tcp 2"]);
  });
});

describe("policies: docs.cloud.google.com/firewall/docs/firewall-policies-overview", () => {
  const policy = (type: string, ...rules: object[]) => ({
    type,
    rules: rules.map((rule) => ({ match: { srcIpRanges: ["0.0.0.0/0"] }, ...rule })),
  });
  const stages = (networkFirst: boolean, ...firewallPolicys: object[]) =>
    said(
      inboundStages(
        [own({ allowed: tcp("22") })],
        EffectiveFirewalls.parse({ firewallPolicys }),
        [own({ allowed: tcp("8888") })],
        link,
        networkFirst,
      ),
    );
  const above = policy("HIERARCHY", { action: "deny", priority: 2 }, { action: "goto_next", priority: 1 });
  const beside = policy("NETWORK", { action: "allow", priority: 1 });

  test("the organization's come first, the network's behind its own rules or before them", () => {
    expect(stages(false, beside, above)).toEqual([
      ["next *", "deny *"],
      ["allow tcp 22"],
      ["allow *"],
      ["allow tcp 8888 perhaps"],
    ]);
    expect(stages(true, above, beside).slice(0, 3)).toEqual([
      ["next *", "deny *"],
      ["allow *"],
      ["allow tcp 22"],
    ]);
  });

  test.each<[string, object, string[]]>([
    ["that inspects", { action: "apply_security_profile_group" }, ["allow *"]],
    ["for this network", { action: "allow", targetResources: [link] }, ["allow *"]],
    ["for another network", { action: "allow", targetResources: [`${link}2`] }, []],
    [
      "for machines with a secure tag",
      { action: "allow", targetSecureTags: [{ name: "t" }] },
      ["allow * perhaps"],
    ],
    ["for some countries", { action: "allow", match: { srcRegionCodes: ["CH"] } }, ["allow * perhaps"]],
    ["that denies some countries", { action: "deny", match: { srcRegionCodes: ["CH"] } }, []],
    ["for calls from inside", { action: "allow", match: { srcNetworkType: "INTRA_VPC" } }, []],
    ["for the internet", { action: "allow", match: { srcNetworkType: "INTERNET" } }, ["allow *"]],
    ["switched off", { action: "allow", disabled: true }, []],
  ])("a rule %s", (_, rule, expected) => {
    const [first = []] = stages(false, policy("HIERARCHY", { priority: 1, ...rule }));
    expect(first).toEqual(expected.length > 0 ? expected : ["allow tcp 22"]);
  });
});
