import { aiRegionsOf } from "#lib/domain/ai-regions.ts";
import { defineCheck, fail, missing, notApplicable, pass } from "#lib/domain/check.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const account = "111122223333";
const management = "210987654321";
const accountKey = (id: string): string => `arn:aws:iam::${id}:root`;

/** Budgets and anomaly monitors of the payer that count what `spender` costs. */
const watching = (graph: ResourceGraph, payer: string, spender: string) =>
  [
    ...graph.inAccount("aws.budgets.budget", payer),
    ...graph.inAccount("aws.cost-explorer.anomaly-monitor", payer),
  ].filter(
    ({ facets, properties: { linkedAccounts } }) =>
      facets.coversAi && (linkedAccounts.length === 0 || linkedAccounts.includes(spender)),
  );

/** What the organization pays for may be watched by the account that pays: read only where that one was collected. */
function payersBudgets(key: string, payer: string, spender: string, graph: ResourceGraph) {
  if (graph.get(accountKey(payer))) return watching(graph, payer, spender);
  // Leads to a gap where the organization was not collected, or the account that pays was not.
  for (const organization of graph.follow(key, "member-of")) graph.follow(organization.key, "contains");
  return [];
}

const agent = sampleResource("agent", "agent", {}, { account, region: "eu-west-1" });
const budget = (
  owner: string,
  facets: { notifies: boolean; coversAi: boolean },
  linkedAccounts: string[] = [],
): Resource => ({
  key: `budget of ${owner}`,
  type: "aws.budgets.budget",
  name: "budget",
  account: owner,
  region: null,
  tags: {},
  properties: { limit: "1000 USD", period: "MONTHLY", linkedAccounts },
  facets,
});
const good = { notifies: true, coversAi: true };
const payer = sampleResource(
  "account",
  accountKey(management),
  {},
  { type: "aws.account", account: management },
);
const alone = { managementAccount: null };
const member = { managementAccount: management };

export default defineCheck({
  id: "aws/ai-budget",
  title: "A budget or an anomaly monitor watches what AI costs, and tells somebody",
  severity: "medium",
  layer: "api",
  function: "detect",
  appliesTo: "aws.account",
  follows: ["member-of", "contains"],
  followDepth: 2,
  risk: "A loop or a thief runs up a bill of thousands a day until the invoice comes.",
  remediation: {
    summary: "Create a cost anomaly monitor over services, with a subscription that somebody reads.",
    cli: 'aws ce create-anomaly-monitor --anomaly-monitor \'{"MonitorName":"services","MonitorType":"DIMENSIONAL","MonitorDimension":"SERVICE"}\'',
    terraform:
      'resource "aws_ce_anomaly_monitor" "services" { name = "services" monitor_type = "DIMENSIONAL" monitor_dimension = "SERVICE" }',
    console: [
      "Billing and Cost Management › Cost Anomaly Detection › Create monitor › AWS services",
      "Add an alert subscription",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/cost-management/latest/userguide/getting-started-ad.html",
    "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
  ],

  evaluate: ({ key, account: owner, properties: { managementAccount } }, graph) => {
    if (aiRegionsOf(graph, owner).length === 0) return notApplicable;
    const own = watching(graph, owner, owner);
    if (own.some(({ facets }) => facets.notifies)) return pass;
    const elsewhere =
      managementAccount !== null && managementAccount !== owner
        ? payersBudgets(key, managementAccount, owner, graph)
        : [];
    if (elsewhere.some(({ facets }) => facets.notifies)) return pass;
    const silent = [...own, ...elsewhere].map(({ name }) => name);
    return silent.length > 0
      ? fail(`${silent.join(", ")} would notify nobody`, { silent })
      : missing("Neither a budget nor an anomaly monitor counts what AI costs", { silent });
  },

  examples: {
    pass: [
      { name: "own budget", properties: alone, neighbours: { resources: [agent, budget(account, good)] } },
      {
        name: "a budget of the account that pays",
        properties: member,
        neighbours: { resources: [agent, payer, budget(management, good)] },
      },
      {
        name: "one that names this account",
        properties: member,
        neighbours: { resources: [agent, payer, budget(management, good, [account])] },
      },
    ],
    fail: [
      { name: "none", properties: alone, neighbours: { resources: [agent] } },
      {
        name: "of other services",
        properties: alone,
        neighbours: { resources: [agent, budget(account, { notifies: true, coversAi: false })] },
      },
      {
        name: "notifies nobody",
        properties: alone,
        neighbours: { resources: [agent, budget(account, { notifies: false, coversAi: true })] },
      },
      {
        name: "of the payer, for another account",
        properties: member,
        neighbours: { resources: [agent, payer, budget(management, good, ["333322221111"])] },
      },
    ],
    notApplicable: [{ name: "no AI in the account", properties: alone }],
    unknown: [
      {
        name: "the account that pays was not collected",
        properties: member,
        neighbours: {
          resources: [agent],
          relationships: [{ from: "example", kind: "member-of", to: "o-1" }],
        },
      },
    ],
  },
});
