import { describe, expect, test } from "vitest";

import type { Derived } from "#lib/domain/derived.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import type { MemberRole } from "#lib/domain/workload.ts";

import { summarizeWorkload } from "./summarize-workload.ts";

type Seen = Parameters<typeof summarizeWorkload>[0][number];
const seen = (
  role: MemberRole,
  typeTitle: string,
  wanted: ResourceClass,
  derived: Derived = {},
  shared = false,
): Seen => ({ view: { role, typeTitle, class: wanted, shared }, derived });
const reach = (how: "anyone" | "credential" | "internal"): Derived => ({
  exposure: { reach: how, via: [], reasons: [] },
});
const holds = (
  level: "sensitive" | "internal" | "public" | "unclassified",
  ...dataClasses: string[]
): Derived => ({
  sensitivity: { level, dataClasses, reasons: [] },
});

const agent = seen("answers", "Bedrock agent", "agent");
const deployment = seen("answers", "OpenAI deployment", "model-deployment");
const model = seen("answers", "Foundation model", "model");
const api = seen("lets-callers-in", "HTTP API", "api");
const fn = seen("runs-it", "Lambda function", "compute");
const store = seen("grounds-it", "S3 bucket", "data-store");
const index = seen("grounds-it", "Search index", "vector-store");
const tool = seen("acts-for-it", "Action group", "agent-tool");
const build = seen("builds-it", "CodeBuild project", "build");
const notebook = seen("builds-it", "Notebook", "notebook");

describe("a workload in one sentence", () => {
  test.each<[string, Seen[], string]>([
    ["nothing", [], "AI application"],
    ["code alone", [fn], "AI application answering through Lambda function"],
    ["an agent", [agent], "Bedrock agent"],
    ["an agent before a deployment before a model", [model, deployment, agent], "Bedrock agent"],
    ["a deployment before a model", [model, deployment], "OpenAI deployment"],
    ["the way in before the code", [agent, fn, api], "Bedrock agent answering through HTTP API"],
    ["one store", [agent, store], "Bedrock agent, grounded on 1 store"],
    [
      "two stores, and no index among them",
      [agent, store, store, index],
      "Bedrock agent, grounded on 2 stores",
    ],
    ["a tool", [agent, tool], "Bedrock agent, acting through 1 tool"],
    ["a build, and no notebook", [agent, build, notebook], "Bedrock agent, deployed from 1 build"],
    [
      "all of it",
      [build, build, tool, tool, store, api, fn, agent],
      "Bedrock agent answering through HTTP API, grounded on 1 store, acting through 2 tools, deployed from 2 builds",
    ],
  ])("%s", (_, members, summary) => {
    expect(summarizeWorkload(members).summary).toBe(summary);
  });
});

describe("how far it is reached", () => {
  const front = (how: "anyone" | "credential" | "internal") =>
    seen("lets-callers-in", "API", "api", reach(how));
  test.each<[string, Seen[], string]>([
    ["nothing is known of nothing", [], "unknown"],
    [
      "what holds its data is no way in",
      [seen("grounds-it", "S3", "data-store", reach("anyone"))],
      "unknown",
    ],
    ["internal alone", [front("internal")], "internal"],
    ["the worst of several", [front("internal"), front("credential"), front("anyone")], "anyone"],
    [
      "a credential over what is unknown",
      [front("credential"), seen("runs-it", "Fn", "compute")],
      "credential",
    ],
    [
      "unknown over internal: it may be worse",
      [front("internal"), seen("runs-it", "Fn", "compute")],
      "unknown",
    ],
    [
      "a shared way in is somebody else's",
      [front("internal"), { ...front("anyone"), view: { ...api.view, shared: true } }],
      "internal",
    ],
  ])("%s", (_, members, exposure) => {
    expect(summarizeWorkload(members).exposure).toBe(exposure);
  });
});

describe("how sensitive it is", () => {
  const data = (...facts: Parameters<typeof holds>) =>
    seen("grounds-it", "S3", "data-store", holds(...facts));
  test.each<[string, Seen[], string, string[]]>([
    ["nothing said", [store], "unclassified", []],
    ["public", [data("public"), data("unclassified")], "public", []],
    ["internal over public", [data("public"), data("internal")], "internal", []],
    [
      "the strictest, with every class once and sorted",
      [data("sensitive", "health", "financial"), data("internal"), data("sensitive", "health")],
      "sensitive",
      ["financial", "health"],
    ],
  ])("%s", (_, members, sensitivity, dataClasses) => {
    expect(summarizeWorkload(members)).toMatchObject({ sensitivity, dataClasses });
  });

  test("does not depend on the order of its members", () => {
    const members = [data("internal", "x"), agent, data("sensitive", "b", "a"), fn];
    expect(summarizeWorkload(members.toReversed())).toEqual(summarizeWorkload(members));
  });
});
