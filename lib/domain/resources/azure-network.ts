import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

const names = z.array(z.string());

export const azureNetworkResourceTypes = defineResourceTypes({
  "azure.network.virtual-network": {
    title: "Virtual network",
    class: "network",
    layer: "api",
    properties: z.object({
      addressPrefixes: names,
      subnets: names,
      subnetsWithoutGroup: names,
      peers: names,
    }),
  },
  "azure.network.security-group": {
    title: "Network security group",
    class: "network",
    layer: "api",
    properties: z.object({
      /** Ports or ranges that any address may reach. */
      openPorts: names,
      /** Of these, what is not a web front. */
      openAdminPorts: names,
      /** Keys of the subnets it holds for. */
      subnetKeys: names,
      subnetCount: z.number(),
      interfaceCount: z.number(),
    }),
  },
  "azure.network.public-address": {
    title: "Public address",
    class: "network",
    layer: "api",
    properties: z.object({
      address: z.string().nullable(),
      host: z.string().nullable(),
      holderKey: z.string().nullable(),
    }),
  },
  "azure.network.web-gateway": {
    title: "Application gateway or Front Door",
    class: "network",
    layer: "api",
    properties: z.object({
      kind: z.enum(["application-gateway", "front-door"]),
      hosts: names,
      backendHosts: names,
      /** At which it listens; empty where it has no network of its own to listen in. */
      ports: names,
      /** Keys of the subnets it stands in. */
      subnetKeys: names,
      /** A web application firewall stands in it; whether it blocks, its policy says. */
      firewall: z.boolean(),
      /** Of a firewall that is set on the gateway itself. */
      ownFirewallMode: z.string().nullable(),
      allowsPlainHttp: z.boolean(),
      minimumTls: z.string().nullable(),
    }),
  },
  "azure.network.waf-policy": {
    title: "Web application firewall policy",
    class: "policy",
    layer: "api",
    properties: z.object({
      enabled: z.boolean(),
      /** `Prevention` blocks; `Detection` only writes down. */
      mode: z.string(),
      managedRuleSets: names,
      limitsRate: z.boolean(),
    }),
  },
});
