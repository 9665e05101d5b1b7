import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { abilities, type Grant, type Trust } from "#lib/domain/ability.ts";
import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { createResource } from "#tests/factories/resource.ts";

import { deriveAccess } from "#lib/inventory/derive-access.ts";
import { derive } from "#lib/inventory/derive.ts";

const allow = (on: string, ...granted: Grant["abilities"]): Grant => ({
  effect: "allow",
  abilities: granted,
  on,
  conditional: false,
  source: `policy on ${on}`,
});
const deny = (on: string, ...denied: Grant["abilities"]): Grant => ({
  ...allow(on, ...denied),
  effect: "deny",
});
const role = (key: string, grants: Grant[], trusts: Trust[] = []) =>
  createResource("identity", key, { kind: "role", grants, trusts });
const bucket = (key: string) => createResource("data-store", key);
const edgesOf = (resources: Resource[], relationships: Relationship[] = [], gaps: Gap[] = []) =>
  derive(new ResourceGraph(resources, relationships, gaps)).relationships.map(
    ({ from, kind, to }) => `${from} ${kind} ${to}`,
  );
const factsOf = (key: string, resources: Resource[], relationships: Relationship[] = [], gaps: Gap[] = []) =>
  derive(new ResourceGraph(resources, relationships, gaps)).factsByKey.get(key);

const denied = { reason: "denied", call: "lambda:GetPolicy", permission: null, message: "no" } as const;

describe("access", () => {
  test("a grant over a whole estate is written out for what feeds a model, and kept as one fact for the rest", () => {
    const buckets = Array.from({ length: 2_000 }, (_, number) => bucket(`s3:bucket-${number}`));
    const readers = [createResource("knowledge-base", "kb"), createResource("training-job", "job")];
    const graph = new ResourceGraph(
      [
        role("wide", [allow("s3:*", "read-data", "write-data"), deny("s3:bucket-8", "write-data")]),
        role("elsewhere", [allow("gs:*", "write-data")]),
        ...buckets,
        ...readers,
      ],
      [
        { from: "kb", kind: "ingests", to: "s3:bucket-7" },
        { from: "kb", kind: "ingests", to: "s3:bucket-8" },
        { from: "job", kind: "trained-on", to: "s3:bucket-9" },
        { from: "kb", kind: "logs-to", to: "s3:bucket-10" },
      ],
    );
    const { relationships, estateGrants } = derive(graph);
    expect(relationships.map(({ from, kind, to }) => `${from} ${kind} ${to}`)).toEqual([
      "wide can-read s3:bucket-7",
      "wide can-read s3:bucket-8",
      "wide can-read s3:bucket-9",
      "wide can-write s3:bucket-7",
      "wide can-write s3:bucket-9",
    ]);
    expect(estateGrants.map(({ identityKey, kind }) => `${identityKey} ${kind}`)).toEqual([
      "wide can-read",
      "wide can-write",
    ]);
  });

  test("follows allow statements and names the one that decided", () => {
    const graph = new ResourceGraph(
      [
        role("role", [allow("s3:claims*", "read-data", "write-data")]),
        bucket("s3:claims"),
        bucket("s3:other"),
      ],
      [],
    );
    expect(derive(graph).relationships).toEqual([
      { from: "role", kind: "can-read", to: "s3:claims", reason: "policy on s3:claims*" },
      { from: "role", kind: "can-write", to: "s3:claims", reason: "policy on s3:claims*" },
    ]);
  });

  test("a deny outranks every allow, for its own ability and no other", () => {
    const grants = [
      allow("*", "manage", "manage-access", "write-data"),
      deny("s3:claims", "manage-access", "write-data"),
    ];
    expect(edgesOf([role("role", grants), bucket("s3:claims"), bucket("s3:other")])).toEqual([
      "role can-manage s3:claims",
      "role can-manage s3:other",
      "role can-write s3:other",
    ]);
  });

  test("a conditional deny takes nothing away, and a conditional allow says so", () => {
    const grants = [
      { ...allow("s3:claims", "read-data"), conditional: true },
      { ...deny("*", "read-data"), conditional: true },
    ];
    const graph = new ResourceGraph([role("role", grants), bucket("s3:claims")], []);
    expect(derive(graph).relationships[0]?.reason).toBe("policy on s3:claims, under a condition");
  });

  test("a bare star ends at the account, and nothing crosses to another provider", () => {
    const elsewhere = createResource("data-store", "s3:elsewhere", {}, { account: "999900001111" });
    const azure = createResource("data-store", "s3:azure", {}, { type: "azure.storage.container" });
    const resources = [bucket("s3:mine"), elsewhere, azure];
    expect(edgesOf([role("role", [allow("*", "read-data")]), ...resources])).toEqual([
      "role can-read s3:mine",
    ]);
    expect(edgesOf([role("role", [allow("s3:*", "read-data")]), ...resources])).toEqual([
      "role can-read s3:elsewhere",
      "role can-read s3:mine",
    ]);
  });

  test("grants too wide to be written out say the same as the edges would", () => {
    const keys = ["a:1", "a:2", "b:1", "b:2"];
    const pattern = fc.constantFrom("*", "a:*", "b:*", "*:1", "a:1");
    const grant = fc.record({
      effect: fc.constantFrom("allow" as const, "allow" as const, "deny" as const),
      abilities: fc.subarray([...abilities], { minLength: 1 }),
      on: pattern,
      conditional: fc.boolean(),
      source: fc.constant("policy"),
    });
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), (grants) => {
        const stores = keys.map((key, index) => (index % 2 ? bucket(key) : createResource("secret", key)));
        const graph = new ResourceGraph([role("role", grants), ...stores], []);
        const written = deriveAccess(graph, { perGrant: 1000, total: 1000 });
        const narrow = deriveAccess(graph, { perGrant: 1, total: 1000 });
        const unfolded = narrow.estateGrants.flatMap(({ identityKey, kind, reaches }) =>
          graph.nodes
            .filter((resource) => resource.key !== identityKey && reaches(resource))
            .map(({ key }) => `${kind} ${key}`),
        );
        const asText = (relationships: readonly Relationship[]) =>
          relationships.map(({ kind, to }) => `${kind} ${to}`);
        expect(written.estateGrants).toEqual([]);
        expect([...new Set([...asText(narrow.relationships), ...unfolded])].toSorted()).toEqual(
          asText(written.relationships).toSorted(),
        );
      }),
    );
  });

  test("an administrator over a large estate costs one fact, not an edge for each resource", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => bucket(`s3:bucket-${index}`));
    const admins = Array.from({ length: 50 }, (_, index) =>
      role(`admin-${index}`, [allow("*", "manage", "read-data")]),
    );
    const { relationships, estateGrants } = deriveAccess(new ResourceGraph([...many, ...admins], []));
    expect(relationships).toEqual([]);
    expect(estateGrants).toHaveLength(100);
  });

  test("assuming a role needs its trust, and a role that trusts by key needs no permission", () => {
    const caller = role("caller", [allow("*", "assume")]);
    const account = { kind: "account" as const, principal: "111122223333", conditional: false };
    const service = { kind: "service" as const, principal: "lambda.amazonaws.com", conditional: false };
    const byKey = { kind: "identity" as const, principal: "other", conditional: false };
    expect(
      edgesOf([
        caller,
        role("open", [], [account]),
        role("machine", [], [service]),
        role("named", [], [byKey]),
        role("other", []),
      ]),
    ).toEqual(["caller can-assume open", "caller can-assume other", "other can-assume named"]);
  });

  test("an identity whose grants were not collected claims nothing", () => {
    const dark = createResource("identity", "dark", { trusts: [] }, { unknown: { "facets.grants": denied } });
    expect(edgesOf([dark, bucket("s3:claims")])).toEqual([]);
    expect(factsOf("dark", [dark])?.privilege).toBeUndefined();
  });
});

describe("calls", () => {
  const fn = (secretVariables: string[], calledHosts = ["ai.example.net"]) =>
    createResource("compute", "fn", { secretVariables, calledHosts, hosts: [] });
  const service = createResource(
    "ai-service",
    "service",
    { hosts: ["AI.example.net"], keyAuthentication: true },
    { type: "azure.cognitive-services.account" },
  );

  test("a host name in a setting is a call, over clouds too, and a secret beside it is its credential", () => {
    expect(edgesOf([fn([]), service])).toEqual(["fn invokes service"]);
    expect(edgesOf([fn(["API_KEY"]), service])).toEqual([
      "fn invokes service",
      "fn holds-credential-of service",
    ]);
    expect(edgesOf([fn(["API_KEY"], ["elsewhere.example.net"]), service])).toEqual([]);
  });

  test("a secret beside a call that the caller's own identity may make is not taken for its key", () => {
    const as = { from: "fn", kind: "runs-as" as const, to: "role" };
    const owner = createResource(
      "identity",
      "role",
      { grants: [allow("service", "invoke-model")] },
      { type: "azure.managed-identity.identity" },
    );
    expect(edgesOf([fn(["OTHER_KEY"]), service, owner], [as])).toEqual([
      "role can-invoke service",
      "fn invokes service",
    ]);
  });

  test("who may invoke an agent by its exact name calls it; who may by a wildcard may not", () => {
    const agent = createResource("agent", "agent:claims");
    const as = { from: "fn", kind: "runs-as" as const, to: "role" };
    const by = (on: string) => edgesOf([fn([], []), role("role", [allow(on, "invoke-model")]), agent], [as]);
    expect(by("agent:claims")).toEqual(["role can-invoke agent:claims", "fn invokes agent:claims"]);
    expect(by("agent:*")).toEqual(["role can-invoke agent:claims"]);
  });

  test("what was collected is not derived a second time", () => {
    expect(edgesOf([fn([]), service], [{ from: "fn", kind: "invokes", to: "service" }])).toEqual([]);
  });
});

describe("exposure", () => {
  const api = (authentication: "none" | "key", publicNetwork = true) =>
    createResource("api", "api", { publicNetwork, authentication, hosts: [] });
  const fn = createResource("compute", "fn", {
    publicNetwork: false,
    authentication: "identity",
    calledHosts: [],
    secretVariables: [],
    hosts: [],
  });
  const agent = createResource("agent", "agent");
  const chain: Relationship[] = [
    { from: "api", kind: "routes-to", to: "fn" },
    { from: "fn", kind: "invokes", to: "agent" },
  ];

  test("an open way in exposes what stands behind it, with the route", () => {
    const exposure = factsOf("agent", [api("none"), fn, agent], chain)?.exposure;
    expect(exposure?.reach).toBe("anyone");
    expect(exposure?.via).toEqual(["api", "fn", "agent"]);
    expect(exposure?.reasons.map(({ text }) => text)).toEqual([
      "api answers the internet and asks for no proof of identity",
      "api routes to fn",
      "fn calls agent",
    ]);
  });

  test("a key in front is a credential, a private way in is internal", () => {
    expect(factsOf("agent", [api("key"), fn, agent], chain)?.exposure?.reach).toBe("credential");
    expect(factsOf("agent", [api("none", false), fn, agent], chain)?.exposure?.reach).toBe("internal");
  });

  test("the worst of several ways in decides, in whatever order they come", () => {
    const second = createResource("api", "second", {
      publicNetwork: true,
      authentication: "none",
      hosts: [],
    });
    const both = [...chain, { from: "second", kind: "routes-to" as const, to: "fn" }];
    for (const relationships of [both, both.toReversed()])
      expect(factsOf("agent", [api("key"), second, fn, agent], relationships)?.exposure?.via).toEqual([
        "second",
        "fn",
        "agent",
      ]);
  });

  test("a way in that was not collected makes nothing safe, and hides nothing proven", () => {
    const dark = createResource(
      "api",
      "api",
      { authentication: "none", hosts: [] },
      { unknown: { "facets.publicNetwork": denied } },
    );
    expect(factsOf("agent", [dark, fn, agent], chain)?.exposure).toBeUndefined();
    const gaps: Gap[] = [{ account: "111122223333", region: null, produces: ["routes-to"], unknown: denied }];
    expect(factsOf("fn", [fn], [], gaps)?.exposure).toBeUndefined();
    expect(factsOf("agent", [api("none"), fn, agent], chain, gaps)?.exposure?.reach).toBe("anyone");
  });
});

describe("sensitivity", () => {
  const store = (tags: Record<string, string>, key = "store") =>
    createResource("data-store", key, {}, { tags });

  test("is what the owner's tag says, and unclassified where nobody said", () => {
    expect(
      factsOf("store", [store({ "data-classification": "confidential", contains: "x" })])?.sensitivity?.level,
    ).toBe("sensitive");
    expect(factsOf("store", [store({ classification: "internal" })])?.sensitivity?.level).toBe("internal");
    expect(factsOf("store", [store({ data_class: "public" })])?.sensitivity?.level).toBe("public");
    expect(factsOf("store", [store({ team: "secret-service" })])?.sensitivity?.level).toBe("unclassified");
  });

  test("is inherited by what is filled from it, indexes it, is grounded on it, or was trained on it", () => {
    const resources = [
      store({ "data-classification": "pii" }),
      createResource("knowledge-base", "base"),
      createResource("vector-store", "index"),
      createResource("agent", "agent"),
      createResource("training-job", "job"),
      createResource("model", "model"),
      createResource("model-deployment", "endpoint"),
      createResource("data-store", "bystander"),
    ];
    const edges: Relationship[] = [
      { from: "base", kind: "ingests", to: "store" },
      { from: "base", kind: "indexes-into", to: "index" },
      { from: "agent", kind: "grounded-on", to: "base" },
      { from: "job", kind: "trained-on", to: "store" },
      { from: "job", kind: "produces", to: "model" },
      { from: "endpoint", kind: "serves", to: "model" },
    ];
    const { factsByKey } = derive(new ResourceGraph(resources, edges));
    const sensitive = [...factsByKey].flatMap(([key, { sensitivity }]) =>
      sensitivity?.level === "sensitive" ? [key] : [],
    );
    expect(sensitive.toSorted()).toEqual(["agent", "base", "endpoint", "index", "job", "model", "store"]);
    expect(factsByKey.get("agent")?.sensitivity?.dataClasses).toEqual(["personal-data"]);
  });

  test("ends where data goes round in a circle", () => {
    const edges: Relationship[] = [
      { from: "a", kind: "ingests", to: "b" },
      { from: "b", kind: "ingests", to: "a" },
    ];
    expect(
      factsOf("a", [store({ classification: "pii" }, "a"), store({ classification: "health" }, "b")], edges)
        ?.sensitivity?.dataClasses,
    ).toEqual(["health", "personal-data"]);
  });
});

describe("privilege", () => {
  const level = (grants: Grant[]) =>
    factsOf("role", [role("role", grants), bucket("s3:claims"), createResource("account", "account")])
      ?.privilege?.level;

  test.each([
    ["admin", [allow("*", "manage", "manage-access")]],
    ["admin", [allow("account", "manage-access")]],
    ["broad", [allow("*", "manage", "read-data")]],
    ["broad", [allow("s3:*", "write-data")]],
    ["scoped", [allow("s3:claims", "write-data")]],
    ["scoped", [allow("s3:claims:*", "write-data")]],
    ["scoped", [allow("*", "invoke-model")]],
    ["scoped", [allow("s3:claims*", "write-data")]],
    ["none", [allow("*", "manage-access"), deny("*", "manage-access")]],
    ["none", []],
  ] as const)("%s: %j", (expected, grants) => {
    expect(level([...grants])).toBe(expected);
  });

  test("names the statement that makes it so", () => {
    const facts = factsOf("role", [role("role", [allow("*", "manage-access")])]);
    expect(facts?.privilege?.reasons[0]?.text).toBe("policy on * allows manage-access on *");
  });
});
