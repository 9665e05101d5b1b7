import { expect, test } from "vitest";

import type { Scan } from "#lib/commands/scan-recordings.ts";
import { scanHcl, scanText } from "./scanned-plan.ts";

const account = "000000000000";
const region = "us-east-1";
const key = `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;
const kinds = ["PROMPT_ATTACK", "HATE", "INSULTS", "SEXUAL", "VIOLENCE", "MISCONDUCT"];

const line = (
  service: string,
  operation: string,
  input: object,
  output: object,
  where: string | null = region,
) =>
  JSON.stringify({
    connector: "aws",
    account: service === "sts" ? "" : account,
    region: where,
    service,
    operation,
    input,
    output,
  });

/** An estate as AWS answers it. */
const guardrails = [
  {
    guardrailId: "good",
    name: "good",
    kmsKeyArn: key,
    contentPolicy: {
      filters: kinds.map((type) => ({
        type,
        inputStrength: "HIGH",
        outputStrength: type === "PROMPT_ATTACK" ? "NONE" : "HIGH",
      })),
      tier: { tierName: "STANDARD" },
    },
    sensitiveInformationPolicy: {
      piiEntities: [
        { type: "AWS_SECRET_KEY", action: "BLOCK" },
        { type: "PASSWORD", action: "BLOCK" },
        { type: "EMAIL", action: "ANONYMIZE" },
      ],
      regexes: [],
    },
    contextualGroundingPolicy: { filters: [{ type: "GROUNDING", threshold: 0.8 }] },
    topicPolicy: { topics: [{ name: "legal", definition: "Legal advice", type: "DENY" }] },
    wordPolicy: { words: [], managedWordLists: [{ type: "PROFANITY" }] },
  },
  {
    guardrailId: "bad",
    name: "bad",
    contentPolicy: { filters: [{ type: "HATE", inputStrength: "LOW", outputStrength: "LOW" }] },
  },
].map((one) => ({
  ...one,
  guardrailArn: `arn:aws:bedrock:${region}:${account}:guardrail/${one.guardrailId}`,
  status: "READY",
  version: "DRAFT",
}));
const summaryOf = ({ guardrailId, guardrailArn, name, status, version }: (typeof guardrails)[number]) => ({
  id: guardrailId,
  arn: guardrailArn,
  name,
  status,
  version,
});

const notebooks = [
  {
    NotebookInstanceName: "good",
    SubnetId: "subnet-0123456789abcdef0",
    SecurityGroups: ["sg-0123456789abcdef0"],
    KmsKeyId: key,
    DirectInternetAccess: "Disabled",
    RootAccess: "Disabled",
    PlatformIdentifier: "notebook-al2023-v1",
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: "2" },
  },
  { NotebookInstanceName: "bad", DirectInternetAccess: "Enabled", RootAccess: "Enabled" },
].map((one) => ({
  ...one,
  NotebookInstanceArn: `arn:aws:sagemaker:${region}:${account}:notebook-instance/${one.NotebookInstanceName}`,
  NotebookInstanceStatus: "InService",
  InstanceType: "ml.t3.medium",
  RoleArn: `arn:aws:iam::${account}:role/notebook`,
}));

const recording = [
  line("sts", "GetCallerIdentity", {}, { Account: account, Arn: `arn:aws:iam::${account}:root` }, null),
  line("ec2", "DescribeRegions", {}, { Regions: [{ RegionName: region }] }, null),
  line("bedrock", "ListGuardrails", {}, { guardrails: guardrails.map(summaryOf) }),
  ...guardrails.flatMap((one) => [
    line(
      "bedrock",
      "ListGuardrails",
      { guardrailIdentifier: one.guardrailId },
      { guardrails: [summaryOf(one)] },
    ),
    line("bedrock", "GetGuardrail", { guardrailIdentifier: one.guardrailId }, one),
    line("bedrock", "GetGuardrail", { guardrailIdentifier: one.guardrailId, guardrailVersion: "DRAFT" }, one),
    line("bedrock", "ListTagsForResource", { resourceARN: one.guardrailArn }, { tags: [] }),
  ]),
  line("sagemaker", "ListNotebookInstances", {}, { NotebookInstances: notebooks }),
  ...notebooks.flatMap((one) => [
    line("sagemaker", "DescribeNotebookInstance", { NotebookInstanceName: one.NotebookInstanceName }, one),
    line("sagemaker", "ListTags", { ResourceArn: one.NotebookInstanceArn }, { Tags: [] }),
  ]),
].join("\n");

/** The same estate as Terraform declares it. */
const filters = kinds.map(
  (type) => `filters_config {
      type = "${type}"
      input_strength = "HIGH"
      output_strength = "${type === "PROMPT_ATTACK" ? "NONE" : "HIGH"}"
    }`,
);
const hcl = `
  resource "aws_bedrock_guardrail" "good" {
    name = "good"
    blocked_input_messaging = "No."
    blocked_outputs_messaging = "No."
    kms_key_arn = "${key}"
    content_policy_config {
      ${filters.join("\n")}
      tier_config { tier_name = "STANDARD" }
    }
    sensitive_information_policy_config {
      pii_entities_config {
        type = "AWS_SECRET_KEY"
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
  }
  resource "aws_sagemaker_notebook_instance" "good" {
    name = "good"
    role_arn = "arn:aws:iam::${account}:role/notebook"
    instance_type = "ml.t3.medium"
    subnet_id = "subnet-0123456789abcdef0"
    security_groups = ["sg-0123456789abcdef0"]
    kms_key_id = "${key}"
    direct_internet_access = "Disabled"
    root_access = "Disabled"
    platform_identifier = "notebook-al2023-v1"
    instance_metadata_service_configuration { minimum_instance_metadata_service_version = "2" }
  }
  resource "aws_sagemaker_notebook_instance" "bad" {
    name = "bad"
    role_arn = "arn:aws:iam::${account}:role/notebook"
    instance_type = "ml.t3.medium"
    direct_internet_access = "Enabled"
    root_access = "Enabled"
  }`;

const verdictsOf = ({ findings }: Scan): string[] =>
  findings
    .filter(({ resource }) => /guardrail|notebook/.test(resource.type))
    .map(({ check, resource, reason }) => `${check.id} ${resource.name} ${reason}`)
    .toSorted();

test("an estate of AWS gets the same verdicts as a recording and as a plan", async () => {
  const [recorded, planned] = [
    await scanText("estate.jsonl", recording),
    await scanHcl(hcl, { aws: { region } }),
  ];
  expect(verdictsOf(recorded).length).toBeGreaterThan(8);
  expect(verdictsOf(planned)).toEqual(verdictsOf(recorded));
});
