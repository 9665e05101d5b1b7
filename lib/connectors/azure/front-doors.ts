import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { armKey, placeOf, type ArmRow } from "./arm.ts";
import { keysByHost } from "./backend-hosts.ts";
import { detail, listed, type Detail } from "./detail.ts";
import { parseRows } from "./graph-query.ts";
import { collectorOfType } from "./row-collector.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.Cdn";
const originGroupsMax = 50;

const Properties = z.object({ frontDoorId: z.string().nullish() });
type Profile = ArmRow<z.infer<typeof Properties>>;
const Endpoint = z.object({
  properties: z.object({ hostName: z.string().nullish(), enabledState: z.string().nullish() }),
});
const Group = z.object({ id: z.string() });
const Origin = z.object({
  properties: z.object({
    hostName: z.string().nullish(),
    enabledState: z.string().nullish(),
    sharedPrivateLinkResource: z
      .object({ privateLink: z.object({ id: z.string().nullish() }).nullish(), status: z.string().nullish() })
      .nullish(),
  }),
});
type Origin = z.infer<typeof Origin>["properties"];
const SecurityPolicies = z.object({
  value: z.array(
    z.object({
      properties: z.object({
        parameters: z.object({ wafPolicy: z.object({ id: z.string() }).nullish() }).nullish(),
      }),
    }),
  ),
});

export const frontDoors = collectorOfType({
  id: "front-doors",
  title: "Front Door profiles",
  type: "microsoft.cdn/profiles",
  properties: Properties,
  produces: ["azure.network.web-gateway", "routes-to", "governed-by"],
  permissions: [
    "Microsoft.Cdn/profiles/read",
    "Microsoft.Cdn/profiles/afdEndpoints/read",
    "Microsoft.Cdn/profiles/securityPolicies/read",
    "Microsoft.Cdn/profiles/originGroups/read",
    "Microsoft.Cdn/profiles/originGroups/origins/read",
  ],
  read: async (row, source) => {
    // Profiles of the older content network deliver files and have none of this.
    if (!row.sku?.name?.includes("AzureFrontDoor")) return { resources: [], relationships: [] };
    const input = { id: row.id };
    const endpoints = await listed(source, { service, operation: "AFDEndpoints_ListByProfile" }, input);
    const call = { service, operation: "SecurityPolicies_ListByProfile" };
    const { origins, unparsed } = await originsOf(source, row.id);
    const batch = normalizeFrontDoor(row, source.scope.account, {
      endpoints,
      origins,
      security: await detail(source, call, input, SecurityPolicies),
      keyByHost: await keysByHost(source),
    });
    return { ...batch, unparsed: [...unparsed, ...(batch.unparsed ?? [])] };
  },
});

async function originsOf(source: Source, id: string) {
  const operation = "AFDOriginGroups_ListByProfile";
  const records = await listed(source, { service, operation }, { id });
  const groups = parseRows(records, Group, `${service}:${operation}`);
  const call = { service, operation: "AFDOrigins_ListByOriginGroup" };
  const origins: unknown[] = [];
  for (const group of groups.rows.slice(0, originGroupsMax))
    origins.push(...(await listed(source, call, { id: group.id })));
  return { origins, unparsed: groups.unparsed };
}

export type FrontDoorAnswers = {
  endpoints: readonly unknown[];
  origins: readonly unknown[];
  security: Detail<z.infer<typeof SecurityPolicies>>;
  keyByHost: ReadonlyMap<string, string>;
};

export function normalizeFrontDoor(row: Profile, account: string, answers: FrontDoorAnswers): Batch {
  const place = placeOf(row, account);
  const endpoints = parseRows(answers.endpoints, Endpoint, `${service}:AFDEndpoints_ListByProfile`);
  const origins = parseRows(answers.origins, Origin, `${service}:AFDOrigins_ListByOriginGroup`);
  const enabled = endpoints.rows.filter(({ properties }) => properties.enabledState !== "Disabled");
  const called = origins.rows.flatMap(({ properties }) => originOf(properties, answers.keyByHost));
  const policies = (answers.security.value?.value ?? []).flatMap(
    ({ properties }) => properties.parameters?.wafPolicy?.id ?? [],
  );
  return {
    resources: [
      withUnknown(
        {
          ...place,
          type: "azure.network.web-gateway",
          properties: {
            kind: "front-door",
            hosts: enabled.flatMap(({ properties }) => properties.hostName?.toLowerCase() || []),
            backendHosts: [...new Set(called.map(({ host }) => host))],
            origins: called,
            frontDoorId: row.properties.frontDoorId?.toLowerCase() ?? null,
            ports: [],
            subnetKeys: [],
            firewall: policies.length > 0,
            ownFirewallMode: null,
            allowsPlainHttp: false,
            minimumTls: null,
          },
          facets: { openToInternet: enabled.length > 0, unrestrictedEgress: false },
        },
        {
          "properties.firewall": answers.security.unknown,
          "relationships.governed-by": answers.security.unknown,
        },
      ),
    ],
    relationships: [
      ...[...Map.groupBy(called, ({ key }) => key)].flatMap(([to, [origin]]): Relationship[] =>
        to === null ? [] : [{ from: place.key, kind: "routes-to", to, reason: origin?.host ?? "" }],
      ),
      ...policies.map((id) => ({ from: place.key, kind: "governed-by" as const, to: armKey(id) })),
    ],
    unparsed: [...endpoints.unparsed, ...origins.unparsed],
  };
}

/** Nothing of an origin that is switched off, or whose owner has not let the private link in. */
function originOf(
  { hostName, enabledState, sharedPrivateLinkResource: link }: Origin,
  keyByHost: FrontDoorAnswers["keyByHost"],
) {
  const host = hostName?.toLowerCase() ?? "";
  if (host === "" || enabledState === "Disabled") return [];
  if (!link) return [{ key: keyByHost.get(host) ?? null, host, isPrivate: false }];
  if (link.status && link.status !== "Approved") return [];
  const to = link.privateLink?.id;
  return [{ key: to ? armKey(to) : (keyByHost.get(host) ?? null), host, isPrivate: true }];
}
