import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

const permission = (given: { actions?: string[]; dataActions?: string[]; notActions?: string[] }) => ({
  actions: given.actions ?? [],
  notActions: given.notActions ?? [],
  dataActions: given.dataActions ?? [],
  notDataActions: [],
  condition: null,
});
/** Everything, or everything of one kind that changes things, whatever the provider. */
const isWide = (action: string): boolean => /^\*(\/\*)*(\/(write|delete|action))?$/i.test(action);

export default defineCheck({
  id: "azure/custom-role-narrow",
  title: "Custom role names the services it is for",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.authorization.role-definition",
  risk: "A role made for one task allows every service, those that are added next year included.",
  remediation: {
    summary: "List the actions the task needs, service by service, or use a built-in role.",
    cli: "az role definition update --role-definition @role.json",
    terraform:
      'azurerm_role_definition with permissions { actions = ["Microsoft.Search/searchServices/read"] }',
    console: [
      "Open the subscription › Access control (IAM) › Roles",
      "Open the custom role › Edit › JSON",
      "Replace * by the actions it needs",
    ],
  },
  references: ["https://learn.microsoft.com/azure/role-based-access-control/custom-roles"],

  evaluate: ({ properties: { custom, permissions } }) => {
    if (!custom) return notApplicable;
    const wide = permissions.flatMap(({ actions, dataActions }) =>
      [...actions, ...dataActions].filter(isWide),
    );
    return wide.length > 0 ? fail(`It allows ${wide.join(", ")}`, { actions: wide }) : pass;
  },

  examples: {
    pass: [
      {
        name: "reads everything",
        properties: { custom: true, permissions: [permission({ actions: ["*/read"] })] },
      },
      {
        name: "everything of one service",
        properties: { custom: true, permissions: [permission({ actions: ["Microsoft.Search/*"] })] },
      },
      { name: "nothing at all", properties: { custom: true, permissions: [] } },
    ],
    fail: [
      { name: "everything", properties: { custom: true, permissions: [permission({ actions: ["*"] })] } },
      {
        name: "everything but some",
        properties: {
          custom: true,
          permissions: [permission({ actions: ["*"], notActions: ["Microsoft.Authorization/*/write"] })],
        },
      },
      {
        name: "all data, in the second of two permissions",
        properties: {
          custom: true,
          permissions: [
            permission({ actions: ["Microsoft.Search/*/read"] }),
            permission({ dataActions: ["*"] }),
          ],
        },
      },
    ],
    notApplicable: [
      {
        name: "one of Azure's own",
        properties: { custom: false, permissions: [permission({ actions: ["*"] })] },
      },
    ],
  },
});
