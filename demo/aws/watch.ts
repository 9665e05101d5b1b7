import type { Part } from "./estate-type.ts";
import { account, arn, home, idOf, regions } from "./names.ts";

const feature = (Status: string) => (Name: string) => ({ Name, Status });

const inRegion = (region: string) => {
  const detectorId = idOf(`detector ${region}`, 32);
  const op = (name: string) => `${region} ${name}`;
  return {
    [op("guardduty:ListDetectors")]: { DetectorIds: [detectorId] },
    [op("guardduty:GetDetector")]: {
      Status: "ENABLED",
      FindingPublishingFrequency: "FIFTEEN_MINUTES",
      Features: [
        ...[
          "AI_PROTECTION",
          "CLOUD_TRAIL",
          "DNS_LOGS",
          "FLOW_LOGS",
          "LAMBDA_NETWORK_LOGS",
          "S3_DATA_EVENTS",
        ].map(feature("ENABLED")),
        ...["EKS_AUDIT_LOGS", "RDS_LOGIN_EVENTS"].map(feature("DISABLED")),
      ],
      Tags: { owner: "platform" },
    },
    [op("macie2:GetMacieSession")]: { status: "ENABLED", findingPublishingFrequency: "FIFTEEN_MINUTES" },
    [op("macie2:GetAutomatedDiscoveryConfiguration")]: { status: "ENABLED" },
    [op("securityhub:DescribeHub")]: { HubArn: arn("securityhub", region, "hub/default") },
    [op("securityhub:GetEnabledStandards")]: {
      StandardsSubscriptions: [
        {
          StandardsSubscriptionArn: arn(
            "securityhub",
            region,
            "subscription/aws-foundational-security-best-practices/v/1.0.0",
          ),
          StandardsArn: `arn:aws:securityhub:${region}::standards/aws-foundational-security-best-practices/v/1.0.0`,
          StandardsStatus: "READY",
        },
      ],
    },
    [op("config:DescribeConfigurationRecorders")]: {
      ConfigurationRecorders: [
        {
          name: "default",
          recordingGroup: {
            allSupported: true,
            includeGlobalResourceTypes: true,
            recordingStrategy: { useOnly: "ALL_SUPPORTED_RESOURCE_TYPES" },
          },
        },
      ],
    },
    [op("config:DescribeConfigurationRecorderStatus")]: {
      ConfigurationRecordersStatus: [{ name: "default", recording: true, lastStatus: "SUCCESS" }],
    },
  };
};

const topic = arn("sns", home, "platform-alerts");
const alarm = (name: string, namespace: string, metric: string) => ({
  AlarmName: name,
  AlarmArn: arn("cloudwatch", home, `alarm:${name}`),
  ActionsEnabled: true,
  AlarmActions: [topic],
  Namespace: namespace,
  MetricName: metric,
  Dimensions: [],
  Statistic: "Sum",
  Period: 300,
  Threshold: 100,
  ComparisonOperator: "GreaterThanThreshold",
  StateValue: "OK",
});
const money = (name: string) => `null ${name}`;

const alarmsAndCosts = {
  [`${home} cloudwatch:DescribeAlarms`]: {
    MetricAlarms: [
      alarm("model-throttles", "AWS/Bedrock", "InvocationThrottles"),
      alarm("model-input-tokens", "AWS/Bedrock", "InputTokenCount"),
      alarm("guardrail-interventions", "AWS/Bedrock/Guardrails", "InvocationsIntervened"),
      alarm("worker-errors", "AWS/Lambda", "Errors"),
    ],
    CompositeAlarms: [],
  },
  [money("budgets:DescribeBudgets")]: {
    Budgets: [
      {
        BudgetName: "insurance",
        BudgetType: "COST",
        TimeUnit: "MONTHLY",
        BudgetLimit: { Amount: "20000", Unit: "USD" },
      },
    ],
  },
  [money("budgets:DescribeBudgetNotificationsForAccount")]: {
    BudgetNotificationsForAccount: [
      {
        BudgetName: "insurance",
        Notifications: [
          { NotificationType: "FORECASTED", ComparisonOperator: "GREATER_THAN", Threshold: 100 },
        ],
      },
    ],
  },
  [money("ce:GetAnomalyMonitors")]: {
    AnomalyMonitors: [
      {
        MonitorArn: `arn:aws:ce::${account}:anomalymonitor/${idOf("anomalies", 8)}`,
        MonitorName: "services",
        MonitorType: "DIMENSIONAL",
        MonitorDimension: "SERVICE",
      },
    ],
  },
  [money("ce:GetAnomalySubscriptions")]: {
    AnomalySubscriptions: [
      {
        SubscriptionName: "platform",
        MonitorArnList: [`arn:aws:ce::${account}:anomalymonitor/${idOf("anomalies", 8)}`],
        Subscribers: [{ Address: "cloud-costs@acme-insurance.example", Type: "EMAIL", Status: "CONFIRMED" }],
        Frequency: "DAILY",
      },
    ],
  },
};

/** What watches the account in both regions, its alarms, and what counts its costs. */
export const watch: Part = { answers: Object.assign({}, ...regions.map(inRegion), alarmsAndCosts) };
