import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

/** How the connector writes that somebody may use a model only because its role may read the account's keys. */
const byKey = /by listing the account's keys/;

const person = sampleResource("identity", "developers");
const lister = (reason: string) => ({
  resources: [person],
  relationships: [{ from: "developers", kind: "can-invoke" as const, to: "example", reason }],
});

export default defineCheck({
  id: "azure/ai-account-key-listers",
  title: "Nobody can read the keys of an AI services account that takes keys",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.cognitive-services.account",
  follows: ["can-invoke"],
  followDepth: 1,
  risk: "Whoever reads a key can use the models from anywhere, under no name, and still after losing the role.",
  remediation: {
    summary: "Switch keys off, or replace roles that list keys by roles that only use the models.",
    cli: 'az role assignment delete --assignee <principal-id> --role "Cognitive Services Contributor" --scope <account-id>\naz role assignment create --assignee <principal-id> --role "Cognitive Services OpenAI User" --scope <account-id>',
    terraform: 'azurerm_role_assignment with role_definition_name = "Cognitive Services OpenAI User"',
    console: [
      "Open the account › Access control (IAM) › Role assignments",
      "Replace Contributor and Cognitive Services Contributor by Cognitive Services OpenAI User",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/openai/how-to/role-based-access-control"],

  evaluate: ({ key, facets: { keyAuthentication } }, graph) => {
    if (!keyAuthentication) return pass;
    // Asked for its gaps: edges alone would not say that somebody's grants were not collected.
    graph.followBack(key, "can-invoke");
    const listers = graph.edgesInto(key, "can-invoke").filter(({ reason }) => byKey.test(reason ?? ""));
    const [first] = listers;
    return first
      ? fail(`${listers.length} may read its keys, among them ${first.resource.name}`, {
          listers: listers.map(({ resource }) => resource.name),
          role: first.reason ?? null,
        })
      : pass;
  },

  examples: {
    pass: [
      { name: "keys are off", facets: { keyAuthentication: false } },
      { name: "nobody lists them", facets: { keyAuthentication: true } },
      {
        name: "used by identity",
        facets: { keyAuthentication: true },
        neighbours: lister("Cognitive Services OpenAI User on /x"),
      },
    ],
    fail: [
      {
        name: "a role that lists keys",
        facets: { keyAuthentication: true },
        neighbours: lister("Contributor on /x, by listing the account's keys"),
      },
    ],
  },
});
