import { describe, expect, test } from "vitest";

import { isolationOf, NetworkPolicy, selects } from "./network-rules.ts";

const policy = (spec: object, namespace = "chat") =>
  NetworkPolicy.parse({ metadata: { name: "p", namespace }, spec: { podSelector: {}, ...spec } });
const pod = { namespace: "chat", labels: { app: "vllm", tier: "model" } };
const isolation = (...policies: NetworkPolicy[]) => isolationOf(policies, pod);
const closed = { ingress: true, egress: true, metadata: true };
const open = { ingress: false, egress: false, metadata: false };

describe("policies that select a pod", () => {
  test.each<[string, NetworkPolicy[], Partial<typeof closed>]>([
    ["none at all", [], open],
    ["one of another namespace", [policy({ policyTypes: ["Ingress"] }, "other")], open],
    ["one that selects other pods", [policy({ podSelector: { matchLabels: { app: "web" } } })], open],
    ["an empty one, which closes ingress alone", [policy({})], { ...open, ingress: true }],
    ["one for both that opens nothing", [policy({ policyTypes: ["Ingress", "Egress"] })], closed],
    [
      "one with an empty list of rules",
      [policy({ policyTypes: ["Ingress"], ingress: [] })],
      { ingress: true },
    ],
    ["one with an empty rule, which lets everybody in", [policy({ ingress: [{}] })], open],
    ["one that names pods", [policy({ ingress: [{ from: [{ podSelector: {} }] }] })], { ingress: true }],
    [
      "one that names every namespace",
      [policy({ ingress: [{ from: [{ namespaceSelector: {} }] }] })],
      { ingress: true },
    ],
    ["one for every address", [policy({ ingress: [{ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] })], open],
    ["one for every IPv6 address", [policy({ ingress: [{ from: [{ ipBlock: { cidr: "::/0" } }] }] })], open],
    [
      "one for a network",
      [policy({ ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }] })],
      { ingress: true },
    ],
    [
      "a closed one beside an open one: they add up",
      [policy({ policyTypes: ["Ingress"] }), policy({ ingress: [{}] })],
      open,
    ],
    [
      "one with egress rules and no types",
      [policy({ egress: [{ to: [{ podSelector: {} }] }] })],
      { ingress: true, egress: true, metadata: true },
    ],
    [
      "one that lets ask any name server",
      [policy({ policyTypes: ["Egress"], egress: [{ ports: [{ port: 53 }] }] })],
      { egress: true, metadata: true },
    ],
    [
      "one that lets call any web server",
      [policy({ policyTypes: ["Egress"], egress: [{ ports: [{ port: 443 }] }] })],
      { egress: false, metadata: true },
    ],
    [
      "everything but the metadata service",
      [
        policy({
          policyTypes: ["Egress"],
          egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }] }],
        }),
      ],
      { egress: false, metadata: true },
    ],
    [
      "the link-local network among what may be called",
      [policy({ policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr: "169.254.0.0/16" } }] }] })],
      { egress: true, metadata: false },
    ],
    [
      "a range of ports with 80 in it",
      [policy({ policyTypes: ["Egress"], egress: [{ ports: [{ port: 1, endPort: 100 }] }] })],
      { egress: false, metadata: false },
    ],
  ])("%s", (_, policies, expected) => {
    expect(isolation(...policies)).toMatchObject(expected);
  });
});

describe("a selector", () => {
  test.each([
    ["nothing, which is everything", {}, true],
    ["a label", { matchLabels: { app: "vllm" } }, true],
    ["two labels, one of them wrong", { matchLabels: { app: "vllm", tier: "web" } }, false],
    [
      "one of several values",
      { matchExpressions: [{ key: "app", operator: "In", values: ["a", "vllm"] }] },
      true,
    ],
    [
      "none of several values",
      { matchExpressions: [{ key: "app", operator: "NotIn", values: ["vllm"] }] },
      false,
    ],
    ["a label that is not there", { matchExpressions: [{ key: "x", operator: "DoesNotExist" }] }, true],
    [
      "a value of a label that is not there",
      { matchExpressions: [{ key: "x", operator: "NotIn", values: ["y"] }] },
      true,
    ],
    [
      "an operator of tomorrow",
      { matchExpressions: [{ key: "app", operator: "Like", values: ["v"] }] },
      false,
    ],
  ])("of %s", (_, selector, expected) => {
    const parsed = policy({ podSelector: selector }).spec.podSelector;
    expect(selects(parsed, pod.labels)).toBe(expected);
  });
});
