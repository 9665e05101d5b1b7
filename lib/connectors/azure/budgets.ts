import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { armKey } from "./arm.ts";
import { listed } from "./detail.ts";
import { parseRows } from "./graph-query.ts";

const call = { service: "Microsoft.Consumption", operation: "Budgets_List" };

const texts = z.array(z.string()).nullish();
const Comparison = z.object({ name: z.string().nullish(), operator: z.string().nullish(), values: texts });
const Condition = z.object({ dimensions: Comparison.nullish(), tags: Comparison.nullish() });
const Budget = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    amount: z.number().nullish(),
    timeGrain: z.string().nullish(),
    filter: Condition.extend({ and: z.array(Condition).nullish() }).nullish(),
    notifications: z
      .record(
        z.string(),
        z.object({
          enabled: z.boolean().nullish(),
          threshold: z.number().nullish(),
          contactEmails: texts,
          contactRoles: texts,
          contactGroups: texts,
        }),
      )
      .nullish(),
  }),
});
type Budget = z.infer<typeof Budget>["properties"];

export const budgets: Collector = {
  id: "budgets",
  title: "Budgets",
  per: "account",
  produces: ["azure.consumption.budget"],
  permissions: ["Microsoft.Consumption/budgets/read"],
  collect: async function* (source) {
    yield normalizeBudgets(await listed(source, call, {}), source.scope.account);
  },
};

export function normalizeBudgets(records: readonly unknown[], account: string): Batch {
  const { rows, unparsed } = parseRows(records, Budget, `${call.service}:${call.operation}`);
  return {
    resources: rows.map(({ id, name, properties }) => ({
      key: armKey(id),
      type: "azure.consumption.budget",
      name,
      account,
      region: null,
      tags: {},
      properties: {
        amount: properties.amount ?? null,
        timeGrain: properties.timeGrain ?? null,
        filtered: Boolean(properties.filter),
        thresholds: Object.values(properties.notifications ?? {}).flatMap(({ threshold }) => threshold ?? []),
      },
      facets: { notifies: tellsSomebody(properties), coversAi: coversAi(properties) },
    })),
    relationships: [],
    unparsed,
  };
}

const tellsSomebody = ({ notifications }: Budget): boolean =>
  Object.values(notifications ?? {}).some(
    ({ enabled, contactEmails, contactRoles, contactGroups }) =>
      enabled === true &&
      [contactEmails, contactRoles, contactGroups].some((whom) => (whom ?? []).length > 0),
  );

const aiValue = /cognitive|openai|machinelearning|search|foundry|azure ai|databricks/i;
/** What a filter may be about without leaving AI out: the whole of a service, a kind of resource, a meter. */
const kindDimensions = /^(ServiceName|ResourceType|ConsumedService|MeterCategory|ProductName)$/i;

/** A budget over everything covers AI; one that is narrowed to some kinds covers it if AI is among them. */
function coversAi({ filter }: Budget): boolean {
  if (!filter) return true;
  const conditions = [filter, ...(filter.and ?? [])].flatMap(({ dimensions }) => dimensions ?? []);
  const kinds = conditions.filter(({ name }) => kindDimensions.test(name ?? ""));
  // Narrowed to a group, a resource or a tag, it may hold any part of what AI costs, or none.
  if (kinds.length === 0) return false;
  return kinds.every(({ values }) => (values ?? []).some((value) => aiValue.test(value)));
}
