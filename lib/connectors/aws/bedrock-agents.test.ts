import { expect, test } from "vitest";

import { normalizeAgent, type AgentParts } from "./bedrock-agent-record.ts";
import { servedAgentVersion } from "./bedrock-agents.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const agent = {
  agentId: "CLAIMSAG01",
  agentName: "claims-assistant",
  agentArn: "arn:aws:bedrock:eu-west-1:111122223333:agent/CLAIMSAG01",
  agentStatus: "PREPARED",
  version: "4",
  foundationModel: "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
  idleSessionTTLInSeconds: 1800,
  agentResourceRoleArn: "arn:aws:iam::111122223333:role/claims-assistant-agent",
};
const group = (id: string, more: object = {}) => ({
  agentActionGroup: { actionGroupId: id, actionGroupName: id, actionGroupState: "ENABLED", ...more },
});
const normalized = (parts: Partial<AgentParts>) =>
  normalizeAgent(
    {
      raw: { agentVersion: agent },
      aliases: [],
      knowledgeBases: [],
      actionGroups: [],
      tags: {},
      unknowns: {},
      ...parts,
    },
    scope,
  );
const targets = (kind: string, parts: Partial<AgentParts>) =>
  normalized(parts)
    .relationships.filter((edge) => edge.kind === kind)
    .map((edge) => edge.to);

test("a draft and a version are told alike, each in its own answer", () => {
  const { version: _, ...draft } = agent;
  expect(normalized({ raw: { agent: draft } }).resources[0]?.properties).toMatchObject({ version: "DRAFT" });
  expect(normalized({}).resources[0]?.properties).toMatchObject({ version: "4" });
});

test("it runs as its role and invokes the model its profile stands for", () => {
  expect(targets("runs-as", {})).toEqual(["arn:aws:iam::111122223333:role/claims-assistant-agent"]);
  expect(targets("invokes", {})).toEqual([
    "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0",
  ]);
});

test("a guardrail that is bound by id is the guardrail of this account and region", () => {
  const raw = {
    agentVersion: {
      ...agent,
      guardrailConfiguration: { guardrailIdentifier: "gr4x", guardrailVersion: "1" },
    },
  };
  expect(targets("guarded-by", { raw })).toEqual(["arn:aws:bedrock:eu-west-1:111122223333:guardrail/gr4x"]);
  expect(targets("guarded-by", {})).toEqual([]);
});

test("a tool or knowledge base that is disabled is not used", () => {
  const parts = {
    actionGroups: [group("ACTIVE0001"), group("OFF0000001", { actionGroupState: "DISABLED" })],
    knowledgeBases: [
      { knowledgeBaseId: "KBON000001", knowledgeBaseState: "ENABLED" },
      { knowledgeBaseId: "KBOFF00001", knowledgeBaseState: "DISABLED" },
    ],
  };
  expect(targets("uses-tool", parts)).toEqual([
    "arn:aws:bedrock:eu-west-1:111122223333:agent/CLAIMSAG01/action-group/ACTIVE0001",
  ]);
  expect(targets("grounded-on", parts)).toEqual([
    "arn:aws:bedrock:eu-west-1:111122223333:knowledge-base/KBON000001",
  ]);
});

test("the code interpreter counts only while its action group is enabled", () => {
  const interpreter = { parentActionSignature: "AMAZON.CodeInterpreter" };
  const facets = (more: object) =>
    normalized({ actionGroups: [group("CODE000001", { ...interpreter, ...more })] }).resources[0]?.facets;
  expect(facets({})).toMatchObject({ codeInterpreter: true });
  expect(facets({ actionGroupState: "DISABLED" })).toMatchObject({ codeInterpreter: false });
});

test("users get the newest version an alias routes to; the test alias alone means the draft", () => {
  const alias = (...versions: string[]) => ({
    routingConfiguration: versions.map((agentVersion) => ({ agentVersion })),
  });
  expect(servedAgentVersion([alias("DRAFT"), alias("9"), alias("10")])).toBe("10");
  expect(servedAgentVersion([alias("DRAFT")])).toBe("DRAFT");
  expect(servedAgentVersion([{}])).toBe("DRAFT");
});
