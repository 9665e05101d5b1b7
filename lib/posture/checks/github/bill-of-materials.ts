import { defineCheck, exampleKey, missing, notApplicable, pass } from "#lib/domain/check.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

const workflow = (name: string, billOfMaterials: string[]): Resource =>
  // Safe because the check reads nothing else of a workflow's properties.
  ({
    ...sampleResource("workflow", name, {}, { type: "github.workflow" }),
    properties: { billOfMaterials },
  }) as unknown as Resource;
const holding = (...bills: string[][]) => ({
  resources: bills.map((bill, at) => workflow(`${at}.yml`, bill)),
  relationships: bills.map((_, at) => ({ from: exampleKey, kind: "contains" as const, to: `${at}.yml` })),
});

export default defineCheck({
  id: "github/bill-of-materials",
  title: "AI code is shipped with a bill of materials",
  severity: "medium",
  layer: "pipeline",
  function: "detect",
  appliesTo: "github.repository",
  follows: [...aiSourceKinds, "contains"],
  followDepth: 2,
  risk: "When a model, a library or a dataset turns out to be bad, nobody can say which deployments hold it.",
  remediation: {
    summary: "Add a step that writes a CycloneDX bill with the models and data, and attests it.",
    cli: "cdxgen --type python --spec-version 1.6 --output bom.json .",
    terraform: "Nothing in Terraform: add the step to the workflow",
    console: [
      "Add anchore/sbom-action or CycloneDX to the workflow that ships",
      "Attest it with actions/attest-sbom",
    ],
  },
  references: [
    "https://cyclonedx.org/capabilities/mlbom/",
    "https://docs.github.com/en/actions/security-for-github-actions/using-artifact-attestations/using-artifact-attestations-to-establish-provenance-for-builds",
  ],

  evaluate: (repository, graph) => {
    if (repository.properties.archived || !shipsAi(graph, repository)) return notApplicable;
    const workflows = graph
      .follow(repository.key, "contains")
      .filter((part): part is Resource<"github.workflow"> => part.type === "github.workflow");
    if (workflows.length === 0) return notApplicable;
    const steps = workflows.flatMap(({ properties }) => properties.billOfMaterials);
    const names = workflows.map(({ name }) => name);
    return steps.length > 0 ? pass : missing("No workflow of it writes one", { workflows: names });
  },

  examples: {
    pass: [
      {
        name: "one of two workflows writes one",
        properties: { archived: false },
        facets: { aiSigns: ["depends on openai"] },
        neighbours: holding([], ["anchore/sbom-action@v0"]),
      },
    ],
    fail: [
      {
        name: "none does",
        properties: { archived: false },
        facets: { aiSigns: ["depends on openai"] },
        neighbours: holding([], []),
      },
    ],
    notApplicable: [
      {
        name: "it has no workflow",
        properties: { archived: false },
        facets: { aiSigns: ["depends on openai"] },
      },
      {
        name: "nothing to do with AI",
        properties: { archived: false },
        facets: { aiSigns: [] },
        neighbours: holding([]),
      },
    ],
  },
});
