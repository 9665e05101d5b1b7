import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

/** Accounts, identities or `*` whom the resource's own policy lets act on it from outside the account. */
const outsideCallers = z.array(z.string());
/** Kinds of logs and traces that reach a destination: `APPLICATION_LOGS`, `TRACES`… */
const telemetry = z.array(z.string());

/** Bedrock AgentCore: where agents run, what they call, and what they remember. */
export const awsAgentCoreResourceTypes = defineResourceTypes({
  "aws.agentcore.service": {
    title: "AgentCore in a region",
    class: "ai-service",
    layer: "model",
    properties: z.object({}),
  },
  "aws.agentcore.runtime": {
    title: "AgentCore runtime",
    class: "agent",
    layer: "model",
    properties: z.object({
      status: z.string(),
      version: z.string(),
      protocol: z.string().nullable(),
      /** `PUBLIC` or `VPC`: where its sessions run and call out from. */
      networkMode: z.string(),
      /** A caller proves itself by a user's token, or as an IAM identity. */
      inbound: z.enum(["user-token", "iam"]),
      /** Its metadata service answers only callers that hold a session token. */
      metadataTokens: z.boolean(),
      maxLifetimeSeconds: z.number().nullable(),
      image: z.string().nullable(),
      /** Names (never values) of environment variables that hold a credential in clear. */
      secretVariables: z.array(z.string()),
      endpoints: z.array(z.object({ name: z.string(), version: z.string().nullable() })),
      outsideCallers,
      telemetry,
    }),
  },
  "aws.agentcore.gateway": {
    title: "AgentCore gateway",
    class: "agent-tool",
    layer: "pipeline",
    properties: z.object({
      status: z.string(),
      protocol: z.string().nullable(),
      authorizer: z.string(),
      /** What its policy engine does with a call that no policy permits. */
      policy: z.enum(["enforced", "logged", "none"]),
      /** Callers are told the inner error of a tool. */
      tellsErrors: z.boolean(),
      firewall: z.boolean(),
      customerKey: z.boolean(),
      targets: z.array(
        z.object({
          name: z.string(),
          kind: z.string(),
          /** As whom the gateway calls the target: the user it serves, or always itself. */
          actsAs: z.enum(["user", "gateway"]),
        }),
      ),
      outsideCallers,
      telemetry,
    }),
  },
  "aws.agentcore.memory": {
    title: "AgentCore memory",
    class: "data-store",
    layer: "data",
    properties: z.object({
      status: z.string(),
      /** How long raw events are kept before they expire. */
      eventDays: z.number(),
      strategies: z.array(z.string()),
      telemetry,
    }),
  },
  "aws.agentcore.browser": {
    title: "AgentCore browser tool",
    class: "agent-tool",
    layer: "pipeline",
    properties: z.object({ status: z.string(), networkMode: z.string(), recordsSessions: z.boolean() }),
  },
  "aws.agentcore.code-interpreter": {
    title: "AgentCore code interpreter",
    class: "agent-tool",
    layer: "pipeline",
    properties: z.object({
      status: z.string(),
      /** `SANDBOX` reaches nothing, `VPC` the customer's network, `PUBLIC` the internet. */
      networkMode: z.string(),
    }),
  },
  "aws.agentcore.policy-engine": {
    title: "AgentCore policy engine",
    class: "policy",
    layer: "identity",
    properties: z.object({
      status: z.string(),
      customerKey: z.boolean(),
      policyCount: z.number(),
      /** Names of policies that permit every caller every action. */
      permitsAll: z.array(z.string()),
      /** Names of policies that only log what they would have decided. */
      onlyLogged: z.array(z.string()),
    }),
  },
  "aws.agentcore.workload-identity": {
    title: "AgentCore workload identity",
    class: "identity",
    layer: "identity",
    properties: z.object({
      /** Addresses that users' tokens may be sent back to. */
      returnUrls: z.array(z.string()),
    }),
  },
  "aws.agentcore.credential-provider": {
    title: "AgentCore credential provider",
    class: "secret",
    layer: "identity",
    properties: z.object({
      kind: z.enum(["api-key", "oauth2"]),
      vendor: z.string().nullable(),
      createdAt: z.string(),
    }),
  },
});
