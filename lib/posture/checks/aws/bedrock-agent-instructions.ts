import { defineCheck, fail, pass } from "#lib/domain/check.ts";

const saidOf = {
  override: "tell it to set rules aside",
  "no-limits": "say that it has no limits",
  "obeys-anything": "make it do whatever it is told",
  credential: "hold a credential",
};

export default defineCheck({
  id: "aws/bedrock-agent-instructions",
  title: "Bedrock agent's instructions set limits and hold no secret",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "aws.bedrock.agent",
  risk: "Instructions that lift limits or obey everything do an attacker's work, and a credential in them is one question away.",
  remediation: {
    summary:
      "Rewrite the instructions: say what the agent may do and refuses, and take every credential out.",
    cli: "aws bedrock-agent update-agent --agent-id <id> --agent-name <name> --agent-resource-role-arn <role> --instruction file://instruction.txt",
    terraform: 'instruction = file("${path.module}/instruction.txt")',
    console: [
      "Bedrock › Agents › open the agent › Edit in agent builder › Instructions for the Agent",
      "Replace a credential that stood there where it was issued",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-create.html",
    "https://genai.owasp.org/llmrisk/llm01-prompt-injection/",
    "https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/",
  ],

  evaluate: ({ properties: { instructionRisks } }) => {
    if (instructionRisks.length === 0) return pass;
    const risks = instructionRisks.map((risk) => saidOf[risk]);
    return fail(`Its instructions ${risks.join(", and ")}`, { instructionRisks });
  },

  examples: {
    pass: [{ name: "limits only", properties: { instructionRisks: [] } }],
    fail: [
      { name: "obeys whatever it is told", properties: { instructionRisks: ["obeys-anything"] } },
      { name: "several at once", properties: { instructionRisks: ["override", "credential"] } },
    ],
  },
});
