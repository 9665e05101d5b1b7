import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { listed, type Detail } from "./detail.ts";
import { parseRows, queryDetail } from "./graph-query.ts";
import { assignmentKey } from "./role-assignments.ts";
import { withUnknown } from "../normalized.ts";

const call = { service: "Microsoft.Authorization", operation: "PolicyAssignments_List" };

const Assignment = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    displayName: z.string().nullish(),
    policyDefinitionId: z.string(),
    scope: z.string().nullish(),
    notScopes: z.array(z.string()).nullish(),
    enforcementMode: z.string().nullish(),
  }),
});

const aiTypes = [
  "microsoft.cognitiveservices/accounts",
  "microsoft.cognitiveservices/accounts/deployments",
  "microsoft.machinelearningservices/workspaces",
  "microsoft.search/searchservices",
  "microsoft.databricks/workspaces",
];
/** Of each assignment, how many AI resources it was evaluated on, by outcome. */
const statesQuery = [
  "PolicyResources | where type =~ 'microsoft.policyinsights/policystates'",
  `where tolower(tostring(properties.resourceType)) in (${aiTypes.map((type) => `'${type}'`).join(", ")})`,
  "summarize resources = count() by assignment = tolower(tostring(properties.policyAssignmentId)), state = tostring(properties.complianceState)",
  "order by assignment asc, state asc",
].join(" | ");
const State = z.object({ assignment: z.string(), state: z.string(), resources: z.number() });
type States = Detail<z.infer<typeof State>[]>;

export const policyAssignments: Collector = {
  id: "policy-assignments",
  title: "Policy assignments and how AI resources comply",
  per: "account",
  produces: ["azure.authorization.policy-assignment"],
  permissions: [
    "Microsoft.Authorization/policyAssignments/read",
    "Microsoft.PolicyInsights/policyStates/queryResults/read",
  ],
  collect: async function* (source) {
    const records = await listed(source, call, {});
    yield normalizePolicies(records, source.scope.account, await queryDetail(source, statesQuery, State));
  },
};

export function normalizePolicies(records: readonly unknown[], account: string, states: States): Batch {
  const { rows, unparsed } = parseRows(records, Assignment, `${call.service}:${call.operation}`);
  const byAssignment = Map.groupBy(states.value ?? [], ({ assignment }) => assignment);
  return {
    resources: rows.map(({ id, name, properties }) => {
      const told = byAssignment.get(id.toLowerCase()) ?? [];
      const countOf = (state: string) =>
        told.filter((each) => each.state === state).reduce((sum, { resources }) => sum + resources, 0);
      return withUnknown(
        {
          key: assignmentKey(id, account),
          type: "azure.authorization.policy-assignment",
          name: properties.displayName ?? name,
          account,
          region: null,
          tags: {},
          properties: {
            definitionId: properties.policyDefinitionId.toLowerCase(),
            scope: (properties.scope ?? `/subscriptions/${account}`).toLowerCase(),
            excludedScopes: (properties.notScopes ?? []).map((scope) => scope.toLowerCase()),
            enforcementMode: properties.enforcementMode ?? "Default",
            compliantAiResources: countOf("Compliant"),
            nonCompliantAiResources: countOf("NonCompliant"),
          },
          facets: {
            enforced: (properties.enforcementMode ?? "Default") === "Default",
            coversAi: told.length > 0,
          },
        },
        {
          "facets.coversAi": states.unknown,
          "properties.compliantAiResources": states.unknown,
          "properties.nonCompliantAiResources": states.unknown,
        },
      );
    }),
    relationships: [],
    unparsed,
  };
}
