import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const usedByAgent = {
  resources: [
    {
      key: "claims",
      type: "aws.bedrock.agent" as const,
      name: "claims",
      account: "111122223333",
      region: "eu-west-1",
      tags: {},
      properties: {
        agentId: "AGENT00001",
        status: "PREPARED",
        version: "1",
        foundationModel: null,
        guardrailVersion: "1",
        memory: false,
        userInput: false,
        collaboration: "DISABLED",
        aliases: [],
      },
      facets: { codeInterpreter: false, sessionTtlSeconds: 600, customerKey: true },
    },
  ],
  relationships: [{ from: "claims", kind: "uses-tool" as const, to: "example" }],
};

export default defineClassCheck({
  id: "agent-tool/confirmation",
  title: "Tools that change something ask the user first",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "agent-tool",
  follows: ["uses-tool"],
  risk: "One injected sentence makes the agent pay, delete or send, and no person sees it before it is done.",
  remediation: {
    summary: "Require confirmation for each function that changes state.",
    cli: "aws bedrock-agent update-agent-action-group --agent-id <id> --agent-version DRAFT --action-group-id <group> --action-group-name <name> --function-schema file://functions.json",
    terraform:
      'function_schema { member_functions { functions { name = "approvePayout" require_confirmation = "ENABLED" } } }',
    console: [
      "Bedrock › Agents › open the agent › Action groups",
      "Open the function › Enable confirmation of action group function",
      "Save, prepare, and create a version for the alias",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-userconfirmation.html",
    "https://genai.owasp.org/llmrisk/llm062025-excessive-agency/",
  ],

  evaluate: ({ key, facets }, graph) => {
    // A tool server that no known agent uses is asked by its own callers, not by a model of ours.
    const agents = graph.followBack(key, "uses-tool").map((agent) => agent.name);
    if (agents.length === 0) return notApplicable;
    const { changesState, requiresConfirmation } = facets;
    if (!changesState) return notApplicable;
    if (requiresConfirmation) return pass;
    return fail("It changes state without asking the user", { changesState, requiresConfirmation, agents });
  },

  examples: {
    pass: [
      {
        name: "asks before it changes anything",
        facets: { changesState: true, requiresConfirmation: true },
        neighbours: usedByAgent,
      },
    ],
    fail: [
      {
        name: "an agent changes things at once",
        facets: { changesState: true, requiresConfirmation: false },
        neighbours: usedByAgent,
      },
    ],
    notApplicable: [
      {
        name: "only reads",
        facets: { changesState: false, requiresConfirmation: false },
        neighbours: usedByAgent,
      },
      { name: "no agent uses it", facets: { changesState: true, requiresConfirmation: false } },
    ],
    unknown: [
      {
        name: "a server that alone knows what its tools do",
        unknown: {
          "facets.changesState": {
            reason: "unsupported",
            call: "mcp:tools/list",
            permission: null,
            message: "Not called",
          },
        },
        neighbours: usedByAgent,
      },
    ],
  },
});
