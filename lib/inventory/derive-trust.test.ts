import { describe, expect, test } from "vitest";

import type { Trust } from "#lib/domain/ability.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { createResource } from "#tests/factories/resource.ts";
import { deriveTrust, isTrusted, trustedEstateGrants, trustedOnly } from "./derive-trust.ts";

const trust = (kind: Trust["kind"], principal = "", conditional = false): Trust => ({
  kind,
  principal,
  conditional,
});
const role = (key: string, trusts: Trust[], account = "111122223333") =>
  createResource("identity", key, { kind: "role", trusts }, { account });
const caller = role("caller", []);
const trusts = (...given: Trust[]) =>
  isTrusted(new ResourceGraph([caller, role("target", given)], []), "caller", "target");

describe("who may take on an identity", () => {
  test.each<[string, boolean, Trust[]]>([
    ["anybody", true, [trust("anyone")]],
    ["whoever is in its account", true, [trust("account", "111122223333")]],
    ["whoever is in another account", false, [trust("account", "999900001111")]],
    ["that very identity", true, [trust("identity", "caller")]],
    ["another identity", false, [trust("identity", "other")]],
    ["a service alone", false, [trust("service", "lambda.amazonaws.com")]],
    ["a federation alone", false, [trust("federation", "repo:acme/*")]],
    ["one of several", true, [trust("service", "lambda.amazonaws.com"), trust("identity", "caller")]],
    ["whoever is permitted, where it states no trust at all", true, []],
  ])("%s: %s", (_, expected, given) => {
    expect(trusts(...given)).toBe(expected);
  });

  test("nobody is trusted by what was never collected, or by what is no identity", () => {
    const graph = new ResourceGraph([caller, createResource("compute", "fn")], []);
    expect(isTrusted(graph, "caller", "elsewhere")).toBe(false);
    expect(isTrusted(graph, "elsewhere", "caller")).toBe(false);
    expect(isTrusted(graph, "caller", "fn")).toBe(false);
  });
});

test("a permission to assume is kept where the other side trusts, other permissions are left alone", () => {
  const graph = new ResourceGraph(
    [caller, role("open", [trust("anyone")]), role("shut", [trust("service", "x")])],
    [],
  );
  const edges = (["open", "shut"] as const).flatMap((to) =>
    (["can-assume", "can-pass"] as const).map((kind) => ({ from: "caller", kind, to })),
  );
  expect(trustedOnly(graph, edges).map(({ kind, to }) => `${kind} ${to}`)).toEqual([
    "can-assume open",
    "can-pass open",
    "can-pass shut",
  ]);
  const grants = (["can-assume", "can-pass"] as const).map((kind) => ({
    identityKey: "caller",
    kind,
    reason: "policy",
    extent: "*",
    reaches: () => true,
  }));
  const reached = trustedEstateGrants(graph, grants).map(({ reaches }) =>
    graph.nodes.filter(reaches).map(({ key }) => key),
  );
  expect(reached).toEqual([
    ["caller", "open"],
    ["caller", "open", "shut"],
  ]);
});

test("a trust by key is an edge by itself, says its condition, and needs the other end to be known", () => {
  const named = role("named", [
    trust("identity", "caller", true),
    trust("identity", "gone"),
    trust("account", "caller"),
  ]);
  expect(deriveTrust(new ResourceGraph([caller, named], []))).toEqual([
    { from: "caller", kind: "can-assume", to: "named", reason: "named trusts it, under a condition" },
  ]);
});

test("of two trusts in one principal, the one without a condition is told", () => {
  const trust = (conditional: boolean) => ({
    kind: "identity" as const,
    principal: "role:ci",
    conditional,
  });
  const trusting = (...trusts: ReturnType<typeof trust>[]) =>
    deriveTrust(
      new ResourceGraph(
        [createResource("identity", "role:ci"), createResource("identity", "role:me", { trusts })],
        [],
      ),
    ).map(({ reason }) => reason);
  expect(trusting(trust(true), trust(false))[0]).toBe("role:me trusts it");
  expect(trusting(trust(true))).toEqual(["role:me trusts it, under a condition"]);
});
