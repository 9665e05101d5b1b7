import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { readAncestry } from "./ancestry.ts";
import { type Detail } from "./detail.ts";
import { readHome } from "./home.ts";
import { projectKey } from "./names.ts";
import { listItems } from "./paging.ts";
import { readServices, servicesPermission, usesAi } from "./uses-ai.ts";
import { withUnknown } from "../normalized.ts";

const names = z.array(z.string()).default([]);
const BillingInfo = z.object({
  billingAccountName: z.string().default(""),
  billingEnabled: z.boolean().default(false),
});
const Budget = z.object({
  displayName: z.string().optional(),
  name: z.string(),
  budgetFilter: z
    .object({ projects: names, resourceAncestors: names, services: names, subaccounts: names })
    .prefault({}),
  thresholdRules: z.array(z.unknown()).default([]),
  notificationsRule: z
    .object({
      disableDefaultIamRecipients: z.boolean().default(false),
      enableProjectLevelRecipients: z.boolean().default(false),
      monitoringNotificationChannels: names,
      pubsubTopic: z.string().optional(),
    })
    .prefault({}),
});
type Budget = z.infer<typeof Budget>;

/** Vertex AI and the Gemini API, as the price list numbers them. */
const aiServices = new Set(["services/C7E2-9256-1C43", "services/AEFD-7695-64FA"]);

/** Whether what the project spends is watched: a budget belongs to a billing account, and covers what its filter says. */
export const projectBudgets: Collector = {
  id: "project-budgets",
  title: "Budgets of the project",
  per: "account",
  produces: ["gcp.billing.project-budgets"],
  permissions: [
    "resourcemanager.projects.get",
    "billing.resourceAssociations.list",
    "billing.budgets.list",
    servicesPermission,
  ],
  collect: async function* (source) {
    const info = BillingInfo.parse(await source.call("cloudbilling", "projects.getBillingInfo"));
    if (!info.billingEnabled) return;
    const budgets: unknown[] = [];
    const input = { parent: info.billingAccountName };
    for await (const page of listItems(
      source,
      "billingbudgets",
      "billingAccounts.budgets.list",
      "budgets",
      input,
    ))
      budgets.push(...page);
    const { projectIds, projectNumbers } = await readHome(source);
    const number = projectNumbers[projectIds.indexOf(source.scope.account)] ?? "";
    yield normalizeBudgets(
      info.billingAccountName,
      budgets,
      [`projects/${number}`, ...(await readAncestry(source))],
      await readServices(source),
      source.scope,
    );
  },
};

/** `lineage` is the project by number and what stands above it: a budget may be for any of them. */
export function normalizeBudgets(
  billingAccount: string,
  raws: readonly unknown[],
  lineage: readonly string[],
  services: Detail<string[]>,
  { account }: Scope,
): Batch {
  const covering = z
    .array(Budget)
    .parse(raws)
    .filter((budget) => covers(budget, lineage));
  const resource: Resource<"gcp.billing.project-budgets"> = {
    key: `${projectKey(account)}/budgets`,
    type: "gcp.billing.project-budgets",
    name: `Budgets of ${account}`,
    account,
    region: null,
    tags: {},
    properties: {
      billingAccount,
      budgets: covering.map(({ displayName, name }) => displayName || name),
      usesAi: usesAi(services.value),
    },
    facets: { notifies: covering.some(notifies), coversAi: covering.length > 0 },
  };
  return { resources: [withUnknown(resource, { "properties.usesAi": services.unknown })], relationships: [] };
}

function covers({ budgetFilter }: Budget, lineage: readonly string[]): boolean {
  const { projects, resourceAncestors, services, subaccounts } = budgetFilter;
  if (subaccounts.length > 0) return false;
  if (services.length > 0 && !services.some((service) => aiServices.has(service))) return false;
  const scopes = [...projects, ...resourceAncestors];
  return scopes.length === 0 || scopes.some((scope) => lineage.includes(scope));
}

/** Without a threshold nothing is ever reached, and without anybody to tell nobody hears of it. */
const notifies = ({ thresholdRules, notificationsRule: rule }: Budget): boolean =>
  thresholdRules.length > 0 &&
  (!rule.disableDefaultIamRecipients ||
    rule.enableProjectLevelRecipients ||
    rule.monitoringNotificationChannels.length > 0 ||
    Boolean(rule.pubsubTopic));
