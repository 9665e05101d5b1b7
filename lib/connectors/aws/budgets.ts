import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { letsAiThrough, linkedAccounts, RawCostFilter } from "./cost-filter.ts";
import { allItems, detailItems, type Unknowns } from "./pages.ts";

/** One of `DescribeBudgets`. */
const RawBudget = z.object({
  BudgetName: z.string(),
  BudgetType: z.string(),
  TimeUnit: z.string().default("MONTHLY"),
  BudgetLimit: z.object({ Amount: z.string(), Unit: z.string() }).optional(),
  CostFilters: z.record(z.string(), z.array(z.string())).default({}),
  FilterExpression: RawCostFilter.optional(),
});
const RawNotifications = z.object({
  BudgetName: z.string(),
  Notifications: z.array(z.unknown()).default([]),
});

export const budgets: Collector = {
  id: "budgets",
  title: "Budgets",
  per: "account",
  produces: ["aws.budgets.budget"],
  permissions: ["budgets:ViewBudget"],
  collect: async function* (source) {
    const AccountId = source.scope.account;
    const found = await allItems(source, "budgets", "DescribeBudgets", "Budgets", {
      AccountId,
      ShowFilterExpression: true,
    });
    if (found.length === 0) return;
    const unknowns: Unknowns = {};
    const notifications = await detailItems(
      source,
      {
        service: "budgets",
        operation: "DescribeBudgetNotificationsForAccount",
        list: "BudgetNotificationsForAccount",
        input: { AccountId },
      },
      unknowns,
      ["facets.notifies"],
    );
    const notifying = new Set(
      notifications
        .flatMap((raw) => RawNotifications.safeParse(raw).data ?? [])
        .filter(({ Notifications }) => Notifications.length > 0)
        .map(({ BudgetName }) => BudgetName),
    );
    yield batchOf("budgets:DescribeBudgets", found, (raw) =>
      normalizeBudget(raw, notifying, unknowns, source.scope),
    );
  },
};

function normalizeBudget(
  raw: unknown,
  notifying: ReadonlySet<string>,
  unknowns: Unknowns,
  scope: Scope,
): Batch {
  const budget = RawBudget.parse(raw);
  // A budget says its filter in the older words or in the newer.
  const filter = budget.FilterExpression ?? { And: olderFilters(budget.CostFilters) };
  const isOfCost = budget.BudgetType === "COST" || budget.BudgetType === "USAGE";
  const resource = {
    // The answer tells no ARN, and nothing in it says of which partition one would be.
    key: `budgets:${scope.account}:budget/${budget.BudgetName}`,
    type: "aws.budgets.budget" as const,
    name: budget.BudgetName,
    ...scope,
    tags: {},
    properties: {
      limit: budget.BudgetLimit ? `${budget.BudgetLimit.Amount} ${budget.BudgetLimit.Unit}` : null,
      period: budget.TimeUnit,
      linkedAccounts: linkedAccounts(filter),
    },
    facets: {
      // A notification cannot be made without somebody who gets it.
      notifies: notifying.has(budget.BudgetName),
      coversAi: isOfCost && letsAiThrough(filter),
    },
  };
  return { resources: [withUnknowns(resource, unknowns)], relationships: [] };
}

const keyOf: Readonly<Record<string, string>> = { Service: "SERVICE", LinkedAccount: "LINKED_ACCOUNT" };

const olderFilters = (filters: Readonly<Record<string, string[]>>) =>
  Object.entries(filters).map(([name, Values]) =>
    /^(TagKeyValue|CostCategory)$/.test(name)
      ? { Tags: { Values } }
      : { Dimensions: { Key: keyOf[name] ?? name, Values } },
  );
