import { z } from "zod";

import type { Relationship } from "#lib/domain/relationship.ts";
import { armKey, placeOf, type ArmRow } from "./arm.ts";
import { keysByHost } from "./backend-hosts.ts";
import { MachineBackends, machinesBehind } from "./backend-machines.ts";
import { collectorOfType } from "./row-collector.ts";

const reference = z.object({ id: z.string() }).nullish();
const Properties = z.object({
  firewallPolicy: reference,
  webApplicationFirewallConfiguration: z
    .object({ enabled: z.boolean().nullish(), firewallMode: z.string().nullish() })
    .nullish(),
  frontendIPConfigurations: z
    .array(z.object({ properties: z.object({ publicIPAddress: reference }).nullish() }))
    .nullish(),
  gatewayIPConfigurations: z
    .array(z.object({ properties: z.object({ subnet: reference }).nullish() }))
    .nullish(),
  frontendPorts: z
    .array(z.object({ id: z.string().nullish(), properties: z.object({ port: z.number() }) }))
    .nullish(),
  httpListeners: z
    .array(
      z.object({
        properties: z.object({
          frontendPort: reference,
          protocol: z.string().nullish(),
          hostName: z.string().nullish(),
          hostNames: z.array(z.string()).nullish(),
          firewallPolicy: reference,
        }),
      }),
    )
    .nullish(),
  backendAddressPools: z
    .array(
      z.object({
        properties: z.object(MachineBackends).nullish(),
      }),
    )
    .nullish(),
  sslPolicy: z
    .object({ minProtocolVersion: z.string().nullish(), policyName: z.string().nullish() })
    .nullish(),
});
type Gateway = ArmRow<z.infer<typeof Properties>>;

export const applicationGateways = collectorOfType({
  id: "application-gateways",
  title: "Application gateways",
  type: "microsoft.network/applicationgateways",
  properties: Properties,
  produces: ["azure.network.web-gateway", "routes-to", "governed-by"],
  permissions: [
    "Microsoft.Network/applicationGateways/read",
    "Microsoft.Network/networkInterfaces/read",
    "Microsoft.Compute/virtualMachines/read",
    "Microsoft.Compute/virtualMachineScaleSets/read",
  ],
  read: async (row, source) => {
    const place = placeOf(row, source.scope.account);
    const { properties } = row;
    const hosts = backendHosts(row);
    const keyByHost = await keysByHost(source);
    const subnetKeys = (properties.gatewayIPConfigurations ?? []).flatMap((front) =>
      front.properties?.subnet ? [armKey(front.properties.subnet.id)] : [],
    );
    const pools = (properties.backendAddressPools ?? []).flatMap((pool) => pool.properties ?? []);
    const machines = await machinesBehind(source, pools, subnetKeys);
    const policies = policiesOf(row);
    const own = properties.webApplicationFirewallConfiguration;
    const listeners = (properties.httpListeners ?? []).map((listener) => listener.properties);
    const isPublic = (properties.frontendIPConfigurations ?? []).some(
      (front) => front.properties?.publicIPAddress,
    );
    return {
      resources: [
        {
          ...place,
          type: "azure.network.web-gateway",
          properties: {
            kind: "application-gateway",
            hosts: listeners.flatMap(({ hostName, hostNames }) => [
              ...(hostName ? [hostName] : []),
              ...(hostNames ?? []),
            ]),
            backendHosts: hosts,
            origins: [],
            frontDoorId: null,
            ports: portsOf(row),
            subnetKeys,
            // What stands on the gateway itself is the older way of saying it.
            firewall: policies.length > 0 || own?.enabled === true,
            ownFirewallMode: own?.enabled === true ? (own.firewallMode ?? "Detection") : null,
            allowsPlainHttp: listeners.some(({ protocol }) => protocol?.toLowerCase() === "http"),
            minimumTls: properties.sslPolicy?.minProtocolVersion ?? null,
          },
          facets: { openToInternet: isPublic, unrestrictedEgress: false },
        },
      ],
      relationships: [
        ...hosts.flatMap((host): Relationship[] => {
          const to = keyByHost.get(host);
          return to === undefined ? [] : [{ from: place.key, kind: "routes-to", to, reason: host }];
        }),
        ...machines.map(({ key: to, reason }) => ({
          from: place.key,
          kind: "routes-to" as const,
          to,
          reason,
        })),
        ...policies.map((to) => ({ from: place.key, kind: "governed-by" as const, to })),
      ],
    };
  },
});

const backendHosts = ({ properties }: Gateway): string[] => [
  ...new Set(
    (properties.backendAddressPools ?? [])
      .flatMap((pool) => pool.properties?.backendAddresses ?? [])
      .flatMap(({ fqdn }) => fqdn?.toLowerCase() || []),
  ),
];

/** A listener names its port, which is told beside. */
function portsOf({ properties }: Gateway): string[] {
  const portById = new Map(
    (properties.frontendPorts ?? []).flatMap(({ id, properties: { port } }) =>
      id ? [[armKey(id), port] as const] : [],
    ),
  );
  const heard = (properties.httpListeners ?? []).flatMap(({ properties: { frontendPort } }) => {
    const port = frontendPort ? portById.get(armKey(frontendPort.id)) : undefined;
    return port === undefined ? [] : [`tcp ${port}`];
  });
  return [...new Set(heard)].toSorted();
}

const policiesOf = ({ properties }: Gateway): string[] => [
  ...new Set(
    [
      properties.firewallPolicy,
      ...(properties.httpListeners ?? []).map((listener) => listener.properties.firewallPolicy),
    ].flatMap((policy) => (policy ? armKey(policy.id) : [])),
  ),
];
