import { describe, expect, test } from "vitest";

import { collectRecorded, undeclared, unknownsOf, type Answers } from "#tests/support/recorded-aws.ts";
import { filtersAi, signalOf, signalsOfExpression } from "./ai-metrics.ts";
import { bedrockQuotas } from "./bedrock-quotas.ts";
import { budgets } from "./budgets.ts";
import { cloudwatchAlarms } from "./cloudwatch-alarms.ts";
import { costAnomalies } from "./cost-anomalies.ts";
import { letsAiThrough, linkedAccounts, RawCostFilter } from "./cost-filter.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;

describe("a metric", () => {
  test.each([
    ["AWS/Bedrock", "InputTokenCount", "tokens"],
    ["AWS/Bedrock", "InvocationThrottles", "throttles"],
    ["AWS/Bedrock", "InvocationClientErrors", "errors"],
    ["AWS/Bedrock", "InvocationLatency", "latency"],
    ["AWS/Bedrock", "EstimatedTPMQuotaUsage", "quota"],
    ["AWS/Bedrock/Guardrails", "InvocationsIntervened", "guardrail"],
    ["AWS/SageMaker", "Invocation5XXErrors", "errors"],
    ["AWS/SageMaker", "Invocations", "invocations"],
    ["AWS/Lambda", "Errors", null],
    ["AWS/Usage", "CallCount", null],
  ])("%s %s tells of %s", (namespace, name, signal) => {
    expect(signalOf(namespace, name)).toBe(signal);
  });

  test("of usage counts where it is of an AI service", () => {
    expect(signalOf("AWS/Usage", "CallCount", ["API", "Bedrock"])).toBe("quota");
  });

  test("named in an expression counts", () => {
    expect(signalsOfExpression('SELECT SUM(OutputTokenCount) FROM SCHEMA("AWS/Bedrock", ModelId)')).toContain(
      "tokens",
    );
    expect(signalsOfExpression("ANOMALY_DETECTION_BAND(m1, 2)")).toEqual([]);
    expect(signalsOfExpression('SELECT AVG(CPUUtilization) FROM "AWS/EC2"')).toEqual([]);
  });

  test("made of log lines counts where the lines are about models", () => {
    expect(filtersAi("/aws/cloudtrail", '{ $.eventName = "InvokeModel" }')).toBe(true);
    expect(filtersAi("/aws/bedrock/invocations", "")).toBe(true);
    expect(filtersAi("/aws/lambda/billing", "ERROR")).toBe(false);
  });
});

describe("an alarm", () => {
  const key = arn("cloudwatch", "alarm:tokens");
  const alarm = {
    AlarmArn: key,
    AlarmName: "tokens",
    ActionsEnabled: true,
    AlarmActions: [arn("sns", "ops")],
    Namespace: "AWS/Bedrock",
    MetricName: "InputTokenCount",
  };
  const answers = (more: object, composites: object[] = [], filters: object[] = []): Answers => ({
    "cloudwatch:DescribeAlarms": { MetricAlarms: [{ ...alarm, ...more }], CompositeAlarms: composites },
    "logs:DescribeMetricFilters": { metricFilters: filters },
  });
  const seen = async (...given: Parameters<typeof answers>) =>
    (await collectRecorded(cloudwatchAlarms, answers(...given))).get(key);

  test("on tokens is told with what it tells", async () => {
    const recorded = await collectRecorded(cloudwatchAlarms, answers({}));
    expect(recorded.get(key)).toMatchObject({
      properties: { metrics: ["AWS/Bedrock InputTokenCount"], signals: ["tokens"] },
      facets: { notifies: true, watchesAi: true },
    });
    expect(undeclared(cloudwatchAlarms, recorded)).toEqual([]);
  });

  test("whose actions are off, or that has none, notifies nobody", async () => {
    expect((await seen({ ActionsEnabled: false }))?.facets).toMatchObject({ notifies: false });
    expect((await seen({ AlarmActions: [] }))?.facets).toMatchObject({ notifies: false });
  });

  test("notifies through an alarm made of it", async () => {
    const composite = {
      AlarmArn: arn("cloudwatch", "alarm:any"),
      AlarmActions: [arn("sns", "ops")],
      AlarmRule: 'ALARM("tokens") OR ALARM("other")',
    };
    expect((await seen({ AlarmActions: [] }, [composite]))?.facets).toMatchObject({ notifies: true });
    const silent = { ...composite, ActionsEnabled: false };
    expect((await seen({ AlarmActions: [] }, [silent]))?.facets).toMatchObject({ notifies: false });
    const ofOthers = { ...composite, AlarmRule: 'ALARM("many-tokens")' };
    expect((await seen({ AlarmActions: [] }, [ofOthers]))?.facets).toMatchObject({ notifies: false });
  });

  test("of a metric made of log lines is told by the filter that makes it", async () => {
    const own = { Namespace: "Security", MetricName: "model-calls" };
    const filter = {
      logGroupName: "/trail",
      filterPattern: '{ $.eventName = "InvokeModel" }',
      metricTransformations: [{ metricNamespace: "Security", metricName: "model-calls" }],
    };
    expect((await seen(own, [], [filter]))?.properties).toMatchObject({ signals: ["log"] });
    expect((await seen(own))?.facets).toMatchObject({ watchesAi: false });
    const unread = await collectRecorded(cloudwatchAlarms, {
      ...answers(own),
      "logs:DescribeMetricFilters": "denied",
    });
    expect(unknownsOf(unread, key)).toEqual({ "properties.signals": "denied", "facets.watchesAi": "denied" });
  });

  test("over several metrics tells of each", async () => {
    const metric = (MetricName: string) => ({
      MetricStat: { Metric: { Namespace: "AWS/Bedrock", MetricName, Dimensions: [] } },
    });
    const math = {
      Namespace: undefined,
      MetricName: undefined,
      Metrics: [metric("Invocations"), metric("InvocationThrottles"), { Expression: "m2/m1" }],
    };
    expect((await seen(math))?.properties).toMatchObject({ signals: ["invocations", "throttles"] });
  });
});

const service = (...Values: string[]) => ({ Dimensions: { Key: "SERVICE", Values } });

describe("a filter over costs", () => {
  test.each<[string, object, boolean]>([
    ["nothing filtered", {}, true],
    ["Bedrock", service("Amazon Bedrock"), true],
    ["a model of a seller", service("Claude Sonnet 4 (Amazon Bedrock Edition)"), true],
    ["EC2", service("Amazon Elastic Compute Cloud - Compute"), false],
    ["one account", { Dimensions: { Key: "LINKED_ACCOUNT", Values: ["1"] } }, true],
    [
      "one account's EC2",
      { And: [{ Dimensions: { Key: "LINKED_ACCOUNT", Values: ["1"] } }, service("EC2")] },
      false,
    ],
    ["EC2 or Bedrock", { Or: [service("EC2"), service("Amazon Bedrock")] }, true],
    ["all but Bedrock", { Not: service("Amazon Bedrock") }, false],
    ["all but tax", { Not: service("Tax") }, true],
    ["a tag of AI", { Tags: { Values: ["team$ai"] } }, true],
    ["another tag", { Tags: { Values: ["team$retail"] } }, false],
  ])("%s: %s", (_, filter, expected) => {
    expect(letsAiThrough(RawCostFilter.parse(filter))).toBe(expected);
  });

  test("names the accounts it is limited to", () => {
    const one = { Dimensions: { Key: "LINKED_ACCOUNT", Values: ["1", "2"] } };
    expect(linkedAccounts(RawCostFilter.parse({ And: [one, service("EC2")] }))).toEqual(["1", "2"]);
    expect(linkedAccounts(RawCostFilter.parse({ Or: [one, service("EC2")] }))).toEqual([]);
  });

  test("nested without end is read no deeper than AWS nests", () => {
    let deep: object = service("EC2");
    for (let level = 0; level < 5_000; level++) deep = { And: [deep] };
    expect(() => RawCostFilter.safeParse(deep)).not.toThrow();
  });
});

describe("a budget", () => {
  const key = "budgets:111122223333:budget/all";
  const answers = (budget: object, notifications: object[] = [{}]): Answers => ({
    "budgets:DescribeBudgets": { Budgets: [{ BudgetName: "all", BudgetType: "COST", ...budget }] },
    "budgets:DescribeBudgetNotificationsForAccount": {
      BudgetNotificationsForAccount: [{ BudgetName: "all", Notifications: notifications }],
    },
  });
  const facets = async (...given: Parameters<typeof answers>) =>
    (await collectRecorded(budgets, answers(...given))).get(key)?.facets;

  test("over everything counts AI, and its notification reaches somebody", async () => {
    const recorded = await collectRecorded(budgets, answers({ BudgetLimit: { Amount: "10", Unit: "USD" } }));
    expect(recorded.get(key)).toMatchObject({
      properties: { limit: "10 USD", linkedAccounts: [] },
      facets: { notifies: true, coversAi: true },
    });
    expect(undeclared(budgets, recorded)).toEqual([]);
  });

  test.each<[string, object, object]>([
    ["in the older words", { CostFilters: { Service: ["Amazon Bedrock"] } }, { coversAi: true }],
    [
      "of another service, in the older words",
      { CostFilters: { Service: ["Amazon EC2"] } },
      { coversAi: false },
    ],
    ["in the newer words", { FilterExpression: service("Amazon EC2") }, { coversAi: false }],
    ["of reservations", { BudgetType: "RI_UTILIZATION" }, { coversAi: false }],
  ])("%s", async (_, budget, expected) => {
    expect(await facets(budget)).toMatchObject(expected);
  });

  test("without notifications tells nobody", async () => {
    expect(await facets({}, [])).toMatchObject({ notifies: false });
    const unread = await collectRecorded(budgets, {
      ...answers({}),
      "budgets:DescribeBudgetNotificationsForAccount": "denied",
    });
    expect(unknownsOf(unread, key)).toEqual({ "facets.notifies": "denied" });
  });
});

describe("a cost anomaly monitor", () => {
  const key = "arn:aws:ce::111122223333:anomalymonitor/1";
  const answers = (monitor: object, status = "CONFIRMED"): Answers => ({
    "ce:GetAnomalyMonitors": {
      AnomalyMonitors: [
        {
          MonitorArn: key,
          MonitorName: "services",
          MonitorType: "DIMENSIONAL",
          MonitorDimension: "SERVICE",
          ...monitor,
        },
      ],
    },
    "ce:GetAnomalySubscriptions": {
      AnomalySubscriptions: [{ MonitorArnList: [key], Subscribers: [{ Status: status }] }],
    },
  });
  const facets = async (...given: Parameters<typeof answers>) =>
    (await collectRecorded(costAnomalies, answers(...given))).get(key)?.facets;

  test("over services counts AI, and tells who confirmed", async () => {
    const recorded = await collectRecorded(costAnomalies, answers({}));
    expect(recorded.get(key)?.facets).toEqual({ notifies: true, coversAi: true });
    expect(undeclared(costAnomalies, recorded)).toEqual([]);
    expect(await facets({}, "DECLINED")).toMatchObject({ notifies: false });
  });

  test("of one tag counts what the tag stands for", async () => {
    const custom = {
      MonitorType: "CUSTOM",
      MonitorDimension: undefined,
      MonitorSpecification: { Tags: { Values: ["retail"] } },
    };
    expect(await facets(custom)).toMatchObject({ coversAi: false });
  });
});

describe("Bedrock's quotas", () => {
  const quota = (QuotaCode: string, QuotaName: string, Value: number) => ({
    QuotaArn: arn("servicequotas", `bedrock/${QuotaCode}`),
    QuotaCode,
    QuotaName,
    Value,
  });
  const used: Answers = {
    "bedrock-agent:ListAgents": { agentSummaries: [{}] },
    "servicequotas:ListServiceQuotas": {
      Quotas: [
        quota("L-1", "On-demand InvokeModel tokens per minute for A", 500_000),
        quota("L-2", "On-demand InvokeModel tokens per minute for B", 1_000),
        quota("L-3", "Agents per account", 50),
      ],
    },
    "servicequotas:ListAWSDefaultServiceQuotas": {
      Quotas: [quota("L-1", "", 100_000), quota("L-2", "", 1_000), quota("L-3", "", 10)],
    },
  };

  test("are told where how much may be asked of models differs from the default", async () => {
    const recorded = await collectRecorded(bedrockQuotas, used);
    expect(recorded.resources.map(({ key, facets }) => ({ key, facets }))).toEqual([
      { key: arn("servicequotas", "bedrock/L-1"), facets: { raised: true, limit: 500_000 } },
    ]);
    expect(undeclared(bedrockQuotas, recorded)).toEqual([]);
  });

  test("are not asked for where nobody uses Bedrock", async () => {
    const { resources, used: asked } = await collectRecorded(bedrockQuotas, {});
    expect(resources).toEqual([]);
    expect([...asked]).not.toContain("servicequotas:ListServiceQuotas");
  });
});
