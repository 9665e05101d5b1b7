import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
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
  id: "azure/principal-no-standing-management",
  title: "No single person or application manages a whole group or subscription for ever",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.entra.principal",
  risk: "One phished account or leaked client secret changes every model, key and dataset in the scope.",
  remediation: {
    summary: "Give such roles to groups, eligible for a time, and remove the direct assignment.",
    cli: "az role assignment delete --assignee <principal-id> --role <role> --scope <scope>",
    terraform: "azurerm_pim_eligible_role_assignment instead of azurerm_role_assignment",
    console: [
      "Open the scope › Access control (IAM) › Role assignments",
      "Remove the direct assignment",
      "Make a group eligible in Privileged Identity Management",
    ],
  },
  references: ["https://learn.microsoft.com/azure/role-based-access-control/best-practices"],

  evaluate: ({ facets: { kind, grants } }) => {
    if (kind === "group") return notApplicable;
    const first = grants.find(isBroad);
    return first ? fail(`It has ${first.source}`, { role: first.source, kind }) : pass;
  },

  examples: {
    pass: [
      { name: "a data role", facets: { kind: "user", grants: [grant(["read-data"], "/subscriptions/s/*")] } },
    ],
    fail: [
      {
        name: "a person who owns a subscription",
        facets: { kind: "user", grants: [grant(["manage", "manage-access"], "/subscriptions/s*")] },
      },
      {
        name: "an application that manages a group",
        facets: {
          kind: "service-account",
          grants: [grant(["manage"], "/subscriptions/s/resourcegroups/rg/*")],
        },
      },
    ],
    notApplicable: [{ name: "a group", facets: { kind: "group", grants: [] } }],
  },
});
