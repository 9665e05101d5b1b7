import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { WorkloadMember } from "#lib/domain/workload.ts";
import { randomFrom } from "#tests/factories/random.ts";
import { createResource } from "#tests/factories/resource.ts";
import { edges } from "#tests/support/shape-estate.ts";

import { describeWorkload, humanize } from "./describe-workload.ts";

const memberOf = ({ key }: Resource, shared = false): WorkloadMember => ({
  resourceKey: key,
  layer: "model",
  role: "answers",
  reason: "because",
  shared,
});
const described = (own: readonly Resource[], seedKeys = own.map(({ key }) => key)) =>
  describeWorkload(
    new ResourceGraph(own, []),
    seedKeys,
    own.map((resource) => memberOf(resource)),
  );
const fn = (key: string, tags: Record<string, string> = {}, name = key) =>
  createResource("compute", key, {}, { tags, name });

describe("what people call it", () => {
  test.each([
    // What deployment tools append is nobody's word for it.
    ["claims-assistant-3f9a8b2c", "Claims assistant"],
    ["claims-assistant-123456789012", "Claims assistant"],
    ["123456789012-claims-assistant", "Claims assistant"],
    ["claims-assistant-20261122", "Claims assistant"],
    ["claims-3f2504e0-4f89-11d3-9a0c-0305e82c3301", "Claims"],
    ["prod-claims-api-0a1b2c3d4e", "Claims"],
    // What only looks like it is.
    ["claims-v2", "Claims v2"],
    ["gpt-4o-mini", "Gpt 4o mini"],
    ["llama-70b", "Llama 70b"],
    ["claude-3-facade", "Claude 3 facade"],
    ["decade", "Decade"],
    ["agent-007", "Agent 007"],
    ["model-2024", "Model 2024"],
    // Nothing else is left.
    ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"],
    ["123456789012", "123456789012"],
    ["prod-api-0a1b2c3d", "Prod api 0a1b2c3d"],
    ["api", "Api"],
    // Other ways to write.
    ["claimsAssistantFn", "Claims Assistant"],
    ["CLAIMS_ASSISTANT", "CLAIMS ASSISTANT"],
    ["claims  assistant", "Claims assistant"],
    ["Schadenmeldung", "Schadenmeldung"],
    ["überprüfung", "Überprüfung"],
    ["помощник-claims", "Помощник claims"],
    ["契約アシスタント", "契約アシスタント"],
    ["🚀-launcher", "🚀 launcher"],
    ["straße", "Straße"],
  ])("%s reads %s", (name, expected) => {
    expect(humanize(name)).toBe(expected);
  });

  test.each([
    ["", ""],
    ["   ", ""],
    ["\u0000\u0007", ""],
    ["\u200B\uFEFF", ""],
    ["claims\u0000assistant", "Claims assistant"],
    ["claims\nassistant\r\n", "Claims assistant"],
    ["claims\u202Etnatsissa", "Claims tnatsissa"],
    ["\u2066claims\u2069", "Claims"],
    ["<script>alert(1)</script>", "<script>alert(1)< script>"],
    ['\'; DROP TABLE "Workload"; --', '\'; DROP TABLE "Workload";'],
    ["${jndi:ldap://x}", "${jndi:ldap: x}"],
    ["../../etc/passwd", "Etc passwd"],
    ["-_-_-", "-_-_-"],
  ])("hostile %j reads %j", (name, expected) => {
    expect(humanize(name)).toBe(expected);
  });

  test("is cut where it would fill the page, between characters and never inside one", () => {
    const long = humanize("claims ".repeat(500));
    expect(Array.from(long).length).toBeLessThanOrEqual(80);
    expect(long.endsWith("…")).toBe(true);
    expect(humanize("🚀".repeat(200))).toBe(`${"🚀".repeat(79)}…`);
    expect(humanize("x".repeat(80))).toBe(`X${"x".repeat(79)}`);
  });

  test("of anything at all is short, visible, and stays as it is when read again", () => {
    const random = randomFrom(7);
    const pieces = [
      "claims",
      "API",
      "prod",
      "0a1b2c3d",
      "-",
      "_",
      " ",
      "/",
      "🚀",
      "ß",
      "\u202E",
      "\u0000",
      "x".repeat(50),
      "fn",
      "…",
      "İ",
    ];
    for (let time = 0; time < 2_000; time++) {
      const name = Array.from({ length: random.below(8) }, () => random.pick(pieces)).join("");
      const text = humanize(name);
      expect(Array.from(text).length, JSON.stringify(name)).toBeLessThanOrEqual(81);
      expect(text, JSON.stringify(name)).not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
      expect(text, JSON.stringify(name)).toBe(text.trim());
    }
  });
});

describe("whose name it takes", () => {
  test("not one that nobody can see, while another has one", () => {
    const agent = createResource("agent", "agent", {}, { name: " " });
    expect(described([agent, fn("fn", {}, "claims-fn")]).name).toEqual({
      value: "Claims",
      reason: "It is named after claims-fn",
    });
    expect(described([agent]).name.value).toBe("Unnamed workload");
  });

  test("that of a member, where no seed has one", () => {
    const agent = createResource("agent", "agent", {}, { name: "" });
    expect(described([agent, fn("fn", {}, "claims-fn")], ["agent"]).name.value).toBe("Claims");
  });

  test("not that of a seed that is gone", () => {
    expect(described([fn("fn", {}, "claims-fn")], ["gone"]).name.value).toBe("Claims");
  });
});

describe("tags that mean the same", () => {
  test("are counted together, and told as most spell them", () => {
    const { name, owner } = described([
      fn("1", { app: "claims-assistant", team: "Claims-ML" }),
      fn("2", { app: "Claims Assistant", team: "claims-ml " }),
      fn("3", { app: "claims-assistant", team: "claims-ml" }),
      fn("4", { app: "data-lake", team: "lake" }),
      fn("5", { app: "data-lake", team: "lake" }),
    ]);
    expect(name).toEqual({
      value: "Claims assistant",
      reason: "3 of its resources are tagged app = claims-assistant",
    });
    expect(owner).toEqual({ value: "claims-ml", reason: "3 of its resources are tagged team = claims-ml" });
  });

  test("environments are counted by what they mean, not by how they are written", () => {
    const { environment } = described([
      fn("1", { env: "prod" }),
      fn("2", { env: "Production" }),
      fn("3", { environment: "PRD" }),
      fn("4", { env: "dev" }),
      fn("5", { env: "dev" }),
    ]);
    expect(environment?.value).toBe("production");
    expect(environment?.reason).toMatch(/^3 of its resources are tagged /);
  });

  test("white space and unseen characters around a value say nothing", () => {
    const { environment, owner } = described([fn("1", { env: " prod\u200B", owner: "\tclaims\u0000 " })]);
    expect([environment?.value, owner?.value]).toEqual(["production", "claims"]);
  });

  test("a value of unseen characters alone is no value", () => {
    expect(described([fn("claims-fn", { app: "\u200B", owner: "\u0000", env: " " })])).toMatchObject({
      name: { value: "Claims" },
      owner: null,
      environment: null,
    });
  });

  test.each([
    "app",
    "App",
    "APPLICATION",
    "app-name",
    "app_name",
    "AppName",
    "workload",
    "service",
    "product",
    "system",
  ])("%s names it", (tag) => {
    expect(described([fn("x", { [tag]: "claims" })]).name.value).toBe("Claims");
  });

  test.each(["name", "approved", "application-id", "my-app", "aws:cloudformation:stack-name"])(
    "%s does not",
    (tag) => {
      expect(described([fn("x", { [tag]: "claims" })]).name.value).toBe("X");
    },
  );

  test.each(["owner", "Team", "owning-team", "squad", "contact", "owner_email"])(
    "%s says whose it is",
    (tag) => {
      expect(described([fn("x", { [tag]: "claims" })]).owner?.value).toBe("claims");
    },
  );
});

describe("the environment in a name", () => {
  test.each([
    ["claims-prod", "production"],
    ["claims_PRD_api", "production"],
    ["stg.claims", "staging"],
    ["uat/claims", "staging"],
    ["claims-qa", "test"],
    ["lab claims", "development"],
    ["claims-test-prod", null],
    ["dev-to-prod-copier", null],
    ["prod-prd-claims", "production"],
    ["reproduction", null],
    ["livestock", null],
    ["latest", null],
  ])("%s says %s", (name, expected) => {
    expect(described([fn("x", {}, name)]).environment?.value ?? null).toBe(expected);
  });

  test("that says two is passed over for one that says one", () => {
    expect(described([fn("a", {}, "dev-to-prod"), fn("b", {}, "claims-qa")]).environment).toEqual({
      value: "test",
      reason: "The name claims-qa says qa",
    });
  });
});

describe("the service model", () => {
  const classes = {
    model: createResource("model", "model"),
    deployment: createResource("model-deployment", "deployment"),
    service: createResource("ai-service", "service", {}, { type: "azure.cognitive-services.account" }),
    agent: createResource("agent", "agent"),
    tool: createResource("agent-tool", "tool"),
    store: createResource("data-store", "store"),
  };
  const modelOf = (called: (keyof typeof classes)[], caller = fn("fn", {}, "claims-fn")) => {
    const resources = [caller, ...Object.values(classes)];
    return describeWorkload(
      new ResourceGraph(resources, edges(...called.map((name) => `fn invokes ${classes[name].key}`))),
      ["fn"],
      resources.map((resource) => memberOf(resource)),
    ).serviceModel;
  };

  test.each<[(keyof typeof classes)[], string]>([
    [[], "paas"],
    [["model"], "paas"],
    [["tool"], "paas"],
    [["agent", "tool"], "paas"],
    [["store", "tool"], "paas"],
    [["model", "agent"], "paas"],
    [["model", "tool"], "agent-paas"],
    [["deployment", "tool"], "agent-paas"],
    [["service", "tool"], "agent-paas"],
    [["service", "tool", "agent", "store"], "agent-paas"],
  ])("of code that calls %j is %s", (called, expected) => {
    expect(modelOf(called).value).toBe(expected);
  });

  test("an API in front of both is no agent of one's own", () => {
    expect(modelOf(["model", "tool"], createResource("api", "fn")).value).toBe("paas");
  });

  test("names what makes it so, and every cloud it runs on", () => {
    expect(modelOf(["service", "tool"]).reason).toBe(
      "claims-fn calls a model and the tools itself: an agent of one's own on managed services of AWS and Azure",
    );
    expect(modelOf([]).reason).toContain("AWS and Azure");
  });
});
