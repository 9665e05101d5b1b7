import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import type { Resource } from "#lib/domain/resource.ts";

const account = "111122223333";
const models = sampleResource("ai-service", "openai", {}, { account });
const assignment = (at: number, roleName = "Owner", scope = `/subscriptions/${account}`) =>
  ({
    key: `assignment-${at}`,
    type: "azure.authorization.role-assignment",
    name: "assignment",
    account,
    region: null,
    tags: {},
    properties: {
      roleName,
      roleDefinitionKey: "owner",
      customRole: false,
      scope,
      principalId: `p${at}`,
      principalType: "User",
      conditional: false,
      condition: null,
      conditionVersion: null,
    },
    facets: {},
  }) satisfies Resource;

/** Of the subscription, and of whatever is above it. */
const isAbove = (scope: string, subscription: string): boolean =>
  scope === "/" || scope.startsWith("/providers/microsoft.management/") || scope === subscription;

export default defineCheck({
  id: "azure/subscription-owners-few",
  title: "Few own a subscription that holds AI services",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.resources.subscription",
  risk: "Each owner can read every key, open every network and give anybody else the same rights; one phished account is enough.",
  remediation: {
    summary:
      "Leave two or three owners, in a group that must ask for the role for a time; give the others what they use.",
    cli: "az role assignment delete --assignee <principal-id> --role Owner --scope /subscriptions/<subscription-id>",
    terraform: "azurerm_pim_eligible_role_assignment instead of azurerm_role_assignment for Owner",
    console: [
      "Open the subscription › Access control (IAM) › Role assignments",
      "Filter by Owner",
      "Remove assignments until three are left",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/role-based-access-control/best-practices#limit-the-number-of-subscription-owners",
  ],

  parameters: {
    ownersMax: numberParameter({
      title: "Owners that a subscription may have",
      help: "Microsoft recommends three at most.",
      unit: "owners",
      default: 3,
      min: 1,
      max: 50,
    }),
  },

  evaluate: ({ key, account: subscription }, graph, { ownersMax }) => {
    const isHere = (resource: { account: string }) => resource.account === subscription;
    if (!graph.ofClass("ai-service").some(isHere)) return notApplicable;
    const owners = new Set(
      graph
        .inAccount("azure.authorization.role-assignment", subscription)
        .filter(({ properties }) => properties.roleName === "Owner" && isAbove(properties.scope, key))
        .map(({ properties }) => properties.principalId),
    );
    return owners.size > ownersMax
      ? fail(`${owners.size} principals own it`, { ownerCount: owners.size, ownersMax })
      : pass;
  },

  examples: {
    pass: [
      { name: "nobody owns it directly", neighbours: { resources: [models] } },
      {
        name: "many, of one resource group each",
        neighbours: {
          resources: [
            models,
            ...[1, 2, 3, 4].map((at) =>
              assignment(at, "Owner", `/subscriptions/${account}/resourcegroups/rg`),
            ),
          ],
        },
      },
      {
        name: "many readers",
        neighbours: { resources: [models, ...[1, 2, 3, 4].map((at) => assignment(at, "Reader"))] },
      },
    ],
    fail: [
      {
        name: "four, one of them from a management group",
        neighbours: {
          resources: [
            models,
            ...[1, 2, 3].map((at) => assignment(at, "Owner", "example")),
            assignment(4, "Owner", "/providers/microsoft.management/managementgroups/root"),
          ],
        },
      },
      {
        name: "two, where one is allowed",
        parameters: { ownersMax: 1 },
        neighbours: { resources: [models, ...[1, 2].map((at) => assignment(at, "Owner", "example"))] },
      },
    ],
    notApplicable: [
      {
        name: "no AI service in it",
        neighbours: { resources: [1, 2, 3, 4].map((at) => assignment(at, "Owner", "example")) },
      },
    ],
  },
});
