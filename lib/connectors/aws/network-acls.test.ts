import { expect, test } from "vitest";

import { openPortsBySubnet } from "./network-acls.ts";

type Rule = [number, "allow" | "deny", string, string, ([number, number] | undefined)?];
const entry =
  (Egress: boolean) =>
  ([RuleNumber, RuleAction, Protocol, cidr, ports]: Rule) => ({
    RuleNumber,
    RuleAction,
    Protocol,
    Egress,
    ...(cidr.includes(":") ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
    ...(ports ? { PortRange: { From: ports[0], To: ports[1] } } : {}),
  });
const last: Rule = [32_767, "deny", "-1", "0.0.0.0/0"];
const everything: Rule = [100, "allow", "-1", "0.0.0.0/0"];

const openPorts = (inward: Rule[], outward: Rule[] = [everything]) =>
  openPortsBySubnet([
    {
      Associations: [{ SubnetId: "subnet-1" }],
      Entries: [...[...inward, last].map(entry(false)), ...[...outward, last].map(entry(true))],
    },
  ]).get("subnet-1");

test.each<[string, Rule[], string[]]>([
  ["the default one", [everything], ["all"]],
  ["nothing allowed", [], []],
  ["one port", [[100, "allow", "6", "0.0.0.0/0", [443, 443]]], ["tcp 443"]],
  ["one port of a network only", [[100, "allow", "6", "10.0.0.0/8", [443, 443]]], []],
  ["one port of half the internet", [[100, "allow", "6", "128.0.0.0/1", [443, 443]]], ["tcp 443"]],
  ["a denial of half the callers before it", [[90, "deny", "-1", "0.0.0.0/1"], everything], ["all"]],
  ["a denial before it", [[90, "deny", "-1", "0.0.0.0/0"], everything], []],
  ["a denial after it", [everything, [110, "deny", "-1", "0.0.0.0/0"]], ["all"]],
  ["a denial of some callers before it", [[90, "deny", "-1", "192.0.2.0/24"], everything], ["all"]],
  [
    "a port cut out of a range",
    [
      [90, "deny", "6", "0.0.0.0/0", [22, 22]],
      [100, "allow", "6", "0.0.0.0/0", [20, 25]],
    ],
    ["tcp 20-21", "tcp 23-25"],
  ],
  ["the newer addresses", [[100, "allow", "17", "::/0", [53, 53]]], []],
])("%s", (_, inward, expected) => {
  expect(openPorts(inward)).toEqual(expected);
});

test("the newer addresses count where answers go out to them, too", () => {
  const open: Rule = [100, "allow", "17", "::/0", [53, 53]];
  expect(openPorts([open], [[100, "allow", "-1", "::/0"]])).toEqual(["udp 53"]);
});

test("calls whose answers do not leave come to nothing", () => {
  expect(openPorts([everything], [])).toEqual([]);
  expect(openPorts([everything], [[100, "allow", "6", "0.0.0.0/0", [443, 443]]])).toEqual([]);
  expect(openPorts([everything], [[100, "allow", "6", "0.0.0.0/0", [1024, 65_535]]])).toEqual([
    "tcp 0-65535",
  ]);
});
