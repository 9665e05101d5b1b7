import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

/** Only what its provider's models are called by: they are the provider's, used as they come. */
const HostedModel = z.object({});

export const saasResourceTypes = defineResourceTypes({
  "openai.organization": {
    title: "Organization",
    class: "tenant",
    layer: "identity",
    properties: z.object({
      ownerCount: z.number(),
      memberCount: z.number(),
      /** Members that no directory provisioned and none will remove. */
      membersOutsideDirectory: z.array(z.string()),
      pendingInvites: z.array(z.string()),
      auditLogging: z.boolean(),
    }),
  },
  "openai.project": {
    title: "Project",
    class: "tenant",
    layer: "model",
    properties: z.object({
      /** Models it may use; null where it may use all of them. */
      allowedModels: z.array(z.string()).nullable(),
      deniedModels: z.array(z.string()),
      retentionType: z.string(),
      weakerThanOrganization: z.boolean(),
      remoteTools: z.array(z.string()),
      ownerCount: z.number(),
      memberCount: z.number(),
      serviceAccountCount: z.number(),
      rateLimitedModels: z.number(),
    }),
  },
  "openai.api-key": {
    title: "API key",
    class: "credential",
    layer: "identity",
    properties: z.object({ owner: z.string().nullable(), ownerKind: z.string(), hint: z.string() }),
  },
  "openai.admin-key": {
    title: "Admin API key",
    class: "credential",
    layer: "identity",
    properties: z.object({ owner: z.string().nullable(), ownerKind: z.string(), hint: z.string() }),
  },
  "openai.model": { title: "Model", class: "model", layer: "model", properties: HostedModel },
  "anthropic.organization": {
    title: "Organization",
    class: "tenant",
    layer: "identity",
    properties: z.object({
      administratorCount: z.number(),
      memberCount: z.number(),
      /** Members who lately signed in by another way than single sign-on. */
      membersWithoutSingleSignOn: z.array(z.string()),
      pendingInvites: z.array(z.string()),
      activityCaptured: z.boolean(),
      codeExecutionReachesInternet: z.boolean(),
    }),
  },
  "anthropic.workspace": {
    title: "Workspace",
    class: "tenant",
    layer: "model",
    properties: z.object({
      isDefault: z.boolean(),
      geography: z.string().nullable(),
      /** Regions its requests may be answered from; null where any may. */
      allowedGeographies: z.array(z.string()).nullable(),
      administratorCount: z.number(),
      memberCount: z.number(),
      ownRateLimits: z.boolean(),
    }),
  },
  "anthropic.api-key": {
    title: "API key",
    class: "credential",
    layer: "identity",
    properties: z.object({ owner: z.string().nullable(), ownerKind: z.string(), hint: z.string() }),
  },
  "anthropic.model": { title: "Model", class: "model", layer: "model", properties: HostedModel },
  "huggingface.organization": {
    title: "Organization",
    class: "tenant",
    layer: "pipeline",
    properties: z.object({
      administratorCount: z.number(),
      memberCount: z.number(),
      resourceGroups: z.array(z.string()),
      /** Hosts that are told of each change and could not tell who told them. */
      unsignedWebhooks: z.array(z.string()),
    }),
  },
  "huggingface.model": {
    title: "Model repository",
    class: "model",
    layer: "model",
    properties: z.object({
      private: z.boolean(),
      gated: z.boolean(),
      license: z.string().nullable(),
      baseModels: z.array(z.string()),
      /** Weights in a format that runs code when it is loaded. */
      pickleFiles: z.array(z.string()),
      safetensors: z.boolean(),
      scanned: z.boolean(),
      filesWithIssues: z.array(z.string()),
      remoteCode: z.boolean(),
      hasCard: z.boolean(),
    }),
  },
  "huggingface.dataset": {
    title: "Dataset repository",
    class: "dataset",
    layer: "data",
    properties: z.object({
      gated: z.boolean(),
      license: z.string().nullable(),
      scanned: z.boolean(),
      filesWithIssues: z.array(z.string()),
      /** A script that loading the dataset would run. */
      loadingScript: z.boolean(),
    }),
  },
  "huggingface.space": {
    title: "Space",
    class: "compute",
    layer: "api",
    properties: z.object({
      sdk: z.string().nullable(),
      stage: z.string().nullable(),
      /** What it runs on now, such as `cpu-basic` or `a10g-small`. */
      hardware: z.string().nullable(),
      /** Names of what its code is given, in secret and in clear. */
      secretNames: z.array(z.string()),
      variableNames: z.array(z.string()),
    }),
  },
  "huggingface.endpoint": {
    title: "Inference endpoint",
    class: "model-deployment",
    layer: "model",
    properties: z.object({
      /** Whoever calls it must show a token, or come through a private link. */
      authenticated: z.boolean(),
      state: z.string(),
      revision: z.string().nullable(),
      /** Names by commit which files are served. */
      revisionPinned: z.boolean(),
      url: z.string().nullable(),
    }),
  },
});
