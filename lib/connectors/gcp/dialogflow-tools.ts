import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { keyOf, lastSegment, locationOf, withProjectId } from "./names.ts";
import { withUnknown } from "../normalized.ts";

const anything = z.unknown().optional();
const WebService = z.object({
  uri: z.string().default(""),
  username: z.string().optional(),
  secretVersionForUsernamePassword: z.string().optional(),
  requestHeaders: z.record(z.string(), z.string()).default({}),
  secretVersionsForRequestHeaders: z.record(z.string(), z.unknown()).default({}),
  oauthConfig: anything,
  serviceAccountAuthConfig: anything,
  /** Left out, the agent of the service sends an identity token. */
  serviceAgentAuth: z.string().default("ID_TOKEN"),
  isCloudFunction: z.boolean().default(false),
});
type WebService = z.infer<typeof WebService>;
export const Webhook = z.object({
  name: z.string(),
  displayName: z.string().optional(),
  disabled: z.boolean().default(false),
  genericWebService: WebService.optional(),
  serviceDirectory: z.object({ genericWebService: WebService.optional() }).optional(),
});
const Authentication = z.object({
  apiKeyConfig: anything,
  bearerTokenConfig: anything,
  oauthConfig: anything,
  serviceAccountAuthConfig: anything,
  serviceAgentAuthConfig: anything,
});
export const Tool = z.object({
  name: z.string(),
  displayName: z.string().optional(),
  toolType: z.string().default("CUSTOMIZED_TOOL"),
  openApiSpec: z
    .object({
      textSchema: z.string().default(""),
      authentication: Authentication.optional(),
      serviceDirectoryConfig: anything,
    })
    .optional(),
  dataStoreSpec: anything,
  functionSpec: anything,
});
type Tool = z.infer<typeof Tool>;

type Proof = Resource<"gcp.dialogflow.webhook">["properties"]["proof"];

const notTold = (what: string): Unknown => ({
  reason: "unsupported",
  call: "dialogflow:projects.locations.agents.webhooks.list",
  permission: null,
  message: `Dialogflow does not know ${what}`,
});
const doings = {
  "facets.changesState": notTold("what the service behind it does"),
  "facets.requiresConfirmation": notTold("whether the service asks a person first"),
};

/** How an agent proves itself to a service. A header proves something only where its name says so. */
export function proofOf(service: WebService): Proof {
  if (service.oauthConfig !== undefined) return "oauth";
  if (service.serviceAccountAuthConfig !== undefined) return "google-identity";
  if (service.username || service.secretVersionForUsernamePassword) return "password";
  const headers = Object.keys(service.requestHeaders).some((name) =>
    /auth|token|key|secret|signature/i.test(name),
  );
  if (headers || Object.keys(service.secretVersionsForRequestHeaders).length > 0) return "header";
  return service.serviceAgentAuth === "NONE" ? "none" : "google-identity";
}

const authenticationOf: Readonly<Record<Proof, "none" | "key" | "identity">> = {
  none: "none",
  password: "key",
  header: "key",
  oauth: "identity",
  "google-identity": "identity",
  "private-network": "identity",
};

const hostOf = (uri: string): string[] => (URL.canParse(uri) ? [new URL(uri).host.toLowerCase()] : []);

export function normalizeWebhook(raw: unknown, agentKey: string, scope: Scope): Batch {
  const webhook = Webhook.parse(raw);
  const behind = webhook.serviceDirectory?.genericWebService;
  const service = webhook.genericWebService ?? behind ?? WebService.parse({ serviceAgentAuth: "NONE" });
  const isPrivate = webhook.serviceDirectory !== undefined && !webhook.genericWebService;
  return webhookBatch(webhook, service, proofOf(service), isPrivate, agentKey, scope);
}

/** The one webhook of an agent of the older edition, which sends nothing but what it is given. */
export function normalizeFulfillment(raw: unknown, agentKey: string, scope: Scope): Batch {
  const fulfillment = z
    .object({
      name: z.string(),
      displayName: z.string().optional(),
      enabled: z.boolean().default(false),
      genericWebService: WebService.optional(),
    })
    .parse(raw);
  const service = fulfillment.genericWebService;
  if (!service) return { resources: [], relationships: [] };
  const sent = { ...service, serviceAgentAuth: service.isCloudFunction ? "ID_TOKEN" : "NONE" };
  const named = {
    ...fulfillment,
    displayName: fulfillment.displayName || "fulfillment",
    disabled: !fulfillment.enabled,
  };
  return webhookBatch(named, sent, proofOf(sent), false, agentKey, scope);
}

function webhookBatch(
  webhook: { name: string; displayName?: string | undefined; disabled: boolean },
  service: WebService,
  proof: Proof,
  isPrivate: boolean,
  agentKey: string,
  { account }: Scope,
): Batch {
  const key = keyOf("dialogflow", withProjectId(webhook.name, account));
  const resource: Resource<"gcp.dialogflow.webhook"> = {
    key,
    type: "gcp.dialogflow.webhook",
    name: webhook.displayName || lastSegment(webhook.name),
    account,
    region: locationOf(webhook.name),
    tags: {},
    properties: {
      enabled: !webhook.disabled,
      proof: isPrivate && proof === "none" ? "private-network" : proof,
      encrypted: !service.uri.startsWith("http://"),
    },
    facets: {
      changesState: false,
      requiresConfirmation: false,
      authentication: authenticationOf[proof],
      publicNetwork: !webhook.disabled && !isPrivate && service.uri !== "",
      hosts: hostOf(service.uri),
    },
  };
  return {
    resources: [withUnknown(resource, doings)],
    relationships: [{ from: agentKey, kind: "uses-tool", to: key }],
  };
}

/** Methods of an interface's description that change something, in YAML or in JSON. */
const writes = (schema: string): boolean => /^\s*"?(post|put|patch|delete)"?\s*:/im.test(schema);
const servers = (schema: string): string[] =>
  [...schema.slice(0, 100_000).matchAll(/\burl"?\s*:\s*["']?(https?:\/\/[^\s"',}]+)/gi)].flatMap(([, url]) =>
    hostOf(url ?? ""),
  );

export function normalizeTool(raw: unknown, agentKey: string, { account }: Scope): Batch {
  const tool = Tool.parse(raw);
  const key = keyOf("dialogflow", withProjectId(tool.name, account));
  const spec = tool.openApiSpec;
  const proof = toolProof(spec?.authentication);
  const isPrivate = spec?.serviceDirectoryConfig !== undefined;
  const resource: Resource<"gcp.dialogflow.tool"> = {
    key,
    type: "gcp.dialogflow.tool",
    name: tool.displayName || lastSegment(tool.name),
    account,
    region: locationOf(tool.name),
    tags: {},
    properties: { kind: kindOf(tool), proof },
    facets: {
      changesState: spec !== undefined && writes(spec.textSchema),
      // Dialogflow calls a tool without asking anybody.
      requiresConfirmation: false,
      // What is no interface of a service is called within Dialogflow or by the application that talks to it.
      authentication: spec ? authenticationOf[proof] : "identity",
      publicNetwork: spec !== undefined && !isPrivate,
      hosts: spec ? [...new Set(servers(spec.textSchema))] : [],
    },
  };
  const isFunction = tool.functionSpec !== undefined;
  return {
    resources: [isFunction ? withUnknown(resource, doings) : resource],
    relationships: [{ from: agentKey, kind: "uses-tool", to: key }],
  };
}

function kindOf({
  openApiSpec,
  dataStoreSpec,
  functionSpec,
}: Tool): "open-api" | "data-store" | "function" | "other" {
  if (openApiSpec) return "open-api";
  if (dataStoreSpec !== undefined) return "data-store";
  return functionSpec === undefined ? "other" : "function";
}

function toolProof(authentication: z.infer<typeof Authentication> | undefined): Proof {
  if (!authentication) return "none";
  if (authentication.oauthConfig !== undefined) return "oauth";
  if (authentication.serviceAccountAuthConfig !== undefined) return "google-identity";
  if (authentication.serviceAgentAuthConfig !== undefined) return "google-identity";
  if (authentication.bearerTokenConfig !== undefined || authentication.apiKeyConfig !== undefined)
    return "header";
  return "none";
}

/** Whether one of an agent's tools runs code that the model writes. */
export const runsCode = (rawTools: readonly unknown[]): boolean =>
  rawTools.some((raw) => {
    const { data } = Tool.safeParse(raw);
    return data?.toolType === "BUILTIN_TOOL" && /code.?interpreter/i.test(`${data.displayName} ${data.name}`);
  });
