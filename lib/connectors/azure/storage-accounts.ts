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
import { samplesOf } from "./container-samples.ts";
import { detail, eachParent, listed } from "./detail.ts";
import { parseRows, queryGraph } from "./graph-query.ts";
import { isPubliclyReachable } from "./network-access.ts";
import type { StoreSample } from "../detectors/sampled-object.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.Storage";

const Properties = z.object({
  publicNetworkAccess: z.string().nullish(),
  networkAcls: z
    .object({
      defaultAction: z.enum(["Allow", "Deny"]).nullish(),
      ipRules: z.array(z.object({ value: z.string() })).nullish(),
    })
    .nullish(),
  allowBlobPublicAccess: z.boolean().nullish(),
  allowSharedKeyAccess: z.boolean().nullish(),
  supportsHttpsTrafficOnly: z.boolean().nullish(),
  minimumTlsVersion: z.string().nullish(),
  encryption: z.object({ keySource: z.string().nullish() }).nullish(),
  privateEndpointConnections: PrivateConnections,
});
const StorageAccount = armRow(Properties);
export type StorageAccount = ArmRow<z.infer<typeof Properties>>;

const BlobService = z.object({ properties: z.object({ isVersioningEnabled: z.boolean().nullish() }) });
const Container = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    publicAccess: z.enum(["None", "Blob", "Container"]).nullish(),
    metadata: z.record(z.string(), z.string()).nullish(),
  }),
});

export const storageAccounts: Collector = {
  id: "storage-accounts",
  title: "Storage accounts and blob containers",
  per: "account",
  produces: ["azure.storage.account", "azure.storage.container", "contains", "reached-privately-through"],
  permissions: [
    "Microsoft.Storage/storageAccounts/read",
    "Microsoft.Storage/storageAccounts/blobServices/read",
    "Microsoft.Storage/storageAccounts/blobServices/containers/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  collect: async function* (source) {
    const query = resourcesOfType("microsoft.storage/storageaccounts");
    for await (const { rows, unparsed } of queryGraph(source, query, StorageAccount)) {
      yield { resources: [], relationships: [], unparsed };
      yield* eachParent(rows, async (row) => {
        const input = { id: row.id };
        const containers = row.kind === "FileStorage" ? [] : await containersOf(input);
        const logging = await logsAnyOf(source, `${row.id}/blobServices/default`, ["StorageRead", "audit"]);
        const blob = await detail(
          source,
          { service, operation: "BlobServices_GetServiceProperties" },
          input,
          BlobService,
        );
        const samples = await samplesOf(source, placeOf(row, source.scope.account), containers);
        return normalizeStorageAccount(row, source.scope.account, { containers, logging, blob, samples });
      });
    }
    function containersOf(input: { id: string }) {
      return listed(source, { service, operation: "BlobContainers_List" }, input);
    }
  },
};

export type StorageAnswers = {
  containers: readonly unknown[];
  logging: { logs: boolean; unknown: Unknown | null };
  blob: { value: z.infer<typeof BlobService> | null; unknown: Unknown | null };
  samples?: ReadonlyMap<string, StoreSample>;
};

export function normalizeStorageAccount(
  row: StorageAccount,
  account: string,
  answers: StorageAnswers,
): Batch {
  const { properties } = row;
  const place = placeOf(row, account);
  const rules = {
    publicNetworkAccess: properties.publicNetworkAccess ?? null,
    defaultAction: properties.networkAcls?.defaultAction ?? ("Allow" as const),
    ipRules: (properties.networkAcls?.ipRules ?? []).map(({ value }) => value),
  };
  const facets = {
    publicRead: false,
    publicWrite: false,
    // Accounts older than the setting have it unset, and Azure lets their containers be public.
    blocksPublicAccess: properties.allowBlobPublicAccess === false,
    publicNetwork: isPubliclyReachable(rules),
    keyAuthentication: properties.allowSharedKeyAccess !== false,
    encryption:
      properties.encryption?.keySource?.toLowerCase() === "microsoft.keyvault"
        ? ("customer-key" as const)
        : ("provider-key" as const),
    versioning: answers.blob.value?.properties.isVersioningEnabled === true,
    accessLogging: answers.logging.logs,
    externalPrincipals: [],
  };
  const unknowns = {
    "facets.accessLogging": answers.logging.unknown,
    "facets.versioning": answers.blob.unknown,
  };
  const containers = parseRows(answers.containers, Container, `${service}:BlobContainers_List`);
  return {
    resources: [
      withUnknown(
        {
          ...place,
          type: "azure.storage.account",
          properties: {
            ...rules,
            kind: row.kind ?? "StorageV2",
            minimumTls: properties.minimumTlsVersion ?? null,
            httpsOnly: properties.supportsHttpsTrafficOnly !== false,
          },
          facets,
        },
        unknowns,
      ),
      ...containers.rows.map((container) => {
        const sampled = answers.samples?.get(container.name);
        return withUnknown(containerOf(container, place, facets, sampled?.sample ?? null), {
          ...unknowns,
          "properties.sample": sampled?.unknown ?? null,
        });
      }),
    ],
    relationships: [
      ...containers.rows.map(({ id }) => ({
        from: place.key,
        kind: "contains" as const,
        to: armKey(id),
      })),
      ...approvedEndpoints(properties.privateEndpointConnections).map((to) => ({
        from: place.key,
        kind: "reached-privately-through" as const,
        to,
      })),
    ],
    unparsed: containers.unparsed,
  };
}

type Place = ReturnType<typeof placeOf>;

/** A container is readable by anybody if it says so, its account allows it, and its network lets them in. */
function containerOf(
  raw: z.infer<typeof Container>,
  place: Place,
  inherited: Resource<"azure.storage.account">["facets"],
  sample: StoreSample["sample"],
): Resource<"azure.storage.container"> {
  const publicAccess = raw.properties.publicAccess ?? "None";
  return {
    ...place,
    key: armKey(raw.id),
    type: "azure.storage.container",
    name: raw.name,
    // Containers carry no tags: metadata is what their owners write, over what the account says of all of them.
    tags: { ...place.tags, ...withHyphens(raw.properties.metadata ?? {}) },
    properties: { accountId: place.key, publicAccess, sample },
    facets: {
      ...inherited,
      publicRead: publicAccess !== "None" && !inherited.blocksPublicAccess && inherited.publicNetwork,
    },
  };
}

/** Metadata names must be identifiers, so `data-classification` is written `data_classification`. */
const withHyphens = (metadata: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name.replaceAll("_", "-"), value]));
