import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { filtersAi, signalOf, signalsOfExpression, type AiSignal } from "./ai-metrics.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { detailItems, itemsOf, pages, smallNextToken, type Unknowns } from "./pages.ts";

const Dimensions = z.array(z.object({ Value: z.string() })).default([]);
/** One of `DescribeAlarms`. */
const RawAlarm = z.object({
  AlarmArn: z.string(),
  AlarmName: z.string(),
  ActionsEnabled: z.boolean().default(true),
  AlarmActions: z.array(z.string()).default([]),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions,
  Metrics: z
    .array(
      z.object({
        Expression: z.string().optional(),
        MetricStat: z
          .object({ Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions }) })
          .optional(),
      }),
    )
    .default([]),
});
const RawComposite = z.object({
  AlarmArn: z.string(),
  ActionsEnabled: z.boolean().default(true),
  AlarmActions: z.array(z.string()).default([]),
  AlarmRule: z.string(),
});
/** One of `DescribeMetricFilters`. */
const RawFilter = z.object({
  logGroupName: z.string().default(""),
  filterPattern: z.string().default(""),
  metricTransformations: z
    .array(z.object({ metricNamespace: z.string(), metricName: z.string() }))
    .default([]),
});

export const cloudwatchAlarms: Collector = {
  id: "cloudwatch-alarms",
  title: "CloudWatch alarms and metric filters",
  per: "region",
  produces: ["aws.cloudwatch.alarm"],
  permissions: ["cloudwatch:DescribeAlarms", "logs:DescribeMetricFilters"],
  collect: async function* (source) {
    const composites: unknown[] = [];
    const alarms: unknown[] = [];
    const input = { AlarmTypes: ["MetricAlarm", "CompositeAlarm"] };
    for await (const page of pages(source, "cloudwatch", "DescribeAlarms", input)) {
      alarms.push(...itemsOf(page, "MetricAlarms"));
      composites.push(...itemsOf(page, "CompositeAlarms"));
    }
    if (alarms.length === 0) return;
    const notifying = composites
      .flatMap((raw) => RawComposite.safeParse(raw).data ?? [])
      .filter(({ ActionsEnabled, AlarmActions }) => ActionsEnabled && AlarmActions.length > 0)
      .map(({ AlarmRule }) => AlarmRule);
    const filters = await aiFilters(source);
    yield batchOf("cloudwatch:DescribeAlarms", alarms, (raw) =>
      normalizeAlarm(raw, notifying, filters, source.scope),
    );
  },
};

type Filters = { metrics: ReadonlySet<string>; unknowns: Unknowns };
const metricId = (namespace: string, name: string): string => `${namespace}\n${name}`;

/** Metrics that are made of log lines about models. */
async function aiFilters(source: Source): Promise<Filters> {
  const unknowns: Unknowns = {};
  const call = { service: "logs", operation: "DescribeMetricFilters", list: "metricFilters" };
  const filters = await detailItems(source, { ...call, input: {}, tokens: smallNextToken }, unknowns, [
    "properties.signals",
    "facets.watchesAi",
  ]);
  const metrics = filters
    .flatMap((raw) => RawFilter.safeParse(raw).data ?? [])
    .filter(({ logGroupName, filterPattern }) => filtersAi(logGroupName, filterPattern))
    .flatMap(({ metricTransformations }) =>
      metricTransformations.map((made) => metricId(made.metricNamespace, made.metricName)),
    );
  return { metrics: new Set(metrics), unknowns };
}

type Metric = { namespace: string; name: string; dimensions: readonly string[] };

function normalizeAlarm(
  raw: unknown,
  compositeRules: readonly string[],
  filters: Filters,
  scope: Scope,
): Batch {
  const alarm = RawAlarm.parse(raw);
  const metrics = metricsOf(alarm);
  const signals = signalsOf(alarm, metrics, filters);
  // An alarm of its own namespace is told by the filters alone: without them nothing is known of it.
  const unknowns = signals.length > 0 ? {} : filters.unknowns;
  const throughComposite = compositeRules.some(
    (rule) =>
      rule.includes(alarm.AlarmArn) ||
      rule.includes(`"${alarm.AlarmName}"`) ||
      rule.includes(`(${alarm.AlarmName})`),
  );
  const resource = {
    key: alarm.AlarmArn,
    type: "aws.cloudwatch.alarm" as const,
    name: alarm.AlarmName,
    ...scope,
    tags: {},
    properties: { metrics: metrics.map(({ namespace, name }) => `${namespace} ${name}`), signals },
    facets: {
      notifies: (alarm.ActionsEnabled && alarm.AlarmActions.length > 0) || throughComposite,
      watchesAi: signals.length > 0,
    },
  };
  return { resources: [withUnknowns(resource, unknowns)], relationships: [] };
}

function metricsOf({ Namespace, MetricName, Dimensions: own, Metrics }: z.infer<typeof RawAlarm>): Metric[] {
  const values = (dimensions: readonly { Value: string }[]) => dimensions.map(({ Value }) => Value);
  const single =
    Namespace && MetricName ? [{ namespace: Namespace, name: MetricName, dimensions: values(own) }] : [];
  return [
    ...single,
    ...Metrics.flatMap(({ MetricStat }) =>
      MetricStat
        ? [
            {
              namespace: MetricStat.Metric.Namespace,
              name: MetricStat.Metric.MetricName,
              dimensions: values(MetricStat.Metric.Dimensions),
            },
          ]
        : [],
    ),
  ];
}

function signalsOf(
  { Metrics }: z.infer<typeof RawAlarm>,
  metrics: readonly Metric[],
  filters: Filters,
): AiSignal[] {
  const direct = metrics.flatMap(
    ({ namespace, name, dimensions }) => signalOf(namespace, name, dimensions) ?? [],
  );
  const made = metrics.some(({ namespace, name }) => filters.metrics.has(metricId(namespace, name)));
  const expressions = Metrics.flatMap(({ Expression }) =>
    Expression ? signalsOfExpression(Expression) : [],
  );
  return [...new Set([...direct, ...expressions, ...(made ? (["log"] as const) : [])])].toSorted();
}
