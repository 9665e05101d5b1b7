import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/diagnostic-setting-sends",
  title: "Diagnostic setting sends at least one category somewhere",
  severity: "low",
  layer: "api",
  function: "detect",
  appliesTo: "azure.monitor.diagnostic-setting",
  risk: "It looks as if logs were kept, and nothing is.",
  remediation: {
    summary: "Enable the categories, or delete the setting.",
    cli: 'az monitor diagnostic-settings update --name <setting> --resource <resource-id> --set logs=\'[{"categoryGroup":"allLogs","enabled":true}]\'',
    terraform: 'enabled_log { category_group = "allLogs" }',
    console: [
      "Open the resource › Monitoring › Diagnostic settings",
      "Edit the setting and enable categories",
    ],
  },
  references: ["https://learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings"],

  evaluate: ({ properties: { categories, destinations } }) => {
    if (categories.length === 0) return fail("Every category of it is off", { categories });
    return destinations.length === 0 ? fail("It sends its categories nowhere", { destinations }) : pass;
  },

  examples: {
    pass: [
      {
        name: "one category kept",
        properties: { categories: ["RequestResponse"], destinations: ["/workspace"] },
      },
    ],
    fail: [
      { name: "every category off", properties: { categories: [], destinations: ["/workspace"] } },
      { name: "no destination", properties: { categories: ["RequestResponse"], destinations: [] } },
    ],
  },
});
