import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import {
  approvedEndpoints,
  armRow,
  identityKeys,
  logsAnyOf,
  placeOf,
  PrivateConnections,
  resourcesOfType,
  type ArmRow,
} from "./arm.ts";
import { detail, eachParent } from "./detail.ts";
import { queryGraph } from "./graph-query.ts";
import { isPubliclyReachable } from "./network-access.ts";
import { DataSources, Indexers, ingestedContainers, SharedLinks } from "./search-indexers.ts";
import { withUnknown } from "../normalized.ts";

const Properties = z.object({
  /** Its own address, which newer versions of the interface tell; the only sign of another cloud. */
  endpoint: z.string().nullish(),
  publicNetworkAccess: z.string().nullish(),
  networkRuleSet: z.object({ ipRules: z.array(z.object({ value: z.string() })).nullish() }).nullish(),
  disableLocalAuth: z.boolean().nullish(),
  semanticSearch: z.string().nullish(),
  replicaCount: z.number().nullish(),
  encryptionWithCmk: z
    .object({ enforcement: z.string().nullish(), encryptionComplianceStatus: z.string().nullish() })
    .nullish(),
  privateEndpointConnections: PrivateConnections,
  sharedPrivateLinkResources: SharedLinks,
});
const SearchService = armRow(Properties);
type SearchService = ArmRow<z.infer<typeof Properties>>;

export const searchServices: Collector = {
  id: "search-services",
  title: "AI Search services and what they index",
  per: "account",
  produces: ["azure.search.service", "runs-as", "reached-privately-through", "ingests"],
  permissions: [
    "Microsoft.Search/searchServices/read",
    "Microsoft.Search/searchServices/indexers/read",
    "Microsoft.Search/searchServices/dataSources/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  collect: async function* (source) {
    const query = resourcesOfType("microsoft.search/searchservices");
    for await (const { rows, unparsed } of queryGraph(source, query, SearchService)) {
      yield { resources: [], relationships: [], unparsed };
      yield* eachParent(rows, async (row) => {
        const input = { serviceName: row.name };
        const logging = await logsAnyOf(source, row.id, ["OperationLogs"]);
        const dataSources = await detail(
          source,
          { service: "search", operation: "DataSources_List" },
          input,
          DataSources,
        );
        const indexers = await detail(
          source,
          { service: "search", operation: "Indexers_List" },
          input,
          Indexers,
        );
        return normalizeSearchService(row, source.scope.account, { logging, dataSources, indexers });
      });
    }
  },
};

export type SearchAnswers = {
  logging: { logs: boolean; unknown: Unknown | null };
  dataSources: { value: z.infer<typeof DataSources> | null; unknown: Unknown | null };
  indexers: { value: z.infer<typeof Indexers> | null; unknown: Unknown | null };
};

export function normalizeSearchService(row: SearchService, account: string, answers: SearchAnswers): Batch {
  const { properties } = row;
  const place = placeOf(row, account);
  const endpoints = approvedEndpoints(properties.privateEndpointConnections);
  const ipRules = (properties.networkRuleSet?.ipRules ?? []).map(({ value }) => value);
  const publicNetworkAccess = properties.publicNetworkAccess ?? null;
  const ingests = ingestedContainers(
    answers.indexers.value?.value ?? [],
    answers.dataSources.value?.value ?? [],
    properties.sharedPrivateLinkResources,
  );
  return {
    resources: [
      withUnknown(
        {
          ...place,
          type: "azure.search.service",
          properties: {
            sku: row.sku?.name ?? null,
            publicNetworkAccess,
            ipRules,
            managedIdentity: identityKeys(row).length > 0,
            semanticSearch: properties.semanticSearch ?? null,
            // What Azure gives to a service that asked for none.
            replicaCount: properties.replicaCount ?? 1,
            privateEndpoint: endpoints.length > 0,
          },
          facets: {
            // A search service has no default action: its first rule closes it to every other address.
            publicNetwork: isPubliclyReachable({
              publicNetworkAccess,
              defaultAction: ipRules.length === 0 ? "Allow" : "Deny",
              ipRules,
            }),
            keyAuthentication: properties.disableLocalAuth !== true,
            // Azure has no policy of its own on a search service; who may use it is in role assignments.
            broadAccess: false,
            customerKey: properties.encryptionWithCmk?.encryptionComplianceStatus === "Compliant",
            accessLogging: answers.logging.logs,
            hosts: [hostOf(row)],
          },
        },
        {
          "facets.accessLogging": answers.logging.unknown,
          "relationships.ingests": answers.indexers.unknown ?? answers.dataSources.unknown ?? ingests.unknown,
        },
      ),
    ],
    relationships: [
      ...identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as" as const, to })),
      ...endpoints.map((to) => ({ from: place.key, kind: "reached-privately-through" as const, to })),
      ...ingests.containers.map(({ key, indexer }) => ({
        from: place.key,
        kind: "ingests" as const,
        to: key,
        reason: `indexer ${indexer}`,
      })),
    ],
  };
}

const hostOf = ({ name, properties: { endpoint } }: SearchService): string =>
  endpoint && URL.canParse(endpoint)
    ? new URL(endpoint).hostname
    : `${name.toLowerCase()}.search.windows.net`;
