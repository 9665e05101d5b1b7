import { describe, expect, test } from "vitest";

import {
  at,
  defineAttackPath,
  facetsOf,
  into,
  lacks,
  maybe,
  out,
  over,
  toDeployments,
} from "./attack-path.ts";
import {
  aiCaller,
  exposedWayIn,
  openWayIn,
  powerful,
  sensitiveStore,
  unguarded,
} from "./attack-path-stops.ts";
import { ResourceGraph, type Gap } from "./graph.ts";
import type { Resource } from "./resource.ts";
import { sampleResource } from "./sample-resource.ts";
import { UnknownRead, type Unknown } from "./unknown.ts";

const denied: Unknown = { reason: "denied", call: "bedrock:GetAgent", permission: null, message: "no" };
const empty = new ResourceGraph([], []);

describe("a stop", () => {
  test("admits its classes alone, and asks its condition of no other", () => {
    const publicApi = at("api", ({ facets }) => facets.publicNetwork);
    expect(publicApi.admits(sampleResource("api", "x", { publicNetwork: true }), empty)).toBe(true);
    expect(publicApi.admits(sampleResource("api", "x", { publicNetwork: false }), empty)).toBe(false);
    expect(publicApi.admits(sampleResource("secret", "x"), empty)).toBe(false);
    expect([...publicApi.classes]).toEqual(["api"]);
  });

  test("without a condition admits every resource of its classes", () => {
    const either = at(["agent", "model"]);
    expect(either.admits(sampleResource("agent", "x"), empty)).toBe(true);
    expect(either.admits(sampleResource("model", "x"), empty)).toBe(true);
    expect(either.admits(sampleResource("dataset", "x"), empty)).toBe(false);
  });
});

describe("a hop", () => {
  const stop = at("agent");

  test("walks one edge unless it may be longer, and is optional only where it says so", () => {
    expect(over(out("invokes"), stop)).toEqual({
      over: [{ kind: "invokes", direction: "out" }],
      min: 1,
      max: 1,
      between: null,
      to: stop,
    });
    expect(over(into("invokes"), stop, { max: 3, between: ["compute"] })).toMatchObject({
      over: [{ kind: "invokes", direction: "in" }],
      min: 1,
      max: 3,
      between: new Set(["compute"]),
    });
    expect(maybe(out("invokes"), stop)).toMatchObject({ min: 0, max: 1 });
  });

  test("from a service to its deployments arrives at nothing else", () => {
    for (const step of toDeployments) expect([...(step.onto ?? [])]).toEqual(["model-deployment"]);
    expect(toDeployments.map(({ kind, direction }) => `${kind} ${direction}`)).toEqual([
      "hosted-on in",
      "contains out",
    ]);
  });
});

describe("absence", () => {
  const agent = sampleResource("agent", "agent");
  const guardrail = sampleResource("guardrail", "guardrail");
  const gap: Gap = { account: agent.account, region: null, produces: ["guarded-by"], unknown: denied };

  test("is claimed where everything was collected", () => {
    expect(lacks(new ResourceGraph([agent], []), agent, "guarded-by")).toBe(true);
    expect(unguarded.admits(agent, new ResourceGraph([agent], []))).toBe(true);
  });

  test("is denied by one edge, whatever else was not collected", () => {
    const edge = { from: "agent", kind: "guarded-by" as const, to: "guardrail" };
    const graph = new ResourceGraph([agent, guardrail], [edge, { ...edge, to: "nowhere" }], [gap]);
    expect(lacks(graph, agent, "guarded-by")).toBe(false);
  });

  test("is never claimed of what was not collected", () => {
    const graph = new ResourceGraph([agent], [{ from: "agent", kind: "guarded-by", to: "nowhere" }]);
    expect(() => lacks(graph, agent, "guarded-by")).toThrow(UnknownRead);
    const dark = sampleResource("agent", "agent", {}, { unknown: { "relationships.guarded-by": denied } });
    expect(() => lacks(new ResourceGraph([dark], []), dark, "guarded-by")).toThrow(UnknownRead);
  });
});

describe("ways in", () => {
  type Row = ["none" | "key" | "identity" | "unreachable", boolean, boolean, boolean];
  test.each<Row>([
    ["none", true, true, true],
    ["key", true, false, true],
    ["identity", true, false, true],
    ["unreachable", true, false, false],
    ["none", false, false, false],
  ])("%s, public %s: open %s, exposed %s", (authentication, publicNetwork, open, exposed) => {
    for (const wanted of ["api", "compute"] as const) {
      const resource = sampleResource(wanted, "x", { authentication, publicNetwork });
      expect(openWayIn.admits(resource, empty)).toBe(open);
      expect(exposedWayIn.admits(resource, empty)).toBe(exposed);
    }
  });

  test("one behind another that answers the internet is exposed with it, never open by itself", () => {
    const behind = sampleResource(
      "compute",
      "x",
      { authentication: "identity", publicNetwork: false },
      { derived: { exposure: { reach: "anyone", via: ["api", "x"], reasons: [] } } },
    );
    expect(exposedWayIn.admits(behind, empty)).toBe(true);
    expect(openWayIn.admits(behind, empty)).toBe(false);
  });

  test("what nobody derived is reachable from nowhere, holds nothing and may nothing", () => {
    expect(powerful.admits(sampleResource("identity", "x"), empty)).toBe(false);
    expect(sensitiveStore.admits(sampleResource("data-store", "x"), empty)).toBe(false);
  });

  test.each(["admin", "broad", "scoped", "none"] as const)("%s privilege", (level) => {
    const identity = sampleResource("identity", "x", {}, { derived: { privilege: { level, reasons: [] } } });
    expect(powerful.admits(identity, empty)).toBe(level === "admin" || level === "broad");
  });

  test("code is a caller of AI once it calls a model, an agent or a service; an agent always is", () => {
    const fn = sampleResource("compute", "fn");
    const calling = (to: Resource) =>
      new ResourceGraph([fn, to], [{ from: "fn", kind: "invokes", to: to.key }]);
    for (const wanted of ["ai-service", "model", "model-deployment", "agent"] as const)
      expect(aiCaller.admits(fn, calling(sampleResource(wanted, "to")))).toBe(true);
    expect(aiCaller.admits(fn, calling(sampleResource("data-store", "to")))).toBe(false);
    expect(aiCaller.admits(fn, empty)).toBe(false);
    expect(aiCaller.admits(sampleResource("agent", "agent"), empty)).toBe(true);
  });
});

test("facets of a class are read from that class alone", () => {
  const api = at(["api", "compute"], (resource) => facetsOf(resource, "api")?.firewall === true);
  expect(api.admits(sampleResource("api", "x", { firewall: true }), empty)).toBe(true);
  expect(api.admits(sampleResource("compute", "x"), empty)).toBe(false);
});

test("a path is identified by its ends unless it says otherwise", () => {
  const spec = {
    id: "x",
    title: "x",
    severity: "high" as const,
    layers: [],
    story: "",
    fixes: [],
    atlas: [],
    owasp: [],
    from: at("api"),
    hops: [over(out("routes-to"), at("compute")), over(out("invokes"), at("agent"))],
    examples: () => [],
  };
  expect(defineAttackPath(spec)).toMatchObject({ identity: { start: 0, end: 2 }, covers: [] });
  expect(defineAttackPath({ ...spec, identity: { start: 1, end: 2 }, covers: ["y"] })).toMatchObject({
    identity: { start: 1, end: 2 },
    covers: ["y"],
  });
});
