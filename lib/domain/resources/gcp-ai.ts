import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

const kmsKey = z.string().nullable();
const names = z.array(z.string());
const time = z.iso.datetime().nullable();

export const gcpAiResourceTypes = defineResourceTypes({
  "gcp.aiplatform.reasoning-engine": {
    title: "Agent Engine agent",
    class: "agent",
    layer: "model",
    properties: z.object({
      framework: z.string().nullable(),
      /** Service account it names; null where it runs as the agent of the service or as an agent identity. */
      serviceAccount: z.string().nullable(),
      identityType: z.enum(["service-account", "agent-identity", "service-agent"]),
      environmentNames: names,
      /** Variables that hold a credential in clear. */
      secretVariables: names,
      /** What it remembers over sessions is kept in a memory bank. */
      memory: z.boolean(),
      privateNetwork: z.boolean(),
      methods: names,
    }),
  },
  "gcp.modelarmor.floor-setting": {
    title: "Model Armor floor setting",
    class: "guardrail",
    layer: "model",
    properties: z.object({
      /** Services whose calls it screens without being asked, as `AI_PLATFORM`. */
      integratedServices: names,
      /** What happens to a call of Gemini that it finds fault with. */
      gemini: z.enum(["none", "inspect", "block"]),
      logs: z.boolean(),
      maliciousUrls: z.boolean(),
      /** Harm categories that it does not filter. */
      missingCategories: names,
    }),
  },
  "gcp.modelarmor.template": {
    title: "Model Armor template",
    class: "guardrail",
    layer: "model",
    properties: z.object({
      enforcement: z.enum(["inspect", "block"]),
      logs: z.boolean(),
      maliciousUrls: z.boolean(),
      missingCategories: names,
    }),
  },
  "gcp.aiplatform.tuning-job": {
    title: "Tuning job",
    class: "training-job",
    layer: "pipeline",
    properties: z.object({
      state: z.string(),
      baseModel: z.string().nullable(),
      serviceAccount: z.string().nullable(),
      kmsKey,
    }),
  },
  "gcp.aiplatform.hyperparameter-tuning-job": {
    title: "Hyperparameter tuning job",
    class: "training-job",
    layer: "pipeline",
    properties: z.object({ state: z.string(), serviceAccount: z.string().nullable() }),
  },
  "gcp.aiplatform.pipeline": {
    title: "Vertex AI pipeline",
    class: "pipeline",
    layer: "pipeline",
    properties: z.object({
      /** As its newest run states. */
      serviceAccount: z.string().nullable(),
      runCount: z.number(),
      lastRunAt: time,
      template: z.string().nullable(),
      kmsKey,
    }),
  },
  "gcp.aiplatform.model-monitoring-job": {
    title: "Model monitoring job",
    class: "model-monitor",
    layer: "model",
    properties: z.object({ state: z.string(), notifies: z.boolean(), kmsKey }),
  },
  "gcp.aiplatform.notebook-runtime": {
    title: "Colab Enterprise runtime",
    class: "notebook",
    layer: "pipeline",
    properties: z.object({
      serviceAccount: z.string().nullable(),
      /** Acts with the rights of the person who uses it instead of a service account's. */
      endUserCredentials: z.boolean(),
      secureBoot: z.boolean(),
      idleShutdown: z.boolean(),
      state: z.string(),
    }),
  },
  "gcp.aiplatform.featurestore": {
    title: "Feature store",
    class: "data-store",
    layer: "data",
    properties: z.object({ kmsKey }),
  },
  "gcp.aiplatform.feature-online-store": {
    title: "Feature online store",
    class: "data-store",
    layer: "data",
    properties: z.object({ storage: z.enum(["bigtable", "optimized"]), kmsKey }),
  },
  "gcp.aiplatform.metadata-store": {
    title: "Vertex AI metadata store",
    class: "data-store",
    layer: "data",
    properties: z.object({ kmsKey }),
  },
  "gcp.aiplatform.tensorboard": {
    title: "TensorBoard",
    class: "data-store",
    layer: "data",
    properties: z.object({ runCount: z.number(), kmsKey }),
  },
  "gcp.aiplatform.rag-corpus": {
    title: "RAG corpus",
    class: "knowledge-base",
    layer: "data",
    properties: z.object({
      backend: z.string(),
      /** Where its files come from, as `gs://bucket`, `google-drive`, `slack`. */
      sources: names,
      /** There are more files than were looked at. */
      truncated: z.boolean(),
      kmsKey,
    }),
  },
  "gcp.discoveryengine.data-store": {
    title: "Vertex AI Search data store",
    class: "knowledge-base",
    layer: "data",
    properties: z.object({
      content: z.string(),
      /** Answers each user with what the sources let that user read. */
      sourceAcl: z.boolean(),
      kmsKey,
    }),
  },
  "gcp.discoveryengine.engine": {
    title: "Vertex AI Search app",
    class: "api",
    layer: "api",
    properties: z.object({
      solution: z.string(),
      /** Its widget answers on a web page of Google's. */
      webApp: z.boolean(),
      allowedDomains: names,
      kmsKey,
    }),
  },
  "gcp.discoveryengine.assistant": {
    title: "Gemini Enterprise assistant",
    class: "agent",
    layer: "model",
    properties: z.object({
      webGrounding: z.string(),
      tools: names,
      /** Answers when the guardrail does not. */
      failsOpen: z.boolean(),
    }),
  },
  "gcp.dialogflow.agent": {
    title: "Dialogflow agent",
    class: "agent",
    layer: "model",
    properties: z.object({
      edition: z.enum(["cx", "es"]),
      /** Writes conversations to Cloud Logging. */
      cloudLogging: z.boolean(),
      /** Keeps conversations so that they can be looked into. */
      interactionLogging: z.boolean(),
      /** What it keeps is masked before by security settings with a template. */
      redaction: z.boolean(),
    }),
  },
  "gcp.dialogflow.safety-settings": {
    title: "Dialogflow safety settings",
    class: "guardrail",
    layer: "model",
    properties: z.object({
      /** Categories for which nothing is blocked. */
      unfilteredCategories: names,
      promptSecurity: z.boolean(),
      bannedPhraseCount: z.number(),
    }),
  },
  "gcp.dialogflow.webhook": {
    title: "Dialogflow webhook",
    class: "agent-tool",
    layer: "api",
    properties: z.object({
      enabled: z.boolean(),
      /** How the agent proves who it is. */
      proof: z.enum(["none", "password", "header", "oauth", "google-identity", "private-network"]),
      encrypted: z.boolean(),
    }),
  },
  "gcp.dialogflow.tool": {
    title: "Dialogflow tool",
    class: "agent-tool",
    layer: "api",
    properties: z.object({
      kind: z.enum(["open-api", "data-store", "function", "other"]),
      proof: z.string(),
    }),
  },
  "gcp.documentai.processor": {
    title: "Document AI processor",
    class: "model-deployment",
    layer: "model",
    properties: z.object({ processorType: z.string(), state: z.string(), kmsKey }),
  },
  "gcp.agentregistry.agent": {
    title: "Registered agent",
    class: "agent",
    layer: "model",
    properties: z.object({
      framework: z.string().nullable(),
      /** Full name of what runs it, where the registry knows. */
      runsOn: z.string().nullable(),
      protocols: names,
      hosts: names,
    }),
  },
  "gcp.agentregistry.mcp-server": {
    title: "Registered MCP server",
    class: "agent-tool",
    layer: "api",
    properties: z.object({
      runsOn: z.string().nullable(),
      tools: names,
      /** Addresses that are not encrypted on the way. */
      clearTextUrls: names,
    }),
  },
  "gcp.cloudaicompanion.settings": {
    title: "Gemini for Google Cloud settings",
    class: "ai-service",
    layer: "model",
    properties: z.object({
      /** Google may use prompts and answers to improve its products. */
      sharesDataWithGoogle: z.boolean(),
      logsPrompts: z.boolean(),
      logsMetadata: z.boolean(),
    }),
  },
});
