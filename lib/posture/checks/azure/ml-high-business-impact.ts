import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const storing = (level: "sensitive" | "internal") => ({
  resources: [
    sampleResource(
      "data-store",
      "store",
      {},
      { derived: { sensitivity: { level, dataClasses: ["health"], reasons: [] } } },
    ),
  ],
  relationships: [{ from: "example", kind: "stores-artifacts-in" as const, to: "store" }],
});

export default defineCheck({
  id: "azure/ml-high-business-impact",
  title: "Machine Learning workspace over sensitive data has its high-impact flag set",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "azure.machine-learning.workspace",
  follows: ["stores-artifacts-in"],
  followDepth: 1,
  risk: "Microsoft collects more diagnostics than it has to, and temporary disks of clusters are not encrypted.",
  remediation: {
    summary:
      "The flag can only be set when a workspace is made: make it anew with the flag, and move what is in it.",
    cli: "az ml workspace create --file workspace-with-hbi.yml --resource-group <group>",
    terraform: "high_business_impact = true on azurerm_machine_learning_workspace",
    console: [
      "Create a workspace › Encryption",
      "Choose High business impact workspace",
      "Move models, data and jobs, and delete the old one",
    ],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/concept-data-encryption"],

  evaluate: ({ key, properties: { highBusinessImpact } }, graph) => {
    const sensitive = graph
      .follow(key, "stores-artifacts-in")
      .filter(({ derived }) => derived?.sensitivity?.level === "sensitive");
    const [first] = sensitive;
    if (!first) return notApplicable;
    return highBusinessImpact
      ? pass
      : fail(`It keeps sensitive data in ${first.name}, and its flag is off`, {
          highBusinessImpact,
          stores: sensitive.map(({ name }) => name),
        });
  },

  examples: {
    pass: [{ name: "set", properties: { highBusinessImpact: true }, neighbours: storing("sensitive") }],
    fail: [{ name: "off", properties: { highBusinessImpact: false }, neighbours: storing("sensitive") }],
    notApplicable: [
      {
        name: "nothing sensitive",
        properties: { highBusinessImpact: false },
        neighbours: storing("internal"),
      },
      { name: "no store known", properties: { highBusinessImpact: false } },
    ],
  },
});
