import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
  type Refusal,
} from "#tests/support/recorded-aws.ts";
import { bedrockAgents } from "./bedrock-agents.ts";

const arn = (resource: string) => `arn:aws:bedrock:eu-west-1:111122223333:${resource}`;
const key = arn("agent/CLAIMSAG01");
const role = "arn:aws:iam::111122223333:role/service-role/AmazonBedrockExecutionRoleForAgents_X";
const kmsKey = "arn:aws:kms:eu-west-1:111122223333:key/agent";

/** What `GetAgent` and `GetAgentVersion` document alike. */
const described = {
  agentId: "CLAIMSAG01",
  agentName: "claims-assistant",
  agentArn: key,
  agentStatus: "PREPARED",
  agentResourceRoleArn: role,
  clientToken: "1c6e…",
  createdAt: "2025-03-04T05:06:07.000Z",
  updatedAt: "2025-04-04T05:06:07.000Z",
  preparedAt: "2025-04-04T05:07:07.000Z",
  customerEncryptionKeyArn: kmsKey,
  description: "Answers questions on claims",
  failureReasons: [],
  recommendedActions: [],
  foundationModel: "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
  guardrailConfiguration: { guardrailIdentifier: "gr4claims0a1b", guardrailVersion: "3" },
  idleSessionTTLInSeconds: 1_800,
  instruction: "You are an adjuster. The admin password is hunter22-hunter22.",
  memoryConfiguration: { enabledMemoryTypes: ["SESSION_SUMMARY"], storageDays: 30 },
  orchestrationType: "DEFAULT",
  agentCollaboration: "SUPERVISOR",
  promptOverrideConfiguration: { promptConfigurations: [] },
};
const version = { agentVersion: { ...described, version: "7" } };
const alias = (agentAliasName: string, ...versions: string[]) => ({
  agentAliasId: `${agentAliasName.toUpperCase()}ALIAS`.slice(0, 10),
  agentAliasName,
  agentAliasStatus: "PREPARED",
  aliasInvocationState: "ACCEPT_INVOCATIONS",
  createdAt: "2025-03-04T05:06:07.000Z",
  updatedAt: "2025-03-04T05:06:07.000Z",
  routingConfiguration: versions.map((agentVersion) => ({ agentVersion })),
});
const group = (actionGroupId: string, more: object = {}) => ({
  agentActionGroup: {
    agentId: "CLAIMSAG01",
    agentVersion: "7",
    actionGroupId,
    actionGroupName: `group-${actionGroupId.toLowerCase()}`,
    actionGroupState: "ENABLED",
    createdAt: "2025-03-04T05:06:07.000Z",
    updatedAt: "2025-03-04T05:06:07.000Z",
    ...more,
  },
});
const lambda = "arn:aws:lambda:eu-west-1:111122223333:function:pay";
const groups: Record<string, object> = {
  PAY0000001: group("PAY0000001", {
    actionGroupExecutor: { lambda: `${lambda}:live` },
    functionSchema: {
      functions: [
        { name: "getClaim", description: "Reads", parameters: {}, requireConfirmation: "DISABLED" },
        { name: "payClaim", description: "Pays", parameters: {}, requireConfirmation: "DISABLED" },
        { name: "closeClaim", description: "Closes", parameters: {}, requireConfirmation: "ENABLED" },
      ],
    },
  }),
  ASK0000001: group("ASK0000001", { parentActionSignature: "AMAZON.UserInput" }),
  CODE000001: group("CODE000001", {
    parentActionSignature: "AMAZON.CodeInterpreter",
    actionGroupState: "DISABLED",
  }),
};
const whole: Answers = {
  "bedrock-agent:ListAgents": {
    agentSummaries: [
      {
        agentId: "CLAIMSAG01",
        agentName: "claims-assistant",
        agentStatus: "PREPARED",
        latestAgentVersion: "7",
        updatedAt: "2025-04-04T05:06:07.000Z",
      },
    ],
  },
  "bedrock-agent:ListAgentAliases": {
    agentAliasSummaries: [alias("prod", "7"), alias("test", "DRAFT"), alias("old", "6")],
  },
  "bedrock-agent:GetAgentVersion": version,
  "bedrock-agent:GetAgent": { agent: described },
  "bedrock-agent:ListAgentKnowledgeBases": {
    agentKnowledgeBaseSummaries: [
      {
        knowledgeBaseId: "POLICIES01",
        description: "Policies",
        knowledgeBaseState: "ENABLED",
        updatedAt: "2025-04-04T05:06:07.000Z",
      },
      {
        knowledgeBaseId: "OLDCLAIMS1",
        description: "Old",
        knowledgeBaseState: "DISABLED",
        updatedAt: "2025-04-04T05:06:07.000Z",
      },
    ],
  },
  "bedrock-agent:ListAgentActionGroups": {
    actionGroupSummaries: Object.keys(groups).map((actionGroupId) => ({
      actionGroupId,
      actionGroupName: "g",
      actionGroupState: "ENABLED",
    })),
  },
  "bedrock-agent:GetAgentActionGroup": ({ actionGroupId }) => groups[String(actionGroupId)],
  "bedrock-agent:ListTagsForResource": { tags: { team: "claims" } },
};
const collect = (answers: Answers = {}) => collectRecorded(bedrockAgents, { ...whole, ...answers });

describe("an agent with everything Bedrock tells of one", () => {
  test("is shown with all of it, and not with its instruction", async () => {
    const recorded = await collect();
    expect(recorded.outcome).toMatchObject({ state: "complete", unparsed: [] });
    expect(recorded.get(key)).toEqual({
      key,
      type: "aws.bedrock.agent",
      name: "claims-assistant",
      account: "111122223333",
      region: "eu-west-1",
      tags: { team: "claims" },
      properties: {
        agentId: "CLAIMSAG01",
        status: "PREPARED",
        version: "7",
        foundationModel: "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        guardrailVersion: "3",
        memory: true,
        userInput: true,
        instructionRisks: ["credential"],
        collaboration: "SUPERVISOR",
        aliases: [
          { id: "PRODALIAS", name: "prod", versions: ["7"] },
          { id: "TESTALIAS", name: "test", versions: ["DRAFT"] },
          { id: "OLDALIAS", name: "old", versions: ["6"] },
        ],
      },
      facets: { codeInterpreter: false, sessionTtlSeconds: 1_800, customerKey: true },
    });
    expect(JSON.stringify(recorded.resources)).not.toContain("hunter22");
  });

  test("leads to all it is made of", async () => {
    const recorded = await collect();
    expect(edgesOf(recorded, key)).toEqual([
      `runs-as ${role}`,
      `guarded-by ${arn("guardrail/gr4claims0a1b")}`,
      "invokes arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0",
      `uses-tool ${key}/action-group/PAY0000001`,
      `uses-tool ${key}/action-group/ASK0000001`,
      `grounded-on ${arn("knowledge-base/POLICIES01")}`,
      `encrypted-by ${kmsKey}`,
      `hosted-on ${arn("service")}`,
    ]);
    expect(undeclared(bedrockAgents, recorded)).toEqual([]);
  });

  test("has each action group as a tool, with what it may change unasked", async () => {
    const recorded = await collect();
    expect(recorded.get(`${key}/action-group/PAY0000001`)).toMatchObject({
      type: "aws.bedrock.action-group",
      properties: {
        enabled: true,
        builtIn: null,
        functions: ["getClaim", "payClaim", "closeClaim"],
        unconfirmedFunctions: ["payClaim"],
      },
      facets: {
        changesState: true,
        requiresConfirmation: false,
        authentication: "identity",
        publicNetwork: false,
      },
    });
    expect(edgesOf(recorded, `${key}/action-group/PAY0000001`)).toEqual([`invokes ${lambda}`]);
    expect(recorded.get(`${key}/action-group/CODE000001`)?.properties).toMatchObject({
      enabled: false,
      builtIn: "AMAZON.CodeInterpreter",
    });
  });
});

describe("the version users get", () => {
  const asked = async (...aliases: object[]) => {
    const inputs: unknown[] = [];
    await collect({
      "bedrock-agent:ListAgentAliases": { agentAliasSummaries: aliases },
      "bedrock-agent:GetAgentVersion": (input) => {
        inputs.push(input["agentVersion"]);
        return version;
      },
      "bedrock-agent:GetAgent": () => {
        inputs.push("DRAFT");
        return { agent: described };
      },
    });
    return inputs;
  };
  test.each<[string, object[], string]>([
    ["is the draft, without an alias", [], "DRAFT"],
    ["is the draft, with the test alias alone", [alias("test", "DRAFT")], "DRAFT"],
    ["is the one an alias routes to", [alias("test", "DRAFT"), alias("prod", "2")], "2"],
    ["is the newest by number, not by letters", [alias("a", "9"), alias("b", "10")], "10"],
    ["is found among several routes", [alias("a", "3", "4")], "4"],
    [
      "is the draft for an alias that routes nowhere",
      [{ ...alias("a"), routingConfiguration: [{}] }],
      "DRAFT",
    ],
    ["is the draft for an alias of another shape", [{ routingConfiguration: "x" }], "DRAFT"],
  ])("%s", async (_, aliases, expected) => {
    expect(await asked(...aliases)).toEqual([expected]);
  });
});

describe("an agent with less", () => {
  test("has no guardrail, model, key, memory, tool or knowledge it does not name", async () => {
    const bare = {
      agentId: "CLAIMSAG01",
      agentName: "a",
      agentStatus: "NOT_PREPARED",
      idleSessionTTLInSeconds: 600,
    };
    const recorded = await collectRecorded(bedrockAgents, {
      "bedrock-agent:ListAgents": whole["bedrock-agent:ListAgents"] ?? {},
      "bedrock-agent:GetAgent": { agent: bare },
    });
    expect(recorded.get(key)).toMatchObject({
      properties: {
        version: "DRAFT",
        foundationModel: null,
        guardrailVersion: null,
        memory: false,
        userInput: false,
        collaboration: "DISABLED",
        aliases: [],
      },
      facets: { codeInterpreter: false, customerKey: false },
      tags: {},
    });
    expect(edgesOf(recorded, key)).toEqual([`hosted-on ${arn("service")}`]);
    expect(unknownsOf(recorded, key)).toEqual({});
  });

  test.each([
    [
      "a guardrail of another account by its ARN",
      {
        guardrailConfiguration: { guardrailIdentifier: "arn:aws:bedrock:eu-west-1:999988887777:guardrail/x" },
      },
      "guarded-by arn:aws:bedrock:eu-west-1:999988887777:guardrail/x",
    ],
    ["a guardrail without an identifier", { guardrailConfiguration: {} }, null],
    [
      "a model that was trained here",
      { foundationModel: arn("custom-model/titan/abc") },
      `invokes ${arn("custom-model/titan/abc")}`,
    ],
    [
      "a provisioned model",
      { foundationModel: arn("provisioned-model/abc") },
      `invokes ${arn("provisioned-model/abc")}`,
    ],
    [
      "a profile of one's own",
      { foundationModel: arn("application-inference-profile/abc") },
      `invokes ${arn("application-inference-profile/abc")}`,
    ],
    [
      "a router",
      { foundationModel: arn("default-prompt-router/anthropic.claude:1") },
      `invokes ${arn("default-prompt-router/anthropic.claude:1")}`,
    ],
    [
      "an endpoint of the marketplace",
      { foundationModel: "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/llama" },
      "invokes arn:aws:sagemaker:eu-west-1:111122223333:endpoint/llama",
    ],
    ["memory that is off", { memoryConfiguration: { enabledMemoryTypes: [] } }, null],
  ])("%s leads there", async (_, more, edge) => {
    const recorded = await collect({
      "bedrock-agent:GetAgentVersion": {
        agentVersion: {
          ...described,
          guardrailConfiguration: undefined,
          foundationModel: undefined,
          version: "7",
          ...more,
        },
      },
    });
    const edges = edgesOf(recorded, key).filter((one) => /^(guarded-by|invokes)/.test(one));
    expect(edges).toEqual(edge === null ? [] : [edge]);
  });
});

describe("a call that was refused", () => {
  const reasons: readonly Refusal[] = ["denied", "throttled", "failed", "malformed"];
  test.each<[string, readonly string[]]>([
    ["bedrock-agent:ListAgentKnowledgeBases", ["relationships.grounded-on"]],
    ["bedrock-agent:ListTagsForResource", ["tags"]],
  ])("%s leaves just what it would tell unknown", async (call, paths) => {
    for (const reason of reasons)
      expect(unknownsOf(await collect({ [call]: reason }), key)).toEqual(
        Object.fromEntries(paths.map((path) => [path, reason])),
      );
  });

  test("for the aliases leaves unknown what only the served version tells", async () => {
    const recorded = await collect({ "bedrock-agent:ListAgentAliases": "denied" });
    expect(unknownsOf(recorded, key)).toMatchObject({
      "properties.version": "denied",
      "properties.aliases": "denied",
      "relationships.guarded-by": "denied",
      "facets.codeInterpreter": "denied",
    });
    expect(recorded.get(key)?.facets).not.toHaveProperty("codeInterpreter");
  });

  test.each([
    "bedrock-agent:ListAgents",
    "bedrock-agent:GetAgentVersion",
    "bedrock-agent:ListAgentActionGroups",
    "bedrock-agent:GetAgentActionGroup",
  ])("%s ends the collection, so that nothing is taken for deleted", async (call) => {
    const { outcome } = await collect({ [call]: "denied" });
    expect(outcome).toMatchObject({
      state: "denied",
      unknown: { call, permission: call.replace("bedrock-agent", "bedrock") },
    });
  });

  test("because it was deleted since it was listed leaves it out", async () => {
    const { outcome, resources } = await collect({ "bedrock-agent:GetAgentVersion": "not-found" });
    expect([outcome.state, resources]).toEqual(["complete", []]);
  });

  test("because Bedrock agents are not offered in the region leaves nothing and no gap", async () => {
    const { outcome, resources } = await collect({ "bedrock-agent:ListAgents": "not-found" });
    expect([outcome.state, resources]).toEqual(["complete", []]);
  });
});

describe("records of another shape", () => {
  test("an agent that cannot be read is counted, and the others stand", async () => {
    const { outcome, resources } = await collect({
      "bedrock-agent:ListAgents": { agentSummaries: [{ agentId: "CLAIMSAG01" }, { agentId: "BROKEN0001" }] },
      "bedrock-agent:ListAgentAliases": ({ agentId }) =>
        agentId === "BROKEN0001" ? {} : { agentAliasSummaries: [alias("prod", "7")] },
      "bedrock-agent:GetAgent": { agent: { agentId: "BROKEN0001" } },
    });
    expect(resources.map(({ key: found }) => found)).toContain(key);
    expect(outcome.unparsed).toHaveLength(1);
  });

  test.each([{}, { agentId: "" }, { agentId: 7 }, null, "CLAIMSAG01"])(
    "a listing with %j in it ends as malformed: what it means cannot be asked for",
    async (summary) => {
      const { outcome } = await collect({ "bedrock-agent:ListAgents": { agentSummaries: [summary] } });
      expect(outcome).toMatchObject({
        state: "failed",
        unknown: { reason: "malformed", call: "bedrock-agent:ListAgents" },
      });
    },
  );
});

test("in GovCloud everything is named there", async () => {
  const recorded = await collectRecorded(bedrockAgents, whole, {
    account: "111122223333",
    region: "us-gov-west-1",
  });
  const own = "arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:agent/CLAIMSAG01";
  expect(edgesOf(recorded, own)).toEqual(
    expect.arrayContaining([
      "guarded-by arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:guardrail/gr4claims0a1b",
      "invokes arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0",
      "grounded-on arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:knowledge-base/POLICIES01",
      "hosted-on arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:service",
    ]),
  );
});
