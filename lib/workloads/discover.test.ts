import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

import { describeWorkload, humanize } from "./describe-workload.ts";
import { discoverWorkloads } from "./discover.ts";

const edge = (from: string, kind: RelationshipKind, to: string): Relationship => ({ from, kind, to });
const discovered = (resources: Resource[], relationships: Relationship[]) =>
  discoverWorkloads(new ResourceGraph(resources, relationships));
const keysOf = (resources: Resource[], relationships: Relationship[]) =>
  discovered(resources, relationships).map(({ members }) =>
    members.map(({ resourceKey }) => resourceKey).toSorted(),
  );
const sharedOf = (resources: Resource[], relationships: Relationship[]) =>
  discovered(resources, relationships).map(({ members }) =>
    members
      .filter(({ shared }) => shared)
      .map(({ resourceKey }) => resourceKey)
      .toSorted(),
  );

const role = (key: string) => sampleResource("identity", key, { grants: [], trusts: [] });
const claims = [
  sampleResource("api", "api"),
  sampleResource("compute", "fn"),
  sampleResource("agent", "agent"),
  sampleResource("knowledge-base", "base"),
  sampleResource("vector-store", "index"),
  sampleResource("data-store", "store"),
  role("role"),
];
const claimsEdges = [
  edge("api", "routes-to", "fn"),
  edge("fn", "invokes", "agent"),
  edge("fn", "runs-as", "role"),
  edge("agent", "grounded-on", "base"),
  edge("base", "indexes-into", "index"),
  edge("base", "ingests", "store"),
];

describe("discoverWorkloads", () => {
  test("an application is its way in, its code, its agent, what grounds it and what it runs as", () => {
    expect(keysOf(claims, claimsEdges)).toEqual([["agent", "api", "base", "fn", "index", "role", "store"]]);
  });

  test("compute that calls no model is nobody's AI workload", () => {
    const shop = [
      sampleResource("api", "shop"),
      sampleResource("compute", "cart"),
      sampleResource("data-store", "orders"),
    ];
    expect(keysOf(shop, [edge("shop", "routes-to", "cart"), edge("cart", "can-read", "orders")])).toEqual([]);
  });

  test("an AI service that two applications call belongs to both as shared, and joins neither", () => {
    const resources = [
      sampleResource("compute", "a"),
      sampleResource("compute", "b"),
      sampleResource("ai-service", "service"),
      sampleResource("model-deployment", "gpt"),
    ];
    const edges = [
      edge("a", "invokes", "service"),
      edge("b", "invokes", "service"),
      edge("gpt", "hosted-on", "service"),
    ];
    expect(keysOf(resources, edges)).toEqual([
      ["a", "gpt", "service"],
      ["b", "gpt", "service"],
    ]);
    expect(sharedOf(resources, edges)).toEqual([
      ["gpt", "service"],
      ["gpt", "service"],
    ]);
  });

  test("agents beside each other on one platform service stay apart", () => {
    const resources = [
      sampleResource("agent", "a"),
      sampleResource("agent", "b"),
      sampleResource("ai-service", "platform"),
    ];
    const edges = [edge("a", "hosted-on", "platform"), edge("b", "hosted-on", "platform")];
    expect(keysOf(resources, edges)).toEqual([
      ["a", "platform"],
      ["b", "platform"],
    ]);
  });

  test("a role that others run as, too, is named as shared; a key that others use, too, is left out", () => {
    const resources = [
      ...claims,
      sampleResource("compute", "other"),
      sampleResource("key", "key"),
      sampleResource("data-store", "photos"),
    ];
    const edges = [
      ...claimsEdges,
      edge("other", "runs-as", "role"),
      edge("store", "encrypted-by", "key"),
      edge("photos", "encrypted-by", "key"),
    ];
    expect(keysOf(resources, edges)[0]).not.toContain("key");
    expect(sharedOf(resources, edges)).toEqual([["role"]]);
    const own = edges.filter(({ from }) => from !== "photos");
    expect(keysOf(resources, own)[0]).toContain("key");
  });

  test("the account is never a member", () => {
    const resources = [...claims, sampleResource("account", "account")];
    expect(keysOf(resources, [...claimsEdges, edge("account", "contains", "fn")])[0]).not.toContain(
      "account",
    );
  });

  test("a notebook belongs to the one AI application of its account, and to none where there are two", () => {
    const notebook = sampleResource("notebook", "notebook");
    expect(keysOf([...claims, notebook], claimsEdges)[0]).toContain("notebook");
    const second = [sampleResource("compute", "chat"), sampleResource("model-deployment", "gpt")];
    const both = keysOf([...claims, notebook, ...second], [...claimsEdges, edge("chat", "invokes", "gpt")]);
    expect(both).toHaveLength(2);
    expect(both.flat()).not.toContain("notebook");
  });

  test("a tuned model with its endpoint and training is a workload though nobody is seen to call it", () => {
    const resources = [
      sampleResource("model-deployment", "endpoint"),
      sampleResource("model", "model", { origin: "fine-tuned" }),
      sampleResource("training-job", "job"),
      sampleResource("data-store", "store"),
    ];
    const edges = [
      edge("endpoint", "serves", "model"),
      edge("job", "produces", "model"),
      edge("job", "trained-on", "store"),
    ];
    expect(keysOf(resources, edges)).toEqual([["endpoint", "job", "model", "store"]]);
  });

  test("a profile that no code calls a model through is no workload, and one that code calls belongs to it", () => {
    const profile = sampleResource(
      "model-deployment",
      "costs",
      {},
      { type: "aws.bedrock.inference-profile" },
    );
    const model = sampleResource("model", "nova", { origin: "provider" });
    const serves = edge("costs", "serves", "nova");
    expect(keysOf([profile, model], [serves])).toEqual([]);
    const called = [profile, model, sampleResource("compute", "fn")];
    expect(keysOf(called, [serves, edge("fn", "invokes", "costs")])).toEqual([["costs", "fn", "nova"]]);
  });

  test("an AI service with nothing on it is no workload", () => {
    expect(keysOf([sampleResource("ai-service", "service")], [])).toEqual([]);
  });

  test("who builds it, and who may change it and nothing else by name, belongs to it", () => {
    const grant = (on: string) => ({
      effect: "allow" as const,
      abilities: ["deploy" as const],
      on,
      conditional: false,
      source: "policy",
    });
    const deployer = (key: string, ...on: string[]) =>
      sampleResource("identity", key, { grants: on.map(grant), trusts: [] });
    const resources = [
      ...claims,
      sampleResource("image-registry", "images"),
      sampleResource("build", "build"),
      sampleResource("compute", "elsewhere"),
      deployer("own", "fn", "build"),
      deployer("everybody's", "fn", "elsewhere"),
      deployer("broad", "*"),
    ];
    const edges = [...claimsEdges, edge("fn", "pulls-image", "images"), edge("build", "produces", "images")];
    const [keys] = keysOf(resources, edges);
    expect(keys).toEqual(expect.arrayContaining(["images", "build", "own"]));
    for (const other of ["everybody's", "broad", "elsewhere"]) expect(keys).not.toContain(other);
  });

  test("every member says its layer and why it is one", () => {
    for (const { members } of discovered(claims, claimsEdges))
      for (const { reason, layer } of members) {
        expect(reason).not.toBe("");
        expect(["model", "data", "identity", "api", "pipeline"]).toContain(layer);
      }
  });
});

describe("describeWorkload", () => {
  const described = (resources: Resource[], relationships: Relationship[] = []) => {
    const graph = new ResourceGraph(resources, relationships);
    const members = resources.map(({ key }) => ({
      resourceKey: key,
      layer: "api" as const,
      role: "runs-it" as const,
      reason: "",
      shared: false,
    }));
    return describeWorkload(graph, [resources[0]?.key ?? ""], members);
  };

  test("takes the name most of its resources are tagged with", () => {
    const tags = { application: "claims-assistant", env: "prod", team: "claims-ml" };
    const { name, environment, owner } = described([
      sampleResource("compute", "fn", {}, { tags }),
      sampleResource("data-store", "store", {}, { tags: { application: "lake" } }),
      sampleResource("agent", "agent", {}, { tags }),
    ]);
    expect(name.value).toBe("Claims assistant");
    expect(environment?.value).toBe("production");
    expect(owner?.value).toBe("claims-ml");
  });

  test("without tags it is named after its agent or its code, and its environment is not guessed", () => {
    const { name, environment, owner } = described([
      sampleResource("compute", "fn", {}, { name: "invoice-reader-fn" }),
    ]);
    expect(name).toEqual({ value: "Invoice reader", reason: "It is named after invoice-reader-fn" });
    expect([environment, owner]).toEqual([null, null]);
  });

  test("code that calls a model and tools itself is an agent of one's own", () => {
    const resources = [
      sampleResource("compute", "fn"),
      sampleResource("ai-service", "service"),
      sampleResource("agent-tool", "tool"),
    ];
    expect(described(resources).serviceModel.value).toBe("paas");
    const calls = [edge("fn", "invokes", "service"), edge("fn", "invokes", "tool")];
    expect(described(resources, calls).serviceModel.value).toBe("agent-paas");
  });
});

test.each([
  ["claims-assistant-prod-api", "Claims assistant"],
  ["researchAgent", "Research Agent"],
  ["lambda", "Lambda"],
  ["app-underwriting-copilot", "Underwriting copilot"],
])("%s reads %s", (name, text) => {
  expect(humanize(name)).toBe(text);
});
