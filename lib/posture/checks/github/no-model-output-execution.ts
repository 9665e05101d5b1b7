import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/no-model-output-execution",
  title: "Code scanning finds no model output that is run",
  severity: "critical",
  layer: "pipeline",
  function: "detect",
  appliesTo: "github.repository",
  risk: "Whoever gets the model to say it gets the server to do it.",
  remediation: {
    summary:
      "Parse the output against a schema and choose among your own actions; never hand it to eval, a shell or a query.",
    cli: "gh api 'repos/$ORG/$REPO/code-scanning/alerts?state=open' --jq '.[] | select(.rule.tags[]? | test(\"cwe-1426\"))'",
    terraform: "Nothing in Terraform: the code must change",
    console: ["Security › Code scanning › open the alert", "Put a schema between the model and what is done"],
  },
  references: [
    "https://cwe.mitre.org/data/definitions/1426.html",
    "https://genai.owasp.org/llmrisk/llm052025-improper-output-handling/",
  ],

  evaluate: ({ properties: { codeScanning, alerts } }) => {
    if (!codeScanning) return notApplicable;
    const { modelOutputExecution: rules } = alerts;
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
            promptInjection: [],
            modelOutputExecution: ["py/llm-output-eval"],
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
