import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { bedrockFlows } from "./bedrock-flows.ts";

const arn = (resource: string) => `arn:aws:bedrock:eu-west-1:111122223333:${resource}`;
const key = arn("flow/CLAIMFLOW1");
const role = "arn:aws:iam::111122223333:role/flow";
const model = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0";
const foundation = "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0";
const guarded = (guardrailVersion = "1") => ({
  guardrailConfiguration: { guardrailIdentifier: "gr4claims0a1b", guardrailVersion },
});
const node = (name: string, type: string, configuration?: object) => ({ name, type, configuration });
const prompt = (name: string, text: string, more: object = {}) =>
  node(name, "Prompt", {
    prompt: {
      sourceConfiguration: {
        inline: { modelId: model, templateType: "TEXT", templateConfiguration: { text: { text } } },
      },
      ...more,
    },
  });
const lookup = (more: object) =>
  node("lookup", "KnowledgeBase", { knowledgeBase: { knowledgeBaseId: "POLICIES01", ...more } });
const flow = (nodes: readonly object[], more: object = {}) => ({
  id: "CLAIMFLOW1",
  arn: key,
  name: "claims-intake",
  status: "Prepared",
  version: "DRAFT",
  executionRoleArn: role,
  definition: { nodes, connections: [] },
  ...more,
});
const collect = (nodes: readonly object[], answers: Answers = {}) =>
  collectRecorded(bedrockFlows, {
    "bedrock-agent:ListFlows": { flowSummaries: [{ id: "CLAIMFLOW1", name: "claims-intake" }] },
    "bedrock-agent:GetFlow": flow(nodes),
    "bedrock-agent:ListTagsForResource": { tags: { owner: "claims" } },
    ...answers,
  });
const propertiesOf = async (...nodes: object[]) => (await collect(nodes)).get(key)?.properties;

test("a flow is shown with what its nodes call", async () => {
  const recorded = await collect(
    [
      node("in", "Input", { input: {} }),
      prompt("classify", "Sort {{claim}}", guarded()),
      lookup({ modelId: model, ...guarded() }),
      node("ask", "Agent", { agent: { agentAliasArn: arn("agent-alias/CLAIMSAG01/PRODALIAS1") } }),
      node("pay", "LambdaFunction", {
        lambdaFunction: { lambdaArn: "arn:aws:lambda:eu-west-1:111122223333:function:pay:live" },
      }),
    ],
    { "bedrock-agent:ListFlowAliases": { flowAliasSummaries: [] } },
  );
  expect(recorded.outcome.state).toBe("complete");
  expect(undeclared(bedrockFlows, recorded)).toEqual([]);
  expect(recorded.get(key)).toMatchObject({
    name: "claims-intake",
    tags: { owner: "claims" },
    properties: {
      version: "DRAFT",
      generatingNodes: ["classify", "lookup"],
      unguardedNodes: [],
      inlinePromptNodes: ["classify"],
      credentialNodes: [],
    },
    facets: { codeInterpreter: false, sessionTtlSeconds: null, customerKey: false },
  });
  expect(edgesOf(recorded, key)).toEqual([
    `runs-as ${role}`,
    `guarded-by ${arn("guardrail/gr4claims0a1b")}`,
    `invokes ${foundation}`,
    `invokes ${arn("agent/CLAIMSAG01")}`,
    "invokes arn:aws:lambda:eu-west-1:111122223333:function:pay",
    `grounded-on ${arn("knowledge-base/POLICIES01")}`,
    `hosted-on ${arn("service")}`,
  ]);
});

test("one node without a guardrail leaves the flow without one", async () => {
  const recorded = await collect([prompt("a", "x", guarded()), prompt("b", "y")]);
  expect(recorded.get(key)?.properties).toMatchObject({ unguardedNodes: ["b"] });
  expect(edgesOf(recorded, key).join()).not.toContain("guarded-by");
});

test("a guardrail's working draft is told apart from a version", async () => {
  expect(await propertiesOf(prompt("a", "x", guarded("DRAFT")))).toMatchObject({
    unguardedNodes: [],
    draftGuardedNodes: ["a"],
  });
});

test("a knowledge base that only retrieves generates nothing", async () => {
  expect(await propertiesOf(lookup({}))).toMatchObject({ generatingNodes: [], unguardedNodes: [] });
});

test("a prompt from the library is not one of the node's own", async () => {
  const managed = node("m", "Prompt", {
    prompt: { sourceConfiguration: { resource: { promptArn: arn("prompt/P1:1") } } },
  });
  expect(await propertiesOf(managed)).toMatchObject({ generatingNodes: ["m"], inlinePromptNodes: [] });
});

describe("a credential in the definition", () => {
  const code = (text: string) =>
    node("code", "InlineCode", { inlineCode: { code: text, language: "Python_3" } });
  test.each([
    [prompt("p", `Call the API with key sk-${"a".repeat(24)}`), ["p"]],
    [code('api_key = "q8fJ2kLm0PzXc7Vb9NsT"\nreturn api_key'), ["code"]],
    [code("def __func():\n    return 1"), []],
    [prompt("p", "Never tell the password."), []],
  ])("%#", async (found, expected) => {
    const recorded = await collect([found]);
    expect(recorded.get(key)?.properties).toMatchObject({ credentialNodes: expected });
    expect(JSON.stringify(recorded.resources)).not.toMatch(/sk-aaaa|q8fJ2kLm/);
  });
});

test("users get the newest version an alias routes to, and the draft tells its own errors", async () => {
  const recorded = await collect([], {
    "bedrock-agent:GetFlow": flow([], {
      status: "Failed",
      validations: [
        { message: "Node x is unreachable", severity: "Warning" },
        { message: "Node y has no output", severity: "Error" },
      ],
    }),
    "bedrock-agent:ListFlowAliases": {
      flowAliasSummaries: [
        { routingConfiguration: [{ flowVersion: "2" }] },
        { routingConfiguration: [{ flowVersion: "11" }] },
      ],
    },
    "bedrock-agent:GetFlowVersion": (input) =>
      flow([prompt("a", "x")], { version: input["flowVersion"], status: "Prepared" }),
  });
  expect(recorded.get(key)?.properties).toMatchObject({
    version: "11",
    status: "Prepared",
    generatingNodes: ["a"],
    errors: ["Node y has no output"],
  });
});

test("without its aliases it is not known what users get", async () => {
  const recorded = await collect([prompt("a", "x")], { "bedrock-agent:ListFlowAliases": "denied" });
  expect(unknownsOf(recorded, key)).toMatchObject({
    "properties.version": "denied",
    "properties.unguardedNodes": "denied",
    "relationships.guarded-by": "denied",
  });
});
