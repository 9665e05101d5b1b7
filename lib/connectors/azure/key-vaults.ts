import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import {
  approvedEndpoints,
  armKey,
  armRow,
  logsAnyOf,
  placeOf,
  PrivateConnections,
  resourcesOfType,
  type ArmRow,
} from "./arm.ts";
import { eachParent, listed } from "./detail.ts";
import { parseRows, queryGraph } from "./graph-query.ts";
import { isPubliclyReachable } from "./network-access.ts";
import { withUnknown } from "../normalized.ts";

const permissions = z.array(z.string()).nullish();
const AccessPolicy = z.object({
  objectId: z.string(),
  applicationId: z.string().nullish(),
  permissions: z.object({ secrets: permissions, keys: permissions }).nullish(),
});
const Properties = z.object({
  publicNetworkAccess: z.string().nullish(),
  networkAcls: z
    .object({
      defaultAction: z.enum(["Allow", "Deny"]).nullish(),
      ipRules: z.array(z.object({ value: z.string() })).nullish(),
    })
    .nullish(),
  enableRbacAuthorization: z.boolean().nullish(),
  enablePurgeProtection: z.boolean().nullish(),
  accessPolicies: z.array(z.unknown()).nullish(),
  privateEndpointConnections: PrivateConnections,
});
const Vault = armRow(Properties);
type Vault = ArmRow<z.infer<typeof Properties>>;

const Secret = z.object({
  id: z.string(),
  name: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
  properties: z.object({
    attributes: z.object({ enabled: z.boolean().nullish(), exp: z.number().nullish() }).nullish(),
  }),
});

export const keyVaults: Collector = {
  id: "key-vaults",
  title: "Key vaults and the names of their secrets",
  per: "account",
  produces: ["azure.key-vault.vault", "azure.key-vault.secret", "contains", "reached-privately-through"],
  permissions: [
    "Microsoft.KeyVault/vaults/read",
    "Microsoft.KeyVault/vaults/secrets/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  collect: async function* (source) {
    const query = resourcesOfType("microsoft.keyvault/vaults");
    for await (const { rows, unparsed } of queryGraph(source, query, Vault)) {
      yield { resources: [], relationships: [], unparsed };
      yield* eachParent(rows, async (row) => {
        const call = { service: "Microsoft.KeyVault", operation: "Secrets_List" };
        const secrets = await listed(source, call, { id: row.id });
        const logging = await logsAnyOf(source, row.id, ["AuditEvent", "audit"]);
        return normalizeKeyVault(row, source.scope.account, secrets, logging);
      });
    }
  },
};

export function normalizeKeyVault(
  row: Vault,
  account: string,
  secrets: readonly unknown[],
  logging: { logs: boolean; unknown: Unknown | null },
): Batch {
  const { properties } = row;
  const place = placeOf(row, account);
  const endpoints = approvedEndpoints(properties.privateEndpointConnections);
  const rules = {
    publicNetworkAccess: properties.publicNetworkAccess ?? null,
    defaultAction: properties.networkAcls?.defaultAction ?? ("Allow" as const),
    ipRules: (properties.networkAcls?.ipRules ?? []).map(({ value }) => value),
  };
  const { rows, unparsed } = parseRows(secrets, Secret, "Microsoft.KeyVault:Secrets_List");
  return {
    resources: [
      withUnknown(
        {
          ...place,
          type: "azure.key-vault.vault",
          properties: {
            ...rules,
            privateEndpoint: endpoints.length > 0,
            accessPolicyCount: properties.accessPolicies?.length ?? 0,
            accessPolicies: accessPoliciesOf(properties.accessPolicies ?? []),
            auditLogged: logging.logs,
          },
          facets: {
            publicNetwork: isPubliclyReachable(rules),
            roleBased: properties.enableRbacAuthorization === true,
            purgeProtection: properties.enablePurgeProtection === true,
          },
        },
        { "properties.auditLogged": logging.unknown },
      ),
      ...rows.map((secret) => ({
        ...place,
        key: armKey(secret.id),
        type: "azure.key-vault.secret" as const,
        name: secret.name,
        tags: secret.tags ?? {},
        properties: {
          vaultId: place.key,
          enabled: secret.properties.attributes?.enabled !== false,
          expiresAt: instantOf(secret.properties.attributes?.exp),
        },
        facets: {
          // A vault rotates no secret by itself; an expiry is what makes somebody do it.
          rotation: instantOf(secret.properties.attributes?.exp) !== null,
          // Secrets are kept under the vault's own hardware-backed key, which nobody can replace.
          customerKey: true,
        },
      })),
    ],
    relationships: [
      ...rows.map(({ id }) => ({ from: place.key, kind: "contains" as const, to: armKey(id) })),
      ...endpoints.map((to) => ({ from: place.key, kind: "reached-privately-through" as const, to })),
    ],
    unparsed,
  };
}

type AccessPolicies = Resource<"azure.key-vault.vault">["properties"]["accessPolicies"];

const lowered = (texts: readonly string[] | null | undefined): string[] =>
  (texts ?? []).map((text) => text.toLowerCase());

/** A vault has at most 1,024 of them. */
const accessPoliciesOf = (policies: readonly unknown[]): AccessPolicies =>
  policies.slice(0, 1_024).flatMap((raw) => {
    const { data } = AccessPolicy.safeParse(raw);
    if (!data) return [];
    return [
      {
        objectId: data.objectId.toLowerCase(),
        applicationId: data.applicationId?.toLowerCase() ?? null,
        secrets: lowered(data.permissions?.secrets),
        keys: lowered(data.permissions?.keys),
      },
    ];
  });

/** An expiry after the year 9999 is none: mostly milliseconds written where seconds belong. */
const lastSecond = 253_402_300_799;
const instantOf = (seconds: number | null | undefined): string | null =>
  typeof seconds === "number" && seconds >= 0 && seconds <= lastSecond
    ? new Date(seconds * 1_000).toISOString()
    : null;
