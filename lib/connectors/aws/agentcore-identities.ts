import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { service } from "./agentcore-records.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { textOf } from "./listed.ts";
import { detail, itemsOf, pages, smallNextToken, type Answer, type Unknowns } from "./pages.ts";

/** One of `ListWorkloadIdentities`, and `GetWorkloadIdentity`. */
const RawIdentity = z.object({
  name: z.string(),
  workloadIdentityArn: z.string(),
  allowedResourceOauth2ReturnUrls: z.array(z.string()).optional(),
});
/** One of `ListApiKeyCredentialProviders` or `ListOauth2CredentialProviders`. */
const RawProvider = z.object({
  name: z.string(),
  credentialProviderArn: z.string(),
  credentialProviderVendor: z.string().optional(),
  createdTime: z.string(),
});

export const agentcoreWorkloadIdentities: Collector = {
  id: "agentcore-workload-identities",
  title: "AgentCore workload identities",
  per: "region",
  produces: ["aws.agentcore.workload-identity"],
  permissions: ["bedrock-agentcore:ListWorkloadIdentities", "bedrock-agentcore:GetWorkloadIdentity"],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListWorkloadIdentities", {}, smallNextToken)) {
      const parts = await mapConcurrently(itemsOf(page, "workloadIdentities"), 4, async (listed) => {
        const unknowns: Unknowns = {};
        const name = textOf(listed, "name", `${service}:ListWorkloadIdentities`);
        const whole = await detail(source, service, "GetWorkloadIdentity", { name }, unknowns, [
          "properties.returnUrls",
        ]);
        return { listed, whole, unknowns };
      });
      yield batchOf(`${service}:GetWorkloadIdentity`, parts, (part) =>
        normalizeWorkloadIdentity(part, source.scope),
      );
    }
  },
};

export function normalizeWorkloadIdentity(
  parts: { listed: unknown; whole: Answer | null; unknowns: Unknowns },
  scope: Scope,
): Batch {
  const identity = RawIdentity.parse(parts.whole ?? parts.listed);
  const resource: Resource<"aws.agentcore.workload-identity"> = {
    key: identity.workloadIdentityArn,
    type: "aws.agentcore.workload-identity",
    name: identity.name,
    ...scope,
    tags: {},
    properties: { returnUrls: identity.allowedResourceOauth2ReturnUrls ?? [] },
    facets: {
      kind: "service-account",
      // It stands for an agent towards services outside AWS and holds no permission of the account.
      grants: [],
      trusts: [],
      longLivedKeyCount: 0,
      lastUsedAt: null,
    },
  };
  return {
    resources: [withUnknowns(resource, { ...parts.unknowns, "facets.lastUsedAt": useUntold })],
    relationships: [],
  };
}

const useUntold: Unknown = {
  reason: "unsupported",
  call: `${service}:GetWorkloadIdentity`,
  permission: null,
  message: "AgentCore does not tell when a workload identity was used",
};

const kinds = [
  { kind: "api-key", operation: "ListApiKeyCredentialProviders" },
  { kind: "oauth2", operation: "ListOauth2CredentialProviders" },
] as const;

export const agentcoreCredentialProviders: Collector = {
  id: "agentcore-credential-providers",
  title: "AgentCore credential providers, never their secrets",
  per: "region",
  produces: ["aws.agentcore.credential-provider"],
  permissions: [
    "bedrock-agentcore:ListApiKeyCredentialProviders",
    "bedrock-agentcore:ListOauth2CredentialProviders",
  ],
  collect: async function* (source) {
    for (const { kind, operation } of kinds)
      for await (const page of pages(source, service, operation, {}, smallNextToken))
        yield batchOf(`${service}:${operation}`, itemsOf(page, "credentialProviders"), (raw) =>
          normalizeCredentialProvider(raw, kind, source.scope),
        );
  },
};

export function normalizeCredentialProvider(raw: unknown, kind: "api-key" | "oauth2", scope: Scope): Batch {
  const provider = RawProvider.parse(raw);
  const resource: Resource<"aws.agentcore.credential-provider"> = {
    key: provider.credentialProviderArn,
    type: "aws.agentcore.credential-provider",
    name: provider.name,
    ...scope,
    tags: {},
    properties: { kind, vendor: provider.credentialProviderVendor ?? null, createdAt: provider.createdTime },
    // The secret itself lies in Secrets Manager, where its key and its rotation are judged.
    facets: { rotation: true, customerKey: true },
  };
  return { resources: [resource], relationships: [] };
}
