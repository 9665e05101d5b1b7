import { describe, expect, test } from "vitest";

import type { Grant } from "#lib/domain/ability.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { createResource } from "#tests/factories/resource.ts";
import { deriveCallsByGrant, deriveCallsByHost, deriveOrigins, deriveToolBackends } from "./derive-calls.ts";

const app = (facets: Partial<FacetsOf<"compute">> = {}, key = "app") =>
  createResource("compute", key, facets);
const service = (facets: Partial<FacetsOf<"ai-service">> = {}, key = "service") =>
  createResource("ai-service", key, { hosts: ["openai.example.net"], ...facets });
const denied: Unknown = { reason: "denied", call: "x:Get", permission: "x:Get", message: "Denied" };
const graphOf = (resources: readonly Resource[], relationships: readonly Relationship[] = []) =>
  new ResourceGraph(resources, relationships);
const nobody = () => false;
const anybody = () => true;
const told = (relationships: readonly Relationship[]) =>
  relationships.map(({ from, kind, to }) => `${from} ${kind} ${to}`);

describe("what a distribution hands calls on to", () => {
  const origin = (host: string) => ({
    host,
    bucketKey: null,
    signs: false,
    identity: null,
    isPrivate: false,
    headers: [],
  });
  const front = (...hosts: string[]): Resource => {
    const base = createResource("api", "front", { hosts: ["front.example"] });
    const properties = { origins: hosts.map(origin), plainHttp: false, minimumTls: null };
    // Safe because the properties are those of the type.
    return { ...base, type: "aws.cloudfront.distribution", properties } as unknown as Resource;
  };
  const api = createResource("api", "api", { hosts: ["api.example"] });

  test("is whoever answers at the name of its origin, in whichever cloud", () => {
    expect(
      deriveOrigins(graphOf([front("api.example", "app.example"), api, app({ hosts: ["APP.example"] })])),
    ).toEqual([
      { from: "front", kind: "routes-to", to: "api", reason: "Its origin is api.example" },
      { from: "front", kind: "routes-to", to: "app", reason: "Its origin is app.example" },
    ]);
  });

  test("is not who answers at another name, and not itself", () => {
    expect(deriveOrigins(graphOf([front("front.example", "pi.example", "my.api.example"), api]))).toEqual([]);
  });
});

describe("a call by host name", () => {
  const calls = (resources: readonly Resource[], mayUse: () => boolean = anybody) =>
    deriveCallsByHost(graphOf(resources), mayUse);

  test("leads to whoever answers there, and says which setting tells it", () => {
    expect(calls([app({ calledHosts: ["openai.example.net"] }), service()])).toEqual([
      {
        from: "app",
        kind: "invokes",
        to: "service",
        reason: "A setting of app names openai.example.net",
      },
    ]);
  });

  test("heeds no case, on either side", () => {
    const resources = [
      app({ calledHosts: ["OpenAI.Example.NET"] }),
      service({ hosts: ["openai.EXAMPLE.net"] }),
    ];
    expect(told(calls(resources))).toEqual(["app invokes service"]);
  });

  test.each([
    ["a host that only ends alike", "evil-openai.example.net"],
    ["a host beneath it", "a.openai.example.net"],
    ["its parent", "example.net"],
    ["nothing", ""],
  ])("is not %s", (_, host) => {
    expect(calls([app({ calledHosts: [host] }), service()])).toEqual([]);
  });

  test("to itself is none", () => {
    expect(calls([app({ calledHosts: ["me.example"], hosts: ["me.example"] })])).toEqual([]);
  });

  test("leads to each that answers there, and once from each caller", () => {
    const resources = [
      app({ calledHosts: ["openai.example.net"] }, "one"),
      app({ calledHosts: ["openai.example.net"] }, "two"),
      service({}, "a"),
      service({}, "b"),
    ];
    expect(told(calls(resources)).toSorted()).toEqual([
      "one invokes a",
      "one invokes b",
      "two invokes a",
      "two invokes b",
    ]);
  });

  test.each([
    ["agent-tool", createResource("agent-tool", "to", { hosts: ["to.example"] })],
    ["vector-store", createResource("vector-store", "to", { hosts: ["to.example"] })],
    ["api", createResource("api", "to", { hosts: ["to.example"] })],
    ["compute", createResource("compute", "to", { hosts: ["to.example"] })],
  ])("may lead to the class %s", (_, to) => {
    expect(told(calls([app({ calledHosts: ["to.example"] }), to]))).toEqual(["app invokes to"]);
  });

  test("of a caller whose settings could not be read is not made up", () => {
    const blind = createResource("compute", "app", {}, { unknown: { "facets.calledHosts": denied } });
    expect(calls([blind, service()])).toEqual([]);
  });

  test("to a service whose host could not be read is not made up", () => {
    const blind = createResource("ai-service", "service", {}, { unknown: { "facets.hosts": denied } });
    expect(calls([app({ calledHosts: ["openai.example.net"] }), blind])).toEqual([]);
  });
});

describe("a secret in a setting", () => {
  const caller = app({ calledHosts: ["openai.example.net"], secretVariables: ["OPENAI_KEY", "OTHER"] });
  const kinds = (to: Resource, mayUse: () => boolean) =>
    deriveCallsByHost(graphOf([caller, to]), mayUse).map(({ kind }) => kind);

  test("opens the service, where the caller's own identity does not", () => {
    const found = deriveCallsByHost(graphOf([caller, service({ keyAuthentication: true })]), nobody);
    expect(found.at(-1)).toEqual({
      from: "app",
      kind: "holds-credential-of",
      to: "service",
      reason:
        "app calls openai.example.net, which its identity may not, and holds OPENAI_KEY, OTHER in clear",
    });
  });

  test("is not needed where the identity may", () => {
    expect(kinds(service({ keyAuthentication: true }), anybody)).toEqual(["invokes"]);
  });

  test("opens nothing that takes no keys", () => {
    expect(kinds(service({ keyAuthentication: false }), nobody)).toEqual(["invokes"]);
  });

  test("may open what did not say whether it takes keys", () => {
    const silent = createResource(
      "ai-service",
      "service",
      { hosts: ["openai.example.net"] },
      { unknown: { "facets.keyAuthentication": denied } },
    );
    Reflect.deleteProperty(silent.facets, "keyAuthentication");
    expect(kinds(silent, nobody)).toEqual(["invokes", "holds-credential-of"]);
  });

  test("is no credential of an API or of another app, whose keys it cannot be told to be", () => {
    const api = createResource("api", "api", { hosts: ["openai.example.net"] });
    expect(kinds(api, nobody)).toEqual(["invokes"]);
  });

  test("that is not there makes no credential", () => {
    const found = deriveCallsByHost(
      graphOf([app({ calledHosts: ["openai.example.net"], secretVariables: [] }), service()]),
      nobody,
    );
    expect(told(found)).toEqual(["app invokes service"]);
  });
});

describe("a tool's backend", () => {
  const tool = createResource("agent-tool", "tool", { hosts: ["tools.example"] });

  test("is what answers at the tool's address", () => {
    const api = createResource("api", "api", { hosts: ["Tools.Example"] });
    expect(deriveToolBackends(graphOf([tool, api]))).toEqual([
      { from: "tool", kind: "invokes", to: "api", reason: "Both answer at tools.example" },
    ]);
  });

  test("is never another tool or a model service at the same address", () => {
    const others = [
      createResource("agent-tool", "other", { hosts: ["tools.example"] }),
      service({ hosts: ["tools.example"] }),
    ];
    expect(deriveToolBackends(graphOf([tool, ...others]))).toEqual([]);
  });

  test("is not guessed for a tool without an address", () => {
    const silent = createResource("agent-tool", "tool", { hosts: [] });
    expect(deriveToolBackends(graphOf([silent, createResource("api", "api", { hosts: [""] })]))).toEqual([]);
  });
});

describe("a call by grant", () => {
  const grant = (some: Partial<Grant> = {}): Grant => ({
    effect: "allow",
    abilities: ["invoke-model"],
    on: "agent",
    conditional: false,
    source: "policy Invoke",
    ...some,
  });
  const callsWith = (grants: readonly Grant[], target: Resource = createResource("agent", "agent")) =>
    deriveCallsByGrant(
      graphOf(
        [app(), createResource("identity", "role", { grants: [...grants] }), target],
        [{ from: "app", kind: "runs-as", to: "role" }],
      ),
    );

  test("is told where an identity may invoke exactly one agent, with the statement", () => {
    expect(callsWith([grant()])).toEqual([
      {
        from: "app",
        kind: "invokes",
        to: "agent",
        reason: "It runs as role, which may invoke exactly this (policy Invoke)",
      },
    ]);
  });

  test.each([
    ["a wildcard", { on: "*" }],
    ["a wildcard at the end", { on: "agent*" }],
    ["a deny", { effect: "deny" as const }],
    ["another ability", { abilities: ["manage" as const, "read-data" as const] }],
    ["something that is not there", { on: "elsewhere" }],
    ["the caller itself", { on: "app" }],
  ])("is not told by %s", (_, some) => {
    expect(callsWith([grant(some)])).toEqual([]);
  });

  test.each(["agent", "model-deployment", "model"] as const)("leads to the class %s", (name) => {
    expect(told(callsWith([grant({ on: "to" })], createResource(name, "to")))).toEqual(["app invokes to"]);
  });

  test("leads to no data store, which is read and not called", () => {
    expect(callsWith([grant({ on: "to" })], createResource("data-store", "to"))).toEqual([]);
  });

  test("of an identity that nobody runs as is none", () => {
    const idle = graphOf([
      app(),
      createResource("identity", "role", { grants: [grant()] }),
      createResource("agent", "agent"),
    ]);
    expect(deriveCallsByGrant(idle)).toEqual([]);
  });

  test("of an identity whose grants could not be read is not made up", () => {
    const blind = createResource("identity", "role", {}, { unknown: { "facets.grants": denied } });
    Reflect.deleteProperty(blind.facets, "grants");
    const graph = graphOf(
      [app(), blind, createResource("agent", "agent")],
      [{ from: "app", kind: "runs-as", to: "role" }],
    );
    expect(deriveCallsByGrant(graph)).toEqual([]);
  });
});
