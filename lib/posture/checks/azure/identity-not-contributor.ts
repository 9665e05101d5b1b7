import { aiActorKinds, aiActorsOf } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import type { Grant } from "#lib/domain/ability.ts";

/** A resource group or a whole subscription, with everything in it. */
const wholeScope = /^\/subscriptions\/[^/]+(?:\/resourcegroups\/[^/]+\/|)\*$/;
const isBroad = ({ effect, abilities, on }: Grant): boolean =>
  effect === "allow" &&
  wholeScope.test(on) &&
  (abilities.includes("manage") || abilities.includes("manage-access"));
const grant = (abilities: Grant["abilities"], on: string): Grant => ({
  effect: "allow",
  abilities,
  on,
  conditional: false,
  source: "Contributor",
});

export default defineCheck({
  id: "azure/identity-not-contributor",
  title: "Managed identity does not manage a whole resource group or subscription",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.managed-identity.identity",
  follows: [...aiActorKinds],
  followDepth: 2,
  risk: "Whoever takes over the application changes or reads everything beside it: models, keys, data and other applications.",
  remediation: {
    summary: "Replace the wide role by the few data roles the application uses, each on one resource.",
    cli: 'az role assignment delete --assignee <principal-id> --role Contributor --scope <scope>\naz role assignment create --assignee <principal-id> --role "Cognitive Services OpenAI User" --scope <account-id>',
    terraform: "azurerm_role_assignment with scope = the one resource it uses",
    console: [
      "Open the identity › Azure role assignments",
      "Remove Contributor or Owner",
      "Add a data role on each resource the application uses",
    ],
  },
  references: ["https://learn.microsoft.com/azure/role-based-access-control/best-practices"],

  evaluate: ({ key, derived, facets: { grants } }, graph) => {
    const level = derived?.privilege?.level;
    // As the identity of a workload it is reported for all that it may do.
    if ((level === "admin" || level === "broad") && aiActorsOf(graph, key).length > 0) return notApplicable;
    const broad = grants.filter(isBroad);
    const [first] = broad;
    return first ? fail(`It has ${first.source}`, { roles: broad.map(({ source }) => source) }) : pass;
  },

  examples: {
    pass: [
      { name: "no role at all", facets: { grants: [] } },
      {
        name: "manages one resource",
        facets: {
          grants: [
            grant(
              ["manage"],
              "/subscriptions/s/resourcegroups/rg/providers/microsoft.search/searchservices/x/*",
            ),
          ],
        },
      },
      {
        name: "reads the data of a group",
        facets: { grants: [grant(["read-data"], "/subscriptions/s/resourcegroups/rg/*")] },
      },
    ],
    fail: [
      {
        name: "a resource group",
        facets: { grants: [grant(["manage"], "/subscriptions/s/resourcegroups/rg/*")] },
      },
      {
        name: "a subscription",
        facets: { grants: [grant(["manage", "manage-access"], "/subscriptions/s*")] },
      },
    ],
    notApplicable: [
      {
        name: "of an agent, which is reported as the agent's power",
        facets: { grants: [grant(["manage"], "/subscriptions/s*")] },
        derived: { privilege: { level: "broad", reasons: [] } },
        neighbours: {
          resources: [sampleResource("agent", "agent")],
          relationships: [{ from: "agent", kind: "runs-as", to: "example" }],
        },
      },
    ],
  },
});
