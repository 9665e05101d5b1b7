import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { WorkloadMember } from "#lib/domain/workload.ts";
import { createResource } from "#tests/factories/resource.ts";
import { describeWorkload, humanize } from "./describe-workload.ts";

const memberOf = ({ key }: Resource, shared = false): WorkloadMember => ({
  resourceKey: key,
  layer: "model",
  role: "answers",
  reason: "because",
  shared,
});
const describedBy = (own: Resource[], shared: Resource[] = [], seedKeys = own.map(({ key }) => key)) =>
  describeWorkload(new ResourceGraph([...own, ...shared], []), seedKeys, [
    ...own.map((resource) => memberOf(resource)),
    ...shared.map((resource) => memberOf(resource, true)),
  ]);
const fn = (key: string, tags: Record<string, string> = {}, name = key) =>
  createResource("compute", key, {}, { tags, name });

describe("a name", () => {
  test.each([
    ["claims-assistant-prod-api", "Claims assistant"],
    ["ClaimsAssistantFunction", "Claims Assistant"],
    ["prod_api", "Prod api"],
    ["web", "Web"],
    ["api-for-claims", "For claims"],
    ["dev.http.claims", "Claims"],
    ["claims-api-gateway", "Claims api gateway"],
    ["-", "-"],
  ])("%s reads %s", (name, expected) => {
    expect(humanize(name)).toBe(expected);
  });

  test("is never empty, begins in upper case, and read once more stays as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9_./-]{0,20}$/), (name) => {
        const text = humanize(name);
        expect(text).not.toBe("");
        expect(text.charAt(0)).toBe(text.charAt(0).toUpperCase());
        expect(humanize(text)).toBe(text);
      }),
    );
  });

  test("is the agent's before the code's before the way in's, whatever their order", () => {
    const agent = createResource("agent", "z-agent", {}, { name: "claims-agent" });
    const api = createResource("api", "a-api", {}, { name: "gateway" });
    expect(describedBy([api, fn("b", {}, "handler-x"), agent]).name.value).toBe("Claims agent");
    expect(describedBy([api, fn("b", {}, "runner")]).name.value).toBe("Runner");
    expect(describedBy([api]).name).toEqual({ value: "Gateway", reason: "It is named after gateway" });
  });

  test("of what is shared, or only supports, is not taken while a seed has one", () => {
    const shared = createResource("agent", "s", {}, { name: "somebody-elses" });
    expect(describedBy([fn("claims")], [shared]).name.value).toBe("Claims");
  });

  test("of nothing is said to be none", () => {
    expect(describedBy([]).name.value).toBe("Unnamed workload");
  });
});

describe("what tags say", () => {
  test("the value on most resources wins, and equals are decided by the text, not by their order", () => {
    const tagged = [fn("a", { app: "beta" }), fn("b", { app: "alpha" }), fn("c", { app: "beta" })];
    expect(describedBy(tagged).name).toEqual({
      value: "Beta",
      reason: "2 of its resources are tagged app = beta",
    });
    const [first, second] = tagged;
    if (!first || !second) throw new Error("There are two");
    expect(describedBy([first, second]).name.value).toBe(describedBy([second, first]).name.value);
  });

  test("a resource that says one thing by two tags is one resource", () => {
    const twice = [fn("a", { app: "beta", application: "beta" }), fn("b", { app: "alpha" })];
    expect(describedBy(twice).name).toEqual({
      value: "Alpha",
      reason: "1 of its resources is tagged app = alpha",
    });
  });

  test("tags of what is shared name neither it nor its owner", () => {
    const { name, owner, accounts } = describedBy(
      [fn("claims")],
      [fn("hub", { app: "hub", team: "platform" })],
    );
    expect([name.value, owner, accounts]).toEqual(["Claims", null, ["111122223333"]]);
  });

  test("empty values say nothing", () => {
    expect(describedBy([fn("claims", { owner: " ", app: "" })])).toMatchObject({
      owner: null,
      name: { value: "Claims" },
    });
  });
});

describe("the environment", () => {
  test.each([
    ["PROD", "production"],
    ["live", "production"],
    ["uat", "staging"],
    ["qa", "test"],
    ["sandbox", "development"],
  ])("tagged %s is %s", (word, environment) => {
    expect(describedBy([fn("x", { Environment: word })]).environment?.value).toBe(environment);
  });

  test("is read from a tag before a name, and from whole words of names only", () => {
    expect(describedBy([fn("x-dev", { env: "prod" })]).environment?.value).toBe("production");
    expect(describedBy([fn("x-dev")]).environment).toEqual({
      value: "development",
      reason: "The name x-dev says dev",
    });
    expect(describedBy([fn("product-devices-latest")]).environment).toBeNull();
  });

  test("is not hidden by a tag that names a tier of another kind", () => {
    const tags = { tier: "frontend", env: "prod" };
    expect(describedBy([fn("a", tags), fn("b", { tier: "frontend" })]).environment?.value).toBe("production");
  });
});

test("code that calls a model and its tools is an agent of one's own; either alone is not", () => {
  const resources = [fn("fn"), createResource("model", "model"), createResource("agent-tool", "tool")];
  const modelOf = (...called: string[]) =>
    describeWorkload(
      new ResourceGraph(
        resources,
        called.map((to) => ({ from: "fn", kind: "invokes" as const, to })),
      ),
      ["fn"],
      resources.map((resource) => memberOf(resource)),
    ).serviceModel.value;
  expect([modelOf("model", "tool"), modelOf("model"), modelOf("tool"), modelOf()]).toEqual([
    "agent-paas",
    "paas",
    "paas",
    "paas",
  ]);
});
