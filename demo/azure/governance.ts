import { list, subscriptionId } from "./arm.ts";

const scope = `/subscriptions/${subscriptionId}`;
const productionGroup = "/providers/Microsoft.Management/managementGroups/acme-production";
const assignmentId = `${productionGroup}/providers/Microsoft.Authorization/policyAssignments/ai-private`;

/** What watches the subscription and what it may cost: a budget that tells somebody, a policy that is enforced. */
const answers: Readonly<Record<string, unknown>> = {
  "Microsoft.Consumption/Budgets_List": list({
    id: `${scope}/providers/Microsoft.Consumption/budgets/monthly`,
    name: "monthly",
    type: "Microsoft.Consumption/budgets",
    properties: {
      category: "Cost",
      amount: 42_000,
      timeGrain: "Monthly",
      notifications: {
        actual80: {
          enabled: true,
          operator: "GreaterThan",
          threshold: 80,
          contactEmails: ["platform@acme-insurance.example"],
          contactRoles: ["Owner"],
        },
      },
    },
  }),
  "Microsoft.Authorization/PolicyAssignments_List": list({
    id: assignmentId,
    name: "ai-private",
    type: "Microsoft.Authorization/policyAssignments",
    properties: {
      displayName: "AI services allow no shared keys",
      policyDefinitionId:
        "/providers/Microsoft.Authorization/policyDefinitions/71ef260a-8f18-47b7-abcb-62d0673d94dc",
      scope: productionGroup,
      notScopes: [],
      enforcementMode: "Default",
    },
  }),
  "Microsoft.Graph/SensitivityLabels_List": list(
    ...["Public", "Internal", "Confidential"].map((name, priority) => ({
      id: `00000000-0000-4000-8000-0000000ab00${priority}`,
      name,
      priority,
      isEnabled: true,
      hasProtection: name === "Confidential",
      applicableTo: "email,file,site",
    })),
  ),
};

export const governanceAnswer = (name: string): unknown => answers[name];

/** Rows of Azure's own tables beside that of resources, for the queries the connector asks of them. */
export function governanceRows(query: string): object[] | null {
  if (query.startsWith("PolicyResources"))
    return [{ assignment: assignmentId.toLowerCase(), state: "Compliant", resources: 3 }];
  return query.startsWith("SecurityResources") ? [] : null;
}
