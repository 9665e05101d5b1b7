import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "anthropic/code-execution-closed",
  title: "Code that Claude runs does not reach the internet",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "anthropic.organization",
  risk: "A prompt that takes over the model can send out whatever the conversation holds.",
  remediation: {
    summary: "Switch network access of code execution off, or allow package registries only.",
    cli: 'curl "https://api.anthropic.com/v1/compliance/organizations/$ORG/settings" -H "x-api-key: $ANTHROPIC_COMPLIANCE_KEY"',
    terraform: "No provider resource sets it: set it in the console",
    console: ["Claude › Admin settings › Capabilities › Code execution › Network access › None"],
  },
  references: [
    "https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/",
    "https://platform.claude.com/docs/en/manage-claude/compliance-api",
  ],

  evaluate: ({ properties: { codeExecutionReachesInternet } }) =>
    codeExecutionReachesInternet ? fail("It may call any address", { codeExecutionReachesInternet }) : pass,

  examples: {
    pass: [{ name: "closed", properties: { codeExecutionReachesInternet: false } }],
    fail: [{ name: "open", properties: { codeExecutionReachesInternet: true } }],
    unknown: [
      {
        name: "not shown without a compliance key",
        unknown: {
          "properties.codeExecutionReachesInternet": {
            reason: "denied",
            call: "compliance:organizations.settings.retrieve",
            permission: "read:compliance_org_data",
            message: "no",
          },
        },
      },
    ],
  },
});
