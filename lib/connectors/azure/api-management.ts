import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { apisOf, Apis, Backends, Policies, type GatewayApi } from "./api-management-apis.ts";
import { keysByHost } from "./backend-hosts.ts";
import { armKey, armRow, identityKeys, logsAnyOf, placeOf, resourcesOfType, type ArmRow } from "./arm.ts";
import { detail, eachParent, listed, type Detail } from "./detail.ts";
import { readGatewayPolicy, together } from "./gateway-policy.ts";
import { parseRows, queryGraph } from "./graph-query.ts";
import { isSwitchedOff } from "./network-access.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.ApiManagement";

const Properties = z.object({
  gatewayUrl: z.string().nullish(),
  hostnameConfigurations: z.array(z.object({ hostName: z.string().nullish() })).nullish(),
  virtualNetworkType: z.string().nullish(),
  publicNetworkAccess: z.string().nullish(),
  customProperties: z.record(z.string(), z.string()).nullish(),
});
const Gateway = armRow(Properties);
export type Gateway = ArmRow<z.infer<typeof Properties>>;

export const apiManagement: Collector = {
  id: "api-management",
  title: "API Management services and their APIs",
  per: "account",
  produces: ["azure.api-management.service", "azure.api-management.api", "runs-as", "contains", "routes-to"],
  permissions: [
    "Microsoft.ApiManagement/service/read",
    "Microsoft.ApiManagement/service/apis/read",
    "Microsoft.ApiManagement/service/apis/policies/read",
    "Microsoft.ApiManagement/service/policies/read",
    "Microsoft.ApiManagement/service/backends/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  collect: async function* (source) {
    const keyByHost = await keysByHost(source);
    const query = resourcesOfType("microsoft.apimanagement/service");
    for await (const { rows, unparsed } of queryGraph(source, query, Gateway)) {
      yield { resources: [], relationships: [], unparsed };
      yield* eachParent(rows, async (row) =>
        normalizeGateway(row, source.scope.account, { ...(await answersFor(source, row)), keyByHost }),
      );
    }
  },
};

export type GatewayAnswers = {
  apis: readonly unknown[];
  policies: ReadonlyMap<string, Detail<z.infer<typeof Policies>>>;
  servicePolicy: Detail<z.infer<typeof Policies>>;
  backends: Detail<z.infer<typeof Backends>>;
  logging: { logs: boolean; unknown: Unknown | null };
  keyByHost: ReadonlyMap<string, string>;
};

async function answersFor(source: Source, row: Gateway): Promise<Omit<GatewayAnswers, "keyByHost">> {
  const input = { id: row.id };
  const apis = await listed(source, { service, operation: "Api_ListByService" }, input);
  const policies = new Map<string, Detail<z.infer<typeof Policies>>>();
  for (const { id } of parseRows(apis, Apis, `${service}:Api_ListByService`).rows)
    policies.set(
      armKey(id),
      await detail(source, { service, operation: "ApiPolicy_ListByApi" }, { id }, Policies),
    );
  return {
    apis,
    policies,
    servicePolicy: await detail(source, { service, operation: "Policy_ListByService" }, input, Policies),
    backends: await detail(source, { service, operation: "Backend_ListByService" }, input, Backends),
    logging: await logsAnyOf(source, row.id, ["GatewayLogs", "GatewayLlmLogs"]),
  };
}

export function normalizeGateway(row: Gateway, account: string, answers: GatewayAnswers): Batch {
  const { properties } = row;
  const place = placeOf(row, account);
  const servicePolicy = together(
    ...(answers.servicePolicy.value?.value ?? []).map((policy) => readGatewayPolicy(policy.properties.value)),
  );
  const internal = properties.virtualNetworkType === "Internal";
  const shared = {
    publicNetwork: !internal && !isSwitchedOff(properties.publicNetworkAccess),
    accessLogging: answers.logging.logs,
  };
  const apis = apisOf(row, account, answers, { ...shared, internal }, servicePolicy);
  return {
    resources: [
      withUnknown(
        {
          ...place,
          type: "azure.api-management.service",
          properties: {
            sku: row.sku?.name ?? null,
            virtualNetworkType: properties.virtualNetworkType ?? "None",
            publicNetworkAccess: properties.publicNetworkAccess ?? null,
            oldProtocols: oldProtocols(properties.customProperties ?? {}),
            managedIdentity: identityKeys(row).length > 0,
          },
          facets: {
            ...shared,
            authentication: weakestAuthentication(apis.resources),
            firewall: internal || servicePolicy.filtersAddresses,
            throttled: apis.resources.every(({ facets }) => facets.throttled),
            hosts: gatewayHosts(row),
          },
        },
        {
          "facets.accessLogging": answers.logging.unknown,
          "facets.firewall": answers.servicePolicy.unknown,
          "facets.authentication": apis.policyUnknown,
          "facets.throttled": apis.policyUnknown,
        },
      ),
      ...apis.resources,
    ],
    relationships: [
      ...identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as" as const, to })),
      ...apis.relationships,
    ],
    unparsed: apis.unparsed,
  };
}

const protocolSwitch = /\.Security\.(Protocols\.(?:Tls1[01]|Ssl30)|Backend\.Protocols\.(?:Tls1[01]|Ssl30))$/;
const oldProtocols = (custom: Readonly<Record<string, string>>): string[] =>
  Object.entries(custom).flatMap(([name, value]) => {
    const protocol = protocolSwitch.exec(name)?.[1];
    return protocol !== undefined && value.toLowerCase() === "true" ? [protocol] : [];
  });

const gatewayHosts = ({ properties }: Gateway): string[] => {
  const url = properties.gatewayUrl ?? "";
  const hosts = (properties.hostnameConfigurations ?? []).flatMap(({ hostName }) => hostName ?? []);
  const all = [...(URL.canParse(url) ? [new URL(url).hostname] : []), ...hosts];
  return [...new Set(all.map((host) => host.toLowerCase()))];
};

/** A gateway asks as little as the API of it that asks least. Without an API it answers nobody. */
function weakestAuthentication(apis: readonly GatewayApi[]): GatewayApi["facets"]["authentication"] {
  const asked = new Set(apis.map(({ facets }) => facets.authentication));
  return (["none", "key", "identity"] as const).find((each) => asked.has(each)) ?? "unreachable";
}
