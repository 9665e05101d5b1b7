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
import { eachParent } from "./detail.ts";
import { queryGraph } from "./graph-query.ts";
import { isPubliclyReachable } from "./network-access.ts";
import { isSustained, throttlingOf } from "./throttling.ts";
import { withUnknown } from "../normalized.ts";

const Properties = z.object({
  endpoint: z.string().nullish(),
  endpoints: z.record(z.string(), z.string()).nullish(),
  publicNetworkAccess: z.string().nullish(),
  networkAcls: z
    .object({
      defaultAction: z.enum(["Allow", "Deny"]).nullish(),
      ipRules: z.array(z.object({ value: z.string() })).nullish(),
    })
    .nullish(),
  disableLocalAuth: z.boolean().nullish(),
  restrictOutboundNetworkAccess: z.boolean().nullish(),
  allowedFqdnList: z.array(z.string()).nullish(),
  encryption: z.object({ keySource: z.string().nullish() }).nullish(),
  capabilities: z.array(z.object({ name: z.string(), value: z.string().nullish() })).nullish(),
  privateEndpointConnections: PrivateConnections,
});
export const AiAccount = armRow(Properties);
export type AiAccount = ArmRow<z.infer<typeof Properties>>;

export const aiAccountsQuery = resourcesOfType("microsoft.cognitiveservices/accounts");
export const requestCategories = ["RequestResponse"] as const;

export const aiAccounts: Collector = {
  id: "ai-accounts",
  title: "Azure OpenAI and AI services accounts",
  per: "account",
  produces: ["azure.cognitive-services.account", "runs-as", "reached-privately-through"],
  permissions: [
    "Microsoft.ResourceGraph/resources/read",
    "Microsoft.CognitiveServices/accounts/read",
    "Microsoft.Insights/diagnosticSettings/read",
    "Microsoft.Insights/metrics/read",
  ],
  collect: async function* (source) {
    for await (const { rows, unparsed } of queryGraph(source, aiAccountsQuery, AiAccount)) {
      yield { resources: [], relationships: [], unparsed };
      yield* eachParent(rows, async (row) => {
        const logging = await logsAnyOf(source, row.id, requestCategories);
        const throttling = servesModels(row) ? await throttlingOf(source, row.id) : notAsked;
        return normalizeAiAccount(row, source.scope.account, logging, throttling);
      });
    }
  },
};

const servesModels = ({ kind }: AiAccount): boolean => kind === "OpenAI" || kind === "AIServices";
const notAsked = { value: null, unknown: null };

export function normalizeAiAccount(
  row: AiAccount,
  account: string,
  logging: { logs: boolean; unknown: Unknown | null },
  throttling: Awaited<ReturnType<typeof throttlingOf>> = notAsked,
): Batch {
  const { properties } = row;
  const place = placeOf(row, account);
  const endpoints = approvedEndpoints(properties.privateEndpointConnections);
  const rules = networkRulesOf(properties);
  return {
    resources: [
      withUnknown(
        {
          ...place,
          type: "azure.cognitive-services.account",
          properties: {
            ...rules,
            kind: row.kind ?? "unknown",
            sku: row.sku?.name ?? null,
            managedIdentity: identityKeys(row).length > 0,
            restrictsOutbound: properties.restrictOutboundNetworkAccess === true,
            allowedFqdns: properties.allowedFqdnList ?? [],
            abuseMonitoring: isMonitored(properties),
            sustainedThrottling: isSustained(throttling.value),
          },
          facets: {
            ...inheritedFacets(properties),
            privateEndpoint: endpoints.length > 0,
            logsRequests: logging.logs,
            hosts: hostsOf(properties),
          },
        },
        {
          "facets.logsRequests": logging.unknown,
          "properties.sustainedThrottling": throttling.unknown,
        },
      ),
    ],
    relationships: [
      ...identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as" as const, to })),
      ...endpoints.map((to) => ({ from: place.key, kind: "reached-privately-through" as const, to })),
    ],
  };
}

type AccountProperties = AiAccount["properties"];

/** What an account decides for every deployment in it. */
export const inheritedFacets = (properties: AccountProperties) => ({
  publicNetwork: isPubliclyReachable(networkRulesOf(properties)),
  keyAuthentication: properties.disableLocalAuth !== true,
  customerKey: properties.encryption?.keySource?.toLowerCase() === "microsoft.keyvault",
});

/** Azure lists the capability only where it was taken away. */
const isMonitored = ({ capabilities }: AccountProperties): boolean =>
  !(capabilities ?? []).some(
    ({ name, value }) => name === "ContentLogging" && value?.toLowerCase() === "false",
  );

// An account without a firewall answers every network, as if its default were Allow.
const networkRulesOf = ({ publicNetworkAccess, networkAcls }: AccountProperties) => ({
  publicNetworkAccess: publicNetworkAccess ?? null,
  defaultAction: networkAcls?.defaultAction ?? ("Allow" as const),
  ipRules: (networkAcls?.ipRules ?? []).map(({ value }) => value),
});

/** Its own host names. A regional host is shared by every account of the region, so it names none of them. */
export function hostsOf({ endpoint, endpoints }: AccountProperties): string[] {
  const hosts = [endpoint, ...Object.values(endpoints ?? {})].flatMap((url) => {
    const host = url && URL.canParse(url) ? new URL(url).hostname : "";
    return host === "" || host.endsWith(".api.cognitive.microsoft.com") ? [] : [host];
  });
  return [...new Set(hosts)].toSorted();
}
