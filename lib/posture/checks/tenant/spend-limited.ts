import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "tenant/spend-limited",
  title: "Spending has a limit or an alarm",
  severity: "medium",
  layer: "identity",
  function: "detect",
  appliesToClass: "tenant",
  risk: "A stolen key runs up the bill until the invoice comes: what model hijackers count on.",
  remediation: {
    summary: "Set a monthly limit a little above what is spent, and an alert at half of it.",
    cli: 'curl -X POST https://api.openai.com/v1/organization/spend_limit -H "Authorization: Bearer $OPENAI_ADMIN_KEY" -d \'{"currency":"USD","interval":"month","threshold_amount":5000}\'',
    terraform: "No provider resource sets it: keep the request in a null_resource, or set it in the console",
    console: [
      "OpenAI › Settings › Limits › set a monthly budget and an alert",
      "Claude Console › Settings › Limits › set a spend limit",
    ],
  },
  references: [
    "https://platform.openai.com/docs/guides/production-best-practices",
    "https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/",
  ],

  evaluate: ({ facets: { spendLimited } }) => {
    if (spendLimited === null) return notApplicable;
    return spendLimited ? pass : fail("Neither a limit nor an alert is set", { spendLimited });
  },

  examples: {
    pass: [{ name: "a limit", facets: { spendLimited: true } }],
    fail: [{ name: "neither", facets: { spendLimited: false } }],
    notApplicable: [{ name: "nothing is spent here", facets: { spendLimited: null } }],
  },
});
