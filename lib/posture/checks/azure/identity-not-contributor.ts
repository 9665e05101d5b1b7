import { defineCheck, fail, pass } from "#lib/domain/check.ts";
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

  evaluate: ({ facets: { grants } }) => {
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
  },
});
