import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { keyOf, lastSegment, withProjectId } from "./names.ts";
import { listItems } from "./paging.ts";

const Pool = z.object({
  name: z.string(),
  displayName: z.string().optional(),
  disabled: z.boolean().default(false),
  state: z.string().optional(),
  mode: z.string().default("FEDERATION_ONLY"),
});
const Provider = z.object({
  name: z.string(),
  displayName: z.string().optional(),
  disabled: z.boolean().default(false),
  state: z.string().optional(),
  attributeCondition: z.string().default(""),
  attributeMapping: z.record(z.string(), z.string()).default({}),
  oidc: z.object({ issuerUri: z.string(), allowedAudiences: z.array(z.string()).default([]) }).optional(),
  aws: z.object({ accountId: z.string() }).optional(),
  saml: z.unknown().optional(),
  x509: z.unknown().optional(),
});

const pools = "projects.locations.workloadIdentityPools";

/** Who from outside Google may get an identity of the project, and on what condition. */
export const workloadIdentity: Collector = {
  id: "workload-identity",
  title: "Workload identity pools and providers",
  per: "account",
  produces: ["gcp.iam.workload-identity-pool", "gcp.iam.workload-identity-provider", "contains"],
  permissions: ["iam.workloadIdentityPools.list", "iam.workloadIdentityPoolProviders.list"],
  collect: async function* (source) {
    for await (const page of listItems(source, "iam", `${pools}.list`, "workloadIdentityPools"))
      for (const raw of page) {
        const { name } = z.object({ name: z.string() }).parse(raw);
        const providers: unknown[] = [];
        const input = { parent: name };
        const field = "workloadIdentityPoolProviders";
        for await (const found of listItems(source, "iam", `${pools}.providers.list`, field, input))
          providers.push(...found);
        yield normalizePool(raw, providers, source.scope);
      }
  },
};

export function normalizePool(raw: unknown, rawProviders: readonly unknown[], scope: Scope): Batch {
  const pool = Pool.parse(raw);
  const providers = z.array(Provider).parse(rawProviders);
  const key = keyOf("iam", withProjectId(pool.name, scope.account));
  const place = { account: scope.account, region: null, tags: {}, facets: {} };
  const enabled = !pool.disabled && pool.state !== "DELETED";
  const ofPool: Resource<"gcp.iam.workload-identity-pool"> = {
    ...place,
    key,
    type: "gcp.iam.workload-identity-pool",
    name: pool.displayName || lastSegment(pool.name),
    properties: { enabled, mode: pool.mode },
  };
  const ofProviders = providers.map((provider): Resource<"gcp.iam.workload-identity-provider"> => ({
    ...place,
    key: keyOf("iam", withProjectId(provider.name, scope.account)),
    type: "gcp.iam.workload-identity-provider",
    name: `${ofPool.name} / ${provider.displayName || lastSegment(provider.name)}`,
    properties: {
      enabled: enabled && !provider.disabled && provider.state !== "DELETED",
      kind: kindOf(provider),
      issuer: provider.oidc?.issuerUri ?? provider.aws?.accountId ?? null,
      audiences: provider.oidc?.allowedAudiences ?? [],
      condition: provider.attributeCondition.trim().slice(0, 4_096) || null,
      mapping: provider.attributeMapping,
    },
  }));
  return {
    resources: [ofPool, ...ofProviders],
    relationships: ofProviders.map((provider) => ({ from: key, kind: "contains", to: provider.key })),
  };
}

function kindOf({ oidc, aws, x509 }: z.infer<typeof Provider>): "oidc" | "aws" | "x509" | "saml" {
  if (oidc) return "oidc";
  if (aws) return "aws";
  return x509 === undefined ? "saml" : "x509";
}
