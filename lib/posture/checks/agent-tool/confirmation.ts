import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "agent-tool/confirmation",
  title: "Tools that change something ask the user first",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "agent-tool",
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

  evaluate: ({ facets: { changesState, requiresConfirmation } }) => {
    if (!changesState) return notApplicable;
    return requiresConfirmation
      ? pass
      : fail("It changes state without asking the user", { changesState, requiresConfirmation });
  },

  examples: {
    pass: [
      { name: "asks before it changes anything", facets: { changesState: true, requiresConfirmation: true } },
    ],
    fail: [{ name: "changes at once", facets: { changesState: true, requiresConfirmation: false } }],
    notApplicable: [{ name: "only reads", facets: { changesState: false, requiresConfirmation: false } }],
  },
});
