import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { letsAiThrough, linkedAccounts, RawCostFilter } from "./cost-filter.ts";
import { allItems, detailItems, type TokenNames, type Unknowns } from "./pages.ts";

const nextPage: TokenNames = { request: "NextPageToken", response: "NextPageToken" };

/** One of `GetAnomalyMonitors`. */
const RawMonitor = z.object({
  MonitorArn: z.string(),
  MonitorName: z.string(),
  MonitorType: z.string(),
  MonitorDimension: z.string().optional(),
  MonitorSpecification: RawCostFilter.optional(),
});
/** One of `GetAnomalySubscriptions`. */
const RawSubscription = z.object({
  MonitorArnList: z.array(z.string()).default([]),
  Subscribers: z.array(z.object({ Status: z.string().default("CONFIRMED") })).default([]),
});

export const costAnomalies: Collector = {
  id: "cost-anomalies",
  title: "Cost anomaly monitors",
  per: "account",
  produces: ["aws.cost-explorer.anomaly-monitor"],
  permissions: ["ce:GetAnomalyMonitors", "ce:GetAnomalySubscriptions"],
  collect: async function* (source) {
    const monitors = await allItems(source, "ce", "GetAnomalyMonitors", "AnomalyMonitors", {}, nextPage);
    if (monitors.length === 0) return;
    const unknowns: Unknowns = {};
    const call = { service: "ce", operation: "GetAnomalySubscriptions", list: "AnomalySubscriptions" };
    const subscriptions = await detailItems(source, { ...call, input: {}, tokens: nextPage }, unknowns, [
      "facets.notifies",
    ]);
    const told = new Set(
      subscriptions
        .flatMap((raw) => RawSubscription.safeParse(raw).data ?? [])
        .filter(({ Subscribers }) => Subscribers.some(({ Status }) => Status === "CONFIRMED"))
        .flatMap(({ MonitorArnList }) => MonitorArnList),
    );
    yield batchOf("ce:GetAnomalyMonitors", monitors, (raw) =>
      normalizeMonitor(raw, told, unknowns, source.scope),
    );
  },
};

function normalizeMonitor(raw: unknown, told: ReadonlySet<string>, unknowns: Unknowns, scope: Scope): Batch {
  const monitor = RawMonitor.parse(raw);
  const filter = monitor.MonitorSpecification ?? {};
  const resource = {
    key: monitor.MonitorArn,
    type: "aws.cost-explorer.anomaly-monitor" as const,
    name: monitor.MonitorName,
    ...scope,
    tags: {},
    properties: {
      /** What it looks at one by one: services, accounts, tags. */
      dimension: monitor.MonitorDimension ?? null,
      linkedAccounts: linkedAccounts(filter),
    },
    facets: { notifies: told.has(monitor.MonitorArn), coversAi: letsAiThrough(filter) },
  };
  return { resources: [withUnknowns(resource, unknowns)], relationships: [] };
}
