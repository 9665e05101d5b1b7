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
      /** Rules of a network manager for calls from outside that a stranger may come under, asked before any group. */
      adminRules: z.array(
        z.object({
          /** `pass-on`: to the groups. `always-allow`: past them. */
          action: z.enum(["deny", "pass-on", "always-allow"]),
          ports: names,
          from: z.enum(["anyone", "front-doors"]),
          to: names,
          /** Its place in the order is certain. */
          sure: z.boolean(),
        }),
      ),
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
      /** Rules for calls from outside that a stranger may come under, in the order Azure asks them. */
      inbound: z.array(
        z.object({
          allows: z.boolean(),
          /** As `tcp 443` or `*`. */
          ports: names,
          /** `front-doors`: from any Front Door, whoever has set it up. */
          from: z.enum(["anyone", "front-doors"]),
          /** Ranges, or keys of application security groups; `*` is whatever stands behind it. */
          to: names,
        }),
      ),
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
      /** What a Front Door calls: by which name, and over a private link or not. Empty of an application gateway. */
      origins: z.array(z.object({ key: z.string().nullable(), host: z.string(), isPrivate: z.boolean() })),
      /** By which a Front Door tells origins that a call came through it. */
      frontDoorId: z.string().nullable(),
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
  "azure.compute.virtual-machine": {
    title: "Virtual machine or scale set with accelerators",
    class: "compute",
    layer: "pipeline",
    properties: z.object({
      kind: z.enum(["machine", "scale-set"]),
      size: z.string(),
      interfaces: z.array(
        z.object({
          subnetKey: z.string().nullable(),
          /** Of the security group on the interface itself. */
          groupKey: z.string().nullable(),
          /** Private address; null where each machine of a set has its own. */
          address: z.string().nullable(),
          applicationGroups: names,
          /** How calls from the internet arrive at it: a public address, or rules of a load balancer that has one. */
          ways: z.array(
            z.object({
              via: z.string(),
              /** Without any security group, Azure's basic addresses let everybody in, and all others nobody. */
              basic: z.boolean(),
              /** At which they arrive; empty where every port does. */
              ports: names,
            }),
          ),
        }),
      ),
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
