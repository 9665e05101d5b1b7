import { bedrockServiceKey } from "#lib/connectors/aws/bedrock-arns.ts";
import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tagsOf, type AwsEstate } from "./estate.ts";

/** Guardrails, custom models, capacity and the logging of calls. */
export function declareBedrock(estate: AwsEstate): void {
  estate.each("aws_bedrock_guardrail", (block) => declareGuardrail(estate, block));
  estate.each("aws_bedrock_custom_model", (block) => declareCustomModel(estate, block));
  estate.each("aws_bedrock_provisioned_model_throughput", (block) => declareThroughput(estate, block));
  estate.each("aws_bedrock_inference_profile", (block) => declareProfile(estate, block));
  estate.each("aws_bedrock_model_invocation_logging_configuration", (block) => declareLogging(estate, block));
}

function declareGuardrail(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const id = estate.idOf(block);
  const arn = estate.arnOf(block);
  const numbered = estate.naming("aws_bedrock_guardrail_version", "guardrail_arn", arn, id);
  const summary = { id, arn, name: block.text("name"), status: "READY" };
  const versions = ["DRAFT", ...numbered.map((_, index) => String(index + 1))];
  answers.list("bedrock:ListGuardrails", region, "guardrails", [{ ...summary, version: "DRAFT" }]);
  answers.list(
    "bedrock:ListGuardrails",
    region,
    "guardrails",
    versions.map((version) => ({ ...summary, version })),
    { guardrailIdentifier: id },
  );
  answers.say(
    "bedrock:GetGuardrail",
    region,
    { guardrailIdentifier: id },
    {
      ...present({
        guardrailId: id,
        guardrailArn: arn,
        name: block.text("name"),
        status: "READY",
        version: versions.at(-1),
        kmsKeyArn: block.text("kms_key_arn"),
        contentPolicy: contentPolicy(block.block("content_policy_config")),
        topicPolicy: topicPolicy(block.block("topic_policy_config")),
        wordPolicy: wordPolicy(block.block("word_policy_config")),
        sensitiveInformationPolicy: sensitivePolicy(block.block("sensitive_information_policy_config")),
        contextualGroundingPolicy: groundingPolicy(block.block("contextual_grounding_policy_config")),
      }),
    },
  );
  tell(estate, block, "bedrock:ListTagsForResource", { resourceARN: arn });
}

const strengths = ["NONE", "HIGH", "LOW", "MEDIUM"] as const;

function contentPolicy(block: Block | undefined) {
  if (!block) return undefined;
  const tier = block.block("tier_config")?.text("tier_name");
  return {
    filters: block.blocks("filters_config").map((filter) =>
      present({
        type: filter.text("type"),
        inputStrength: filter.choice("input_strength", ...strengths),
        outputStrength: filter.choice("output_strength", ...strengths),
        ...sides(filter),
      }),
    ),
    ...(tier ? { tier: { tierName: tier } } : {}),
  };
}

/** What is done on each side, where a filter says so. */
const sides = (block: Block) =>
  present({
    inputAction: block.choice("input_action", "NONE", "BLOCK", "ANONYMIZE"),
    outputAction: block.choice("output_action", "NONE", "BLOCK", "ANONYMIZE"),
    inputEnabled: block.flag("input_enabled"),
    outputEnabled: block.flag("output_enabled"),
  });

const topicPolicy = (block: Block | undefined) =>
  block && {
    topics: block.blocks("topics_config").map((topic) =>
      present({
        name: topic.text("name"),
        definition: topic.text("definition"),
        type: "DENY",
        ...sides(topic),
      }),
    ),
  };

const wordPolicy = (block: Block | undefined) =>
  block && {
    words: block.blocks("words_config").map((word) => present({ text: word.text("text"), ...sides(word) })),
    managedWordLists: block
      .blocks("managed_word_lists_config")
      .map((list) => present({ type: list.text("type"), ...sides(list) })),
  };

const sensitivePolicy = (block: Block | undefined) =>
  block && {
    piiEntities: block.blocks("pii_entities_config").map(sensitive),
    regexes: block.blocks("regexes_config").map(sensitive),
  };

const sensitive = (block: Block) =>
  present({
    type: block.text("type"),
    action: block.choice("action", "NONE", "BLOCK", "ANONYMIZE") ?? "NONE",
    ...sides(block),
  });

const groundingPolicy = (block: Block | undefined) =>
  block && {
    filters: block.blocks("filters_config").map((filter) =>
      present({
        type: filter.text("type"),
        threshold: filter.number("threshold") ?? 0,
        action: filter.choice("action", "NONE", "BLOCK"),
        enabled: filter.flag("enabled"),
      }),
    ),
  };

function declareCustomModel(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const modelArn = estate.arnOf(block);
  const baseModelArn = block.text("base_model_identifier");
  const modelName = block.text("custom_model_name");
  estate.answers.list("bedrock:ListCustomModels", region, "modelSummaries", [
    { modelArn, modelName, baseModelArn },
  ]);
  estate.answers.say(
    "bedrock:GetCustomModel",
    region,
    { modelIdentifier: modelArn },
    present({
      modelArn,
      modelName,
      baseModelArn,
      customizationType: block.text("customization_type") ?? "FINE_TUNING",
      modelKmsKeyArn: block.text("custom_model_kms_key_id"),
      trainingDataConfig: located(block.block("training_data_config")),
      outputDataConfig: located(block.block("output_data_config")),
    }),
  );
  tell(estate, block, "bedrock:ListTagsForResource", { resourceARN: modelArn });
}

const located = (block: Block | undefined) => block && present({ s3Uri: block.text("s3_uri") });

function declareThroughput(estate: AwsEstate, block: Block): void {
  estate.answers.list(
    "bedrock:ListProvisionedModelThroughputs",
    estate.regionOf(block),
    "provisionedModelSummaries",
    [
      present({
        provisionedModelArn: estate.arnOf(block),
        provisionedModelName: block.text("provisioned_model_name"),
        modelArn: block.text("model_arn"),
        modelUnits: block.number("model_units") ?? 1,
        status: "InService",
        commitmentDuration: block.text("commitment_duration"),
      }),
    ],
  );
}

function declareProfile(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const copied = block.block("model_source")?.text("copy_from") ?? "";
  estate.answers.list("bedrock:ListInferenceProfiles", region, "inferenceProfileSummaries", [
    {
      inferenceProfileArn: estate.arnOf(block),
      inferenceProfileName: block.text("name"),
      status: "ACTIVE",
      models: modelsOf(copied, region, block).map((modelArn) => ({ modelArn })),
    },
  ]);
}

/** A region in each geography that AWS spreads calls over; a model for the world has none. */
const regionByGeography: Readonly<Record<string, string>> = {
  us: "us-east-1",
  "us-gov": "us-gov-west-1",
  eu: "eu-central-1",
  apac: "ap-northeast-1",
  jp: "ap-northeast-1",
  au: "ap-southeast-2",
  global: "",
};

/** The models of what a profile is made from: the one itself, or those of a profile of AWS's over several regions. */
function modelsOf(copied: string, region: string, block: Block): string[] {
  const profile = /^arn:([^:]+):bedrock:[^:]*:[^:]*:inference-profile\/([a-z-]+)\.(.+)$/.exec(copied);
  if (!profile) return copied === "" ? [] : [copied];
  const [, partition, geography = "", id] = profile;
  const other = regionByGeography[geography] ?? block.guess([region, "", region]) ?? region;
  return [...new Set([region, other])].map(
    (one) => `arn:${partition}:bedrock:${one}::foundation-model/${id}`,
  );
}

function declareLogging(estate: AwsEstate, block: Block): void {
  estate.mark(bedrockServiceKey({ account: estate.account, region: estate.regionOf(block) }), block);
  const config = block.block("logging_config");
  const watch = config?.block("cloudwatch_config");
  const s3Config = bucketOf(config?.block("s3_config"));
  const large = bucketOf(watch?.block("large_data_delivery_s3_config"));
  const delivered = ["text", "image", "embedding", "video"].map((kind) => [
    `${kind}DataDeliveryEnabled`,
    config?.flag(`${kind}_data_delivery_enabled`) ?? true,
  ]);
  estate.answers.say(
    "bedrock:GetModelInvocationLoggingConfiguration",
    estate.regionOf(block),
    {},
    {
      loggingConfig: present({
        cloudWatchConfig:
          watch && present({ logGroupName: watch.text("log_group_name"), largeDataDeliveryS3Config: large }),
        s3Config,
        ...Object.fromEntries(delivered),
      }),
    },
  );
}

const bucketOf = (block: Block | undefined) => block && present({ bucketName: block.text("bucket_name") });

/** The tags of a resource as the services tell them that answer with a map. */
export function tell(estate: AwsEstate, block: Block, call: string, match: Record<string, unknown>): void {
  estate.answers.say(call, estate.regionOf(block), match, { tags: tagsOf(block) });
}
