import type { Row } from "../row.ts";
import { elsewhere } from "../recorded.ts";
import { abroad, account, arn, keyArn, region } from "./names.ts";

const observed = ["agent_runtime", "gateway", "memory"] as const;
const idOf = { agent_runtime: "runtime/rt-good", gateway: "gateway/gw-good", memory: "memory/mem-good" };
const trail = { HomeRegion: region, IncludeGlobalServiceEvents: true };

export const logs: readonly Row[] = [
  {
    type: "aws_cloudwatch_log_group",
    parts: [
      "aws_cloudwatch_log_data_protection_policy",
      "aws_cloudwatch_log_delivery_source",
      "aws_cloudwatch_log_delivery",
    ],
    hcl: `
    resource "aws_cloudwatch_log_group" "good" {
      name = "/aws/bedrock/good"
      retention_in_days = 400
      kms_key_id = aws_kms_key.good.arn
    }
    resource "aws_cloudwatch_log_data_protection_policy" "good" {
      log_group_name = aws_cloudwatch_log_group.good.name
      policy_document = "{}"
    }
    ${observed
      .map(
        (name) => `resource "aws_cloudwatch_log_delivery_source" "${name}" {
      name = "${name}"
      log_type = "APPLICATION_LOGS"
      resource_arn = aws_bedrockagentcore_${name}.good.${name === "memory" ? "arn" : `${name}_arn`}
    }
    resource "aws_cloudwatch_log_delivery" "${name}" {
      delivery_source_name = aws_cloudwatch_log_delivery_source.${name}.name
      delivery_destination_arn = "${arn("logs", "delivery-destination:logs")}"
    }`,
      )
      .join("\n")}
    resource "aws_cloudwatch_log_group" "bad" {
      region = "${abroad}"
      name = "/aws/bedrock/bad"
      retention_in_days = 1
    }`,
    answers: [
      [
        "logs:DescribeDeliverySources",
        {},
        {
          deliverySources: observed.map((name) => ({
            name,
            arn: arn("logs", `delivery-source:${name}`),
            resourceArns: [arn("bedrock-agentcore", idOf[name])],
            service: "bedrock-agentcore",
            logType: "APPLICATION_LOGS",
          })),
        },
      ],
      [
        "logs:DescribeDeliveries",
        {},
        {
          deliveries: observed.map((name) => ({
            id: name,
            deliverySourceName: name,
            deliveryDestinationArn: arn("logs", "delivery-destination:logs"),
            deliveryDestinationType: "CWL",
          })),
        },
      ],
      [
        "logs:DescribeLogGroups",
        {},
        {
          logGroups: [
            {
              logGroupName: "/aws/bedrock/good",
              arn: arn("logs", "log-group:/aws/bedrock/good:*"),
              retentionInDays: 400,
              kmsKeyId: keyArn,
              storedBytes: 0,
              dataProtectionStatus: "ACTIVATED",
              logGroupClass: "STANDARD",
            },
          ],
        },
      ],
      [
        "logs:DescribeLogGroups",
        { [elsewhere]: abroad },
        {
          logGroups: [
            {
              logGroupName: "/aws/bedrock/bad",
              arn: `arn:aws:logs:${abroad}:${account}:log-group:/aws/bedrock/bad:*`,
              retentionInDays: 1,
              storedBytes: 0,
              logGroupClass: "STANDARD",
            },
          ],
        },
      ],
    ],
  },
  {
    type: "aws_cloudtrail",
    hcl: `
    resource "aws_cloudtrail" "good" {
      name = "good"
      s3_bucket_name = "acme-logs"
      is_multi_region_trail = true
      enable_log_file_validation = true
      kms_key_id = aws_kms_key.good.arn
      cloud_watch_logs_group_arn = "${arn("logs", "log-group:trail:*")}"
      advanced_event_selector {
        name = "management"
        field_selector {
          field = "eventCategory"
          equals = ["Management"]
        }
      }
      advanced_event_selector {
        name = "models"
        field_selector {
          field = "eventCategory"
          equals = ["Data"]
        }
        field_selector {
          field = "resources.type"
          equals = ["AWS::Bedrock::Model"]
        }
      }
    }
    resource "aws_cloudtrail" "bad" {
      name = "bad"
      s3_bucket_name = "acme-logs"
      enable_logging = false
    }`,
    answers: [
      [
        "cloudtrail:DescribeTrails",
        {},
        {
          trailList: [
            {
              ...trail,
              Name: "good",
              TrailARN: arn("cloudtrail", "trail/good"),
              S3BucketName: "acme-logs",
              IsMultiRegionTrail: true,
              IsOrganizationTrail: false,
              LogFileValidationEnabled: true,
              KmsKeyId: keyArn,
              CloudWatchLogsLogGroupArn: arn("logs", "log-group:trail:*"),
              HasCustomEventSelectors: true,
            },
            {
              ...trail,
              Name: "bad",
              TrailARN: arn("cloudtrail", "trail/bad"),
              S3BucketName: "acme-logs",
              IsMultiRegionTrail: false,
              IsOrganizationTrail: false,
              LogFileValidationEnabled: false,
              HasCustomEventSelectors: false,
            },
          ],
        },
      ],
      ["cloudtrail:GetTrailStatus", { Name: arn("cloudtrail", "trail/good") }, { IsLogging: true }],
      ["cloudtrail:GetTrailStatus", { Name: arn("cloudtrail", "trail/bad") }, { IsLogging: false }],
      [
        "cloudtrail:GetEventSelectors",
        { TrailName: arn("cloudtrail", "trail/good") },
        {
          TrailARN: arn("cloudtrail", "trail/good"),
          AdvancedEventSelectors: [
            { Name: "management", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
            {
              Name: "models",
              FieldSelectors: [
                { Field: "eventCategory", Equals: ["Data"] },
                { Field: "resources.type", Equals: ["AWS::Bedrock::Model"] },
              ],
            },
          ],
        },
      ],
      [
        "cloudtrail:GetEventSelectors",
        { TrailName: arn("cloudtrail", "trail/bad") },
        {
          TrailARN: arn("cloudtrail", "trail/bad"),
          EventSelectors: [
            {
              ReadWriteType: "All",
              IncludeManagementEvents: true,
              DataResources: [],
              ExcludeManagementEventSources: [],
            },
          ],
        },
      ],
      [
        "cloudtrail:ListTags",
        {},
        {
          ResourceTagList: ["good", "bad"].map((form) => ({
            ResourceId: arn("cloudtrail", `trail/${form}`),
            TagsList: [],
          })),
        },
      ],
    ],
  },
];
