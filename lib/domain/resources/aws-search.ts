import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

const sources = z.array(z.object({ id: z.string(), name: z.string(), kind: z.string() }));

/** What answers people out of their own documents, and what reads texts. */
export const awsSearchResourceTypes = defineResourceTypes({
  "aws.qbusiness.application": {
    title: "Q Business application",
    class: "agent",
    layer: "model",
    properties: z.object({
      status: z.string(),
      /** Who signs its users in: `AWS_IAM_IDC`, `AWS_IAM_IDP_SAML`…, or `ANONYMOUS`. */
      identity: z.string(),
      /** Answers rest on the connected documents alone, not on what the model knows besides. */
      documentsOnly: z.boolean(),
      /** Users may talk to the model itself, past the documents. */
      creatorMode: z.boolean(),
      /** Statements that the documents do not bear out are found and mended. */
      reducesHallucination: z.boolean(),
      blockedPhraseCount: z.number(),
      /** Topics whose rules refuse to answer. */
      blockedTopics: z.array(z.string()),
      attachments: z.boolean(),
    }),
  },
  "aws.qbusiness.index": {
    title: "Q Business index",
    class: "knowledge-base",
    layer: "data",
    properties: z.object({
      status: z.string(),
      dataSources: sources,
      /** Sources whose documents are told to everybody, whoever may read them there. */
      openSources: z.array(z.string()),
    }),
  },
  "aws.qbusiness.plugin": {
    title: "Q Business plugin",
    class: "agent-tool",
    layer: "api",
    properties: z.object({
      kind: z.string(),
      enabled: z.boolean(),
      /** `oauth`, `basic`, `identity-center` or `none`. */
      credential: z.string(),
    }),
  },
  "aws.kendra.index": {
    title: "Kendra index",
    class: "knowledge-base",
    layer: "data",
    properties: z.object({
      status: z.string(),
      edition: z.string(),
      /** Whom results are for is proved by a token, or is what the caller says. */
      userContext: z.enum(["token", "attribute"]),
      dataSources: sources,
      /** Sources whose documents are told to everybody, whoever may read them there. */
      openSources: z.array(z.string()),
    }),
  },
  "aws.comprehend.model": {
    title: "Comprehend custom model",
    class: "model",
    layer: "model",
    properties: z.object({
      kind: z.enum(["classifier", "recognizer"]),
      status: z.string(),
      /** The volume it was trained on lay under a customer key. */
      volumeCustomerKey: z.boolean(),
      /** What its training wrote lies under a customer key; true where it writes nothing. */
      outputCustomerKey: z.boolean(),
      privateNetwork: z.boolean(),
    }),
  },
  "aws.comprehend.endpoint": {
    title: "Comprehend endpoint",
    class: "model-deployment",
    layer: "model",
    properties: z.object({ status: z.string() }),
  },
  "aws.comprehend.flywheel": {
    title: "Comprehend flywheel",
    class: "pipeline",
    layer: "pipeline",
    properties: z.object({ status: z.string(), kind: z.string().nullable() }),
  },
  "aws.comprehend.job": {
    title: "Comprehend analysis job",
    class: "processing-job",
    layer: "data",
    properties: z.object({ status: z.string(), kind: z.string() }),
  },
});
