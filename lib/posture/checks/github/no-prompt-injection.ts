import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/no-prompt-injection",
  title: "Code scanning finds no text of strangers in a prompt",
  severity: "high",
  layer: "pipeline",
  function: "detect",
  appliesTo: "github.repository",
  risk: "Whoever writes that text gives the model its orders.",
  remediation: {
    summary:
      "Keep instructions and data apart: put what comes from outside into a user message, marked as data.",
    cli: "gh api 'repos/$ORG/$REPO/code-scanning/alerts?state=open' --jq '.[] | select(.rule.tags[]? | test(\"cwe-1427\"))'",
    terraform: "Nothing in Terraform: the code must change",
    console: ["Security › Code scanning › open the alert", "Move the value out of the system prompt"],
  },
  references: [
    "https://cwe.mitre.org/data/definitions/1427.html",
    "https://genai.owasp.org/llmrisk/llm01-prompt-injection/",
  ],

  evaluate: ({ properties: { codeScanning, alerts } }) => {
    if (!codeScanning) return notApplicable;
    const { promptInjection: rules } = alerts;
    return rules.length === 0 ? pass : fail(`Open alerts: ${rules.join(", ")}`, { rules });
  },

  examples: {
    pass: [
      {
        name: "none",
        properties: {
          codeScanning: true,
          alerts: {
            criticalDependencies: [],
            maliciousDependencies: [],
            promptInjection: [],
            modelOutputExecution: [],
          },
        },
      },
    ],
    fail: [
      {
        name: "one rule",
        properties: {
          codeScanning: true,
          alerts: {
            criticalDependencies: [],
            maliciousDependencies: [],
            promptInjection: ["py/prompt-injection"],
            modelOutputExecution: [],
          },
        },
      },
    ],
    notApplicable: [
      {
        name: "nothing was analyzed",
        properties: {
          codeScanning: false,
          alerts: {
            criticalDependencies: [],
            maliciousDependencies: [],
            promptInjection: [],
            modelOutputExecution: [],
          },
        },
      },
    ],
  },
});
