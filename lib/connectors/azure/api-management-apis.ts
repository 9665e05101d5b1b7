import { z } from "zod";

import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import type { Gateway, GatewayAnswers } from "./api-management.ts";
import { armKey, placeOf } from "./arm.ts";
import { isModelHost } from "./clouds.ts";
import { readGatewayPolicy, together, type GatewayPolicy } from "./gateway-policy.ts";
import { parseRows } from "./graph-query.ts";
import { withUnknown } from "../normalized.ts";

export type GatewayApi = Resource<"azure.api-management.api">;

export const Apis = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    displayName: z.string().nullish(),
    path: z.string(),
    serviceUrl: z.string().nullish(),
    subscriptionRequired: z.boolean().nullish(),
    isCurrent: z.boolean().nullish(),
  }),
});
export const Policies = z.object({
  value: z.array(z.object({ properties: z.object({ value: z.string() }) })),
});
export const Backends = z.object({
  value: z.array(
    z.object({
      name: z.string(),
      properties: z.object({
        url: z.string().nullish(),
        credentials: z
          .object({
            header: z.record(z.string(), z.unknown()).nullish(),
            query: z.record(z.string(), z.unknown()).nullish(),
            authorization: z.object({ scheme: z.string().nullish() }).nullish(),
            managedIdentity: z.object({ resource: z.string().nullish() }).nullish(),
          })
          .nullish(),
        /** A pool has no address of its own, but backends among which it spreads the calls. */
        pool: z.object({ services: z.array(z.object({ id: z.string() })).nullish() }).nullish(),
      }),
    }),
  ),
});

type Shared = { publicNetwork: boolean; accessLogging: boolean; internal: boolean };
type ApisOf = {
  resources: GatewayApi[];
  relationships: Relationship[];
  unparsed: { call: string; message: string }[];
  policyUnknown: Unknown | null;
};

/** The APIs of a gateway, each with what its own policy and the gateway's do, and the resources it leads to. */
export function apisOf(
  gateway: Gateway,
  account: string,
  answers: GatewayAnswers,
  shared: Shared,
  servicePolicy: GatewayPolicy,
): ApisOf {
  const place = placeOf(gateway, account);
  const { rows, unparsed } = parseRows(answers.apis, Apis, "Microsoft.ApiManagement:Api_ListByService");
  const found: ApisOf = {
    resources: [],
    relationships: [],
    unparsed: [...unparsed],
    policyUnknown: answers.servicePolicy.unknown,
  };
  for (const api of rows.filter(({ properties }) => properties.isCurrent !== false)) {
    const answer = answers.policies.get(armKey(api.id));
    const own = (answer?.value?.value ?? []).map(({ properties }) => readGatewayPolicy(properties.value));
    const policy = together(servicePolicy, ...own);
    const unknown = answer?.unknown ?? answers.servicePolicy.unknown;
    found.policyUnknown ??= unknown;
    const hosts = backendHosts(api.properties.serviceUrl ?? null, policy, answers);
    const key = armKey(api.id);
    const properties = {
      path: api.properties.path,
      subscriptionRequired: api.properties.subscriptionRequired !== false,
      backendHosts: hosts,
      routesToModel: hosts.some(isModelHost),
      tokenLimit: policy.limitsTokens,
      contentSafety: policy.checksContent,
      backendCredential: credentialFor(policy, answers),
    };
    found.resources.push(
      withUnknown(
        {
          ...place,
          key,
          type: "azure.api-management.api",
          name: api.properties.displayName ?? api.name,
          properties,
          facets: {
            publicNetwork: shared.publicNetwork,
            accessLogging: shared.accessLogging,
            authentication: authenticationOf(policy, properties.subscriptionRequired),
            firewall: shared.internal || policy.filtersAddresses,
            throttled: policy.throttles,
            // Callers reach an API at its gateway's hosts, which are the gateway's.
            hosts: [],
          },
        },
        {
          ...unknownsOf(unknown),
          "facets.accessLogging": answers.logging.unknown,
          "properties.backendCredential": unknown ?? answers.backends.unknown,
          "relationships.routes-to": unknown ?? answers.backends.unknown,
        },
      ),
    );
    found.relationships.push(
      { from: place.key, kind: "contains", to: key },
      { from: place.key, kind: "routes-to", to: key },
      ...hosts.flatMap((host) => {
        const to = answers.keyByHost.get(host);
        return to === undefined ? [] : [{ from: key, kind: "routes-to" as const, to, reason: host }];
      }),
    );
  }
  return found;
}

const unknownsOf = (unknown: Unknown | null) => ({
  "facets.authentication": unknown,
  "facets.firewall": unknown,
  "facets.throttled": unknown,
  "properties.tokenLimit": unknown,
  "properties.contentSafety": unknown,
});

/** Where a backend has a key and the policy takes a token, the token is what was meant. */
function credentialFor(
  policy: GatewayPolicy,
  { backends }: GatewayAnswers,
): GatewayApi["properties"]["backendCredential"] {
  const used = new Set(policy.backendIds.map((id) => id.toLowerCase()));
  const credentials = (backends.value?.value ?? [])
    .filter(({ name }) => used.has(name.toLowerCase()))
    .map(({ properties }) => properties.credentials);
  if (policy.provesIdentity || credentials.some((each) => each?.managedIdentity?.resource)) return "identity";
  const hasKey = credentials.some(
    (each) =>
      Object.keys(each?.header ?? {}).length > 0 ||
      Object.keys(each?.query ?? {}).length > 0 ||
      Boolean(each?.authorization?.scheme),
  );
  return policy.sendsKey || hasKey ? "key" : "none";
}

function authenticationOf(
  { checksToken }: GatewayPolicy,
  subscriptionRequired: boolean,
): GatewayApi["facets"]["authentication"] {
  if (checksToken) return "identity";
  return subscriptionRequired ? "key" : "none";
}

function backendHosts(
  serviceUrl: string | null,
  policy: GatewayPolicy,
  { backends }: GatewayAnswers,
): string[] {
  const byName = new Map(
    (backends.value?.value ?? []).map((backend) => [backend.name.toLowerCase(), backend]),
  );
  const urlsOf = (name: string): (string | null | undefined)[] => {
    const { url, pool } = byName.get(name.toLowerCase())?.properties ?? {};
    const members = (pool?.services ?? []).map(({ id }) => id.slice(id.lastIndexOf("/") + 1).toLowerCase());
    // A pool's members are single backends, never pools.
    return [url, ...members.map((member) => byName.get(member)?.properties.url)];
  };
  const urls = [serviceUrl, ...policy.backendUrls, ...policy.backendIds.flatMap(urlsOf)];
  const hosts = urls.flatMap((url) =>
    url && URL.canParse(url) ? [new URL(url).hostname.toLowerCase()] : [],
  );
  return [...new Set(hosts)];
}
