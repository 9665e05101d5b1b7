import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

/** What AWS makes, serves and grounds models with. */
export const awsAiResourceTypes = defineResourceTypes({
  "aws.bedrock.service": {
    title: "Bedrock in a region",
    class: "ai-service",
    layer: "model",
    properties: z.object({
      invocationLogging: z.boolean(),
      /** Modalities whose content is delivered; logging can be on with none of them. */
      loggedModalities: z.array(z.enum(["text", "image", "embedding", "video", "audio"])),
      /** Guardrails that every call of a model here goes through, whatever the caller asks for. */
      enforcedGuardrails: z.array(
        z.object({
          guardrail: z.string(),
          by: z.enum(["account", "organization"]),
          /** All of the input is judged, not only what the caller marks. */
          wholeInput: z.boolean(),
          exceptModels: z.array(z.string()),
        }),
      ),
    }),
  },
  "aws.bedrock.foundation-model": {
    title: "Bedrock foundation model",
    class: "model",
    layer: "model",
    properties: z.object({
      modelId: z.string(),
      legacyAt: z.string().nullable(),
      endsAt: z.string().nullable(),
    }),
  },
  "aws.bedrock.custom-model": {
    title: "Bedrock custom model",
    class: "model",
    layer: "model",
    properties: z.object({ baseModel: z.string().nullable(), customization: z.string().nullable() }),
  },
  "aws.bedrock.customization-job": {
    title: "Bedrock model customization job",
    class: "training-job",
    layer: "pipeline",
    properties: z.object({ status: z.string(), customization: z.string().nullable() }),
  },
  "aws.bedrock.guardrail": {
    title: "Bedrock guardrail",
    class: "guardrail",
    layer: "model",
    properties: z.object({
      version: z.string(),
      status: z.string(),
      /** Harm categories without a filter on the input or on the output. */
      missingCategories: z.array(z.string()),
      /** Credential kinds (keys, passwords) it blocks; masking them is not blocking. */
      blockedCredentials: z.array(z.string()),
      /** The lower of the grounding and relevance thresholds, from 0 to 0.99. */
      groundingThreshold: z.number().nullable(),
      customerKey: z.boolean(),
      /** `STANDARD` understands more languages and attacks than `CLASSIC`; null without content filters. */
      tier: z.string().nullable(),
      /** Blocks profanity or words of the customer's own list. */
      blocksWords: z.boolean(),
      /** Stops requests for the system prompt, by the filter that knows them or by a denied topic. */
      stopsPromptLeakage: z.boolean(),
    }),
  },
  "aws.bedrock.imported-model": {
    title: "Bedrock imported model",
    class: "model",
    layer: "model",
    properties: z.object({ architecture: z.string().nullable(), importJob: z.string().nullable() }),
  },
  "aws.bedrock.provisioned-throughput": {
    title: "Bedrock provisioned throughput",
    class: "model-deployment",
    layer: "model",
    properties: z.object({
      status: z.string(),
      units: z.number(),
      commitment: z.string().nullable(),
      commitmentEndsAt: z.string().nullable(),
    }),
  },
  "aws.bedrock.custom-model-deployment": {
    title: "Bedrock custom model deployment",
    class: "model-deployment",
    layer: "model",
    properties: z.object({ status: z.string() }),
  },
  "aws.bedrock.inference-profile": {
    title: "Bedrock application inference profile",
    class: "model-deployment",
    layer: "model",
    properties: z.object({
      status: z.string(),
      /** Where its calls may run. */
      regions: z.array(z.string()),
    }),
  },
  "aws.bedrock.batch-job": {
    title: "Bedrock batch inference job",
    class: "processing-job",
    layer: "data",
    properties: z.object({ status: z.string(), model: z.string() }),
  },
  "aws.bedrock.flow": {
    title: "Bedrock flow",
    class: "agent",
    layer: "model",
    properties: z.object({
      flowId: z.string(),
      status: z.string(),
      /** The newest version an alias serves, or `DRAFT` where none does. */
      version: z.string(),
      /** Nodes in which a model writes text. */
      generatingNodes: z.array(z.string()),
      unguardedNodes: z.array(z.string()),
      /** Nodes bound to the working draft of a guardrail, which changes under them. */
      draftGuardedNodes: z.array(z.string()),
      /** Nodes that carry their prompt in themselves. */
      inlinePromptNodes: z.array(z.string()),
      /** Nodes whose prompt or code holds a credential in clear. */
      credentialNodes: z.array(z.string()),
      /** Errors that Bedrock found in the definition of the working draft. */
      errors: z.array(z.string()),
    }),
  },
  "aws.bedrock.agent": {
    title: "Bedrock agent",
    class: "agent",
    layer: "model",
    properties: z.object({
      agentId: z.string(),
      status: z.string(),
      /** The newest version an alias serves, or `DRAFT` where only the test alias exists. */
      version: z.string(),
      foundationModel: z.string().nullable(),
      guardrailVersion: z.string().nullable(),
      /** Keeps a summary of each session for later ones. */
      memory: z.boolean(),
      userInput: z.boolean(),
      /** What is wrong with its instructions, in our words. */
      instructionRisks: z.array(z.enum(["override", "no-limits", "obeys-anything", "credential"])),
      collaboration: z.string(),
      aliases: z.array(z.object({ id: z.string(), name: z.string(), versions: z.array(z.string()) })),
    }),
  },
  "aws.bedrock.action-group": {
    title: "Bedrock agent action group",
    class: "agent-tool",
    layer: "pipeline",
    properties: z.object({
      enabled: z.boolean(),
      /** Built-in tool (`AMAZON.CodeInterpreter`…), or null for the customer's own. */
      builtIn: z.string().nullable(),
      functions: z.array(z.string()),
      /** Functions that change state and run without the user's confirmation. */
      unconfirmedFunctions: z.array(z.string()),
    }),
  },
  "aws.bedrock.knowledge-base": {
    title: "Bedrock knowledge base",
    class: "knowledge-base",
    layer: "data",
    properties: z.object({
      status: z.string(),
      embeddingModel: z.string().nullable(),
      storage: z.string().nullable(),
      dataSources: z.array(
        z.object({ id: z.string(), name: z.string(), kind: z.string(), customerKey: z.boolean() }),
      ),
      /** How the latest sync of each source ended; null for a source that was never synced. */
      syncs: z.array(z.object({ source: z.string(), status: z.string().nullable() })),
    }),
  },
  "aws.opensearch-serverless.collection": {
    title: "OpenSearch Serverless collection",
    class: "vector-store",
    layer: "data",
    properties: z.object({
      kind: z.string(),
      status: z.string(),
      /** Data-access policies that speak of this collection, by their rules that do. */
      dataPolicies: z
        .array(
          z.object({
            name: z.string(),
            principals: z.array(z.string()),
            rules: z.array(z.object({ resources: z.array(z.string()), permissions: z.array(z.string()) })),
          }),
        )
        .optional(),
      /** Principals whom a data-access policy lets in, as written. */
      dataPrincipals: z.array(z.string()),
      /** Data-access policies that name every principal of an account, everybody, or every collection. */
      broadPolicies: z.array(z.string()),
      networkPolicies: z.array(z.string()),
    }),
  },
  "aws.sagemaker.notebook": {
    title: "SageMaker notebook instance",
    class: "notebook",
    layer: "pipeline",
    properties: z.object({
      status: z.string(),
      instanceType: z.string(),
      directInternetAccess: z.boolean(),
      requiresImdsV2: z.boolean(),
      /** `notebook-al2-v3`…; null where the answer leaves it out. */
      platform: z.string().nullable(),
    }),
  },
  "aws.sagemaker.model": {
    title: "SageMaker model",
    class: "model",
    layer: "model",
    properties: z.object({
      networkIsolation: z.boolean(),
      privateNetwork: z.boolean(),
      images: z.array(z.string()),
      /** Images from registries of neither this account nor AWS, or named by a tag that can move. */
      untrustedImages: z.array(z.string()),
      /** Whether the registry's version it was made from is approved; `none` where it was made past the registry. */
      registered: z.enum(["approved", "not-approved", "none"]),
    }),
  },
  "aws.sagemaker.endpoint": {
    title: "SageMaker endpoint",
    class: "model-deployment",
    layer: "model",
    properties: z.object({
      status: z.string(),
      configName: z.string(),
      /** Share of requests kept by data capture, in percent. */
      capturePercent: z.number(),
      /** Variants that run on a single instance. */
      singleInstanceVariants: z.array(z.string()),
      /** How its last update was rolled out; null where it was never updated. */
      rollout: z.enum(["staged", "all-at-once"]).nullable(),
      /** An update that raises an alarm is taken back by itself. */
      rollsBack: z.boolean(),
    }),
  },
  "aws.sagemaker.training-job": {
    title: "SageMaker training job",
    class: "training-job",
    layer: "pipeline",
    properties: z.object({
      status: z.string(),
      image: z.string().nullable(),
      modelArtifact: z.string().nullable(),
      /** It runs on more than one instance, so that data travels between them. */
      distributed: z.boolean(),
      encryptsTraffic: z.boolean(),
      /** Recorded with an experiment or in MLflow, so that it can be told how the model came about. */
      tracked: z.boolean(),
    }),
  },
});
