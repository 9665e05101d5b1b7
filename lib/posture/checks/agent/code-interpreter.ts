import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "agent/code-interpreter",
  title: "Agent runs no code of the model's making",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesToClass: "agent",
  risk: "Text an attacker controls becomes code that runs with the session's files and network.",
  remediation: {
    summary: "Disable the code-interpreter action group unless the workload documents its need.",
    cli: "aws bedrock-agent update-agent-action-group --agent-id <id> --agent-version DRAFT --action-group-id <group> --action-group-name <name> --action-group-state DISABLED",
    terraform: "Remove the action group whose parent_action_group_signature is AMAZON.CodeInterpreter",
    console: [
      "Bedrock › Agents › open the agent › Additional settings",
      "Turn code interpretation off, save and prepare",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/agents-code-interpretation.html"],

  evaluate: ({ facets: { codeInterpreter } }) =>
    codeInterpreter ? fail("Its code interpreter is on", { codeInterpreter }) : pass,

  examples: {
    pass: [{ name: "off", facets: { codeInterpreter: false } }],
    fail: [{ name: "on", facets: { codeInterpreter: true } }],
  },
});
