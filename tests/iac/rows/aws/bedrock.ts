import type { Answer, Row } from "../row.ts";
import { elsewhere } from "../recorded.ts";
import { abroad, arn, keyArn, region, roleArn } from "./names.ts";

const now = new Date().toISOString();
const kinds = ["PROMPT_ATTACK", "HATE", "INSULTS", "SEXUAL", "VIOLENCE", "MISCONDUCT"];
const anthropic = "anthropic.claude-sonnet-4-20250514-v1:0";
const model = `arn:aws:bedrock:${region}::foundation-model/${anthropic}`;
const outputOf = (type: string) => (type === "PROMPT_ATTACK" ? "NONE" : "HIGH");

const summary = (id: string, version: string) => ({
  id,
  arn: arn("bedrock", `guardrail/${id}`),
  name: id === "gr1good" ? "good" : "bad",
  status: "READY",
  version,
});
const guardrailOf = (id: string, version: string, more: object): Answer => [
  "bedrock:GetGuardrail",
  { guardrailIdentifier: id, guardrailVersion: version },
  {
    guardrailId: id,
    guardrailArn: arn("bedrock", `guardrail/${id}`),
    name: id === "gr1good" ? "good" : "bad",
    status: "READY",
    version,
    blockedInputMessaging: "No.",
    blockedOutputsMessaging: "No.",
    ...more,
  },
];
const filter = (type: string) => ({ type, inputStrength: "HIGH", outputStrength: outputOf(type) });

export const bedrock: readonly Row[] = [
  {
    type: "aws_bedrock_guardrail",
    parts: ["aws_bedrock_guardrail_version"],
    hcl: `
    resource "aws_bedrock_guardrail" "good" {
      name = "good"
      blocked_input_messaging = "No."
      blocked_outputs_messaging = "No."
      kms_key_arn = aws_kms_key.good.arn
      content_policy_config {
        ${kinds
          .map(
            (type) => `filters_config {
          type = "${type}"
          input_strength = "HIGH"
          output_strength = "${outputOf(type)}"
        }`,
          )
          .join("\n")}
        tier_config { tier_name = "STANDARD" }
      }
      sensitive_information_policy_config {
        pii_entities_config {
          type = "AWS_SECRET_KEY"
          action = "BLOCK"
        }
        pii_entities_config {
          type = "AWS_ACCESS_KEY"
          action = "BLOCK"
        }
        pii_entities_config {
          type = "PASSWORD"
          action = "BLOCK"
        }
        pii_entities_config {
          type = "EMAIL"
          action = "ANONYMIZE"
        }
      }
      contextual_grounding_policy_config {
        filters_config {
          type = "GROUNDING"
          threshold = 0.8
        }
      }
      topic_policy_config {
        topics_config {
          name = "legal"
          type = "DENY"
          definition = "Legal advice"
        }
      }
      word_policy_config {
        managed_word_lists_config { type = "PROFANITY" }
      }
    }
    resource "aws_bedrock_guardrail_version" "good" {
      guardrail_arn = aws_bedrock_guardrail.good.guardrail_arn
    }
    resource "aws_bedrock_guardrail" "bad" {
      name = "bad"
      blocked_input_messaging = "No."
      blocked_outputs_messaging = "No."
      content_policy_config {
        filters_config {
          type = "HATE"
          input_strength = "LOW"
          output_strength = "LOW"
        }
      }
    }`,
    answers: [
      [
        "bedrock:ListGuardrails",
        {},
        { guardrails: [summary("gr1good", "DRAFT"), summary("gr1bad", "DRAFT")] },
      ],
      [
        "bedrock:ListGuardrails",
        { guardrailIdentifier: "gr1good" },
        { guardrails: [summary("gr1good", "DRAFT"), summary("gr1good", "1")] },
      ],
      [
        "bedrock:ListGuardrails",
        { guardrailIdentifier: "gr1bad" },
        { guardrails: [summary("gr1bad", "DRAFT")] },
      ],
      guardrailOf("gr1good", "1", {
        kmsKeyArn: keyArn,
        contentPolicy: { filters: kinds.map(filter), tier: { tierName: "STANDARD" } },
        sensitiveInformationPolicy: {
          piiEntities: [
            { type: "AWS_SECRET_KEY", action: "BLOCK" },
            { type: "AWS_ACCESS_KEY", action: "BLOCK" },
            { type: "PASSWORD", action: "BLOCK" },
            { type: "EMAIL", action: "ANONYMIZE" },
          ],
          regexes: [],
        },
        contextualGroundingPolicy: { filters: [{ type: "GROUNDING", threshold: 0.8 }] },
        topicPolicy: { topics: [{ name: "legal", definition: "Legal advice", type: "DENY" }] },
        wordPolicy: { words: [], managedWordLists: [{ type: "PROFANITY" }] },
      }),
      guardrailOf("gr1bad", "DRAFT", {
        contentPolicy: {
          filters: [{ type: "HATE", inputStrength: "LOW", outputStrength: "LOW" }],
          tier: { tierName: "CLASSIC" },
        },
      }),
    ],
  },
  {
    type: "aws_bedrock_custom_model",
    untold: { "aws/bedrock-model-evaluated": "An evaluation is run and never declared" },
    hcl: `
    resource "aws_bedrock_custom_model" "good" {
      custom_model_name = "good"
      job_name = "good"
      base_model_identifier = "arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0:300k"
      role_arn = aws_iam_role.good.arn
      custom_model_kms_key_id = aws_kms_key.good.arn
      training_data_config { s3_uri = "s3://acme-good/train.jsonl" }
      output_data_config { s3_uri = "s3://acme-good/out/" }
    }
    resource "aws_bedrock_custom_model" "bad" {
      custom_model_name = "bad"
      job_name = "bad"
      base_model_identifier = "arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0:300k"
      role_arn = aws_iam_role.bad.arn
      training_data_config { s3_uri = "s3://acme-bad/train.jsonl" }
      output_data_config { s3_uri = "s3://acme-bad/out/" }
    }`,
    answers: [
      [
        "bedrock:ListCustomModels",
        {},
        {
          modelSummaries: ["good", "bad"].map((form) => ({
            modelArn: arn("bedrock", `custom-model/amazon.nova-lite-v1:0:300k/${form}`),
            modelName: form,
            baseModelArn: `arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0:300k`,
          })),
        },
      ],
      ...["good", "bad"].map((form): Answer => [
        "bedrock:GetCustomModel",
        { modelIdentifier: arn("bedrock", `custom-model/amazon.nova-lite-v1:0:300k/${form}`) },
        {
          modelArn: arn("bedrock", `custom-model/amazon.nova-lite-v1:0:300k/${form}`),
          modelName: form,
          jobName: form,
          jobArn: arn("bedrock", `model-customization-job/${form}`),
          baseModelArn: `arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0:300k`,
          customizationType: "FINE_TUNING",
          ...(form === "good" ? { modelKmsKeyArn: keyArn } : {}),
          trainingDataConfig: { s3Uri: `s3://acme-${form}/train.jsonl` },
          outputDataConfig: { s3Uri: `s3://acme-${form}/out/` },
          hyperParameters: {},
        },
      ]),
      [
        "bedrock:ListEvaluationJobs",
        {},
        {
          jobSummaries: [
            {
              jobArn: arn("bedrock", "evaluation-job/ev1"),
              jobName: "ev1",
              status: "Completed",
              jobType: "Automated",
              creationTime: now,
              evaluationTaskTypes: ["QuestionAndAnswer"],
              modelIdentifiers: [arn("bedrock", "custom-model/amazon.nova-lite-v1:0:300k/good")],
            },
          ],
        },
      ],
      [
        "bedrock:GetEvaluationJob",
        {},
        {
          evaluationConfig: { automated: { datasetMetricConfigs: [{ metricNames: ["Builtin.Toxicity"] }] } },
          lastModifiedTime: now,
        },
      ],
    ],
  },
  {
    type: "aws_bedrock_provisioned_model_throughput",
    neverBad: "No check is about capacity that is bought: it decides nothing but cost",
    hcl: `
    resource "aws_bedrock_provisioned_model_throughput" "good" {
      provisioned_model_name = "good"
      model_arn = "${model}"
      model_units = 1
      commitment_duration = "SixMonths"
    }`,
    answers: [
      [
        "bedrock:ListProvisionedModelThroughputs",
        {},
        {
          provisionedModelSummaries: [
            {
              provisionedModelArn: arn("bedrock", "provisioned-model/pm1good"),
              provisionedModelName: "good",
              modelArn: model,
              desiredModelArn: model,
              foundationModelArn: model,
              modelUnits: 1,
              desiredModelUnits: 1,
              status: "InService",
              commitmentDuration: "SixMonths",
            },
          ],
        },
      ],
    ],
  },
  {
    type: "aws_bedrock_inference_profile",
    hcl: `
    resource "aws_bedrock_inference_profile" "good" {
      name = "good"
      model_source { copy_from = "${model}" }
    }
    resource "aws_bedrock_inference_profile" "bad" {
      name = "bad"
      model_source { copy_from = "${arn("bedrock", `inference-profile/global.${anthropic}`)}" }
    }`,
    answers: [
      [
        "bedrock:ListInferenceProfiles",
        { typeEquals: "APPLICATION" },
        {
          inferenceProfileSummaries: [
            {
              inferenceProfileArn: arn("bedrock", "application-inference-profile/ip1good"),
              inferenceProfileId: "ip1good",
              inferenceProfileName: "good",
              status: "ACTIVE",
              type: "APPLICATION",
              models: [{ modelArn: model }],
            },
            {
              inferenceProfileArn: arn("bedrock", "application-inference-profile/ip1bad"),
              inferenceProfileId: "ip1bad",
              inferenceProfileName: "bad",
              status: "ACTIVE",
              type: "APPLICATION",
              models: ["", region].map((one) => ({
                modelArn: `arn:aws:bedrock:${one}::foundation-model/${anthropic}`,
              })),
            },
          ],
        },
      ],
      ["bedrock:ListInferenceProfiles", {}, { inferenceProfileSummaries: [] }],
    ],
  },
  {
    type: "aws_bedrock_model_invocation_logging_configuration",
    untold: {
      "aws/bedrock-guardrail-enforced": "The provider has no resource for what an account enforces",
      "aws/bedrock-guardrail-exists": "The provider has no resource for what an account enforces",
      "aws/bedrock-quota-watched": "Quotas are the account's",
      "ai-service/private-endpoint": "Endpoints that a region has may be declared elsewhere",
      "aws/model-use-alarms": "Alarms are the account's, which may be declared elsewhere",
    },
    hcl: `
    resource "aws_bedrock_model_invocation_logging_configuration" "good" {
      logging_config {
        embedding_data_delivery_enabled = true
        image_data_delivery_enabled = true
        text_data_delivery_enabled = true
        video_data_delivery_enabled = true
        cloudwatch_config {
          log_group_name = aws_cloudwatch_log_group.good.name
          role_arn = aws_iam_role.good.arn
        }
      }
    }
    resource "aws_bedrock_model_invocation_logging_configuration" "bad" {
      region = "${abroad}"
      logging_config {
        text_data_delivery_enabled = false
        cloudwatch_config {
          log_group_name = aws_cloudwatch_log_group.bad.name
          role_arn = aws_iam_role.good.arn
        }
      }
    }`,
    answers: [
      [
        "bedrock:GetModelInvocationLoggingConfiguration",
        { [elsewhere]: abroad },
        {
          loggingConfig: {
            cloudWatchConfig: { logGroupName: "/aws/bedrock/bad", roleArn: roleArn("good") },
            textDataDeliveryEnabled: false,
          },
        },
      ],
      [
        "bedrock:GetModelInvocationLoggingConfiguration",
        {},
        {
          loggingConfig: {
            cloudWatchConfig: { logGroupName: "/aws/bedrock/good", roleArn: roleArn("good") },
            textDataDeliveryEnabled: true,
            imageDataDeliveryEnabled: true,
            embeddingDataDeliveryEnabled: true,
            videoDataDeliveryEnabled: true,
          },
        },
      ],
    ],
  },
];
