import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import {
  assetOf,
  assetPermissions,
  assetsCall,
  bindingsByKey,
  listAssets,
  policyPermissions,
} from "./assets.ts";
import { rolePermissions } from "./custom-roles.ts";
import type { Members } from "./group-members.ts";
import { isPublicMember, type Binding } from "./iam-policy.ts";
import {
  bare,
  ForwardingRule,
  hostsByBackend,
  passedPorts,
  publicBackends,
  TargetProxy,
  UrlMap,
  type Balancing,
} from "./load-balancing.ts";
import { askedByMachines, machinesBehind } from "./machines-behind.ts";
import { keyOf } from "./names.ts";
import { letsStrangersIn, PolicyRules } from "./security-policy.ts";
import { runKey } from "./serverless.ts";
import { backupOf, normalizeTargetPool } from "./target-pools.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const BackendService = assetOf(
  z.object({
    name: z.string(),
    selfLink: z.string(),
    loadBalancingScheme: z.string().default(""),
    region: z.string().optional(),
    iap: z.object({ enabled: z.boolean().default(false) }).optional(),
    securityPolicy: z.string().optional(),
    logConfig: z.object({ enable: z.boolean().default(false), sampleRate: z.number().default(1) }).optional(),
    backends: z.array(z.object({ group: z.string().optional() })).default([]),
  }),
);
const EndpointGroup = assetOf(
  z.object({
    selfLink: z.string(),
    region: z.string().optional(),
    cloudRun: z.object({ service: z.string().optional() }).optional(),
  }),
);
const SecurityPolicy = assetOf(
  z.object({
    selfLink: z.string(),
    rules: PolicyRules,
  }),
);

const host = "compute.googleapis.com";
const proxyTypes = ["Http", "Https", "Ssl", "Tcp", "Grpc"].map((kind) => `${host}/Target${kind}Proxy`);
const backendTypes = [`${host}/BackendService`, `${host}/RegionBackendService`];
const poolTypes = [`${host}/TargetPool`, `${host}/TargetInstance`];
const types = [
  ...backendTypes,
  `${host}/ForwardingRule`,
  `${host}/GlobalForwardingRule`,
  `${host}/UrlMap`,
  `${host}/NetworkEndpointGroup`,
  `${host}/SecurityPolicy`,
  `${host}/Instance`,
  `${host}/InstanceGroupManager`,
  ...poolTypes,
  ...proxyTypes,
];

export type Surroundings = {
  open: ReadonlySet<string>;
  hosts: ReadonlyMap<string, readonly string[]>;
  /** Key of the Cloud Run service behind an endpoint group. */
  runByGroup: ReadonlyMap<string, string>;
  machinesByGroup: ReadonlyMap<string, Members>;
  /** Ports on which packets are passed on as they came. */
  passed: ReadonlyMap<string, readonly string[]>;
  policies: ReadonlyMap<string, z.infer<typeof SecurityPolicy>["resource"]["data"]["rules"]>;
  runBindings: ReadonlyMap<string, readonly Binding[]>;
};

/** What stands behind load balancers, with what stands before it. */
export const backendServices: Collector = {
  id: "backend-services",
  title: "Load balancers",
  per: "account",
  produces: ["gcp.compute.backend-service", "routes-to"],
  permissions: [...assetPermissions, ...policyPermissions, ...rolePermissions, "compute.instanceGroups.list"],
  collect: async function* (source) {
    const found = await byType(source);
    const of = <T extends z.ZodType>(schema: T, ...wanted: string[]): z.infer<T>[] =>
      wanted.flatMap((type) => z.array(schema).parse(found.get(type) ?? []));
    const balancing: Balancing = {
      rules: of(ForwardingRule, `${host}/ForwardingRule`, `${host}/GlobalForwardingRule`).map(dataOf),
      proxies: of(TargetProxy, ...proxyTypes).map(dataOf),
      urlMaps: of(UrlMap, `${host}/UrlMap`).map(dataOf),
    };
    const pools = poolTypes.flatMap((type) => found.get(type) ?? []);
    const backends = new Map(
      backendTypes.flatMap((type) => found.get(type) ?? []).map((raw) => [linkOf(raw), raw]),
    );
    const machines = await machinesBehind(source, {
      instances: found.get(`${host}/Instance`) ?? [],
      managers: found.get(`${host}/InstanceGroupManager`) ?? [],
      groups: [...backends.values()].flatMap(groupsOf),
    });
    const groups = of(EndpointGroup, `${host}/NetworkEndpointGroup`).map(dataOf);
    const surroundings: Surroundings = {
      open: publicBackends(balancing),
      hosts: hostsByBackend(balancing.urlMaps),
      runByGroup: new Map(groups.flatMap((group) => runBehind(group, source.scope))),
      machinesByGroup: machines.byGroup,
      passed: passedPorts(
        balancing.rules,
        pools.flatMap((raw) => backupOf(raw) ?? []),
      ),
      policies: new Map(
        of(SecurityPolicy, `${host}/SecurityPolicy`)
          .map(dataOf)
          .map((one) => [bare(one.selfLink), one.rules]),
      ),
      runBindings: await bindingsByKey(source, "run.googleapis.com/Service"),
    };
    yield normalizeEach(assetsCall, pools, (raw) =>
      normalizeTargetPool(raw, surroundings.passed, machines.all, source.scope),
    );
    yield normalizeEach(assetsCall, [...backends.values()], (raw) =>
      normalizeBackendService(raw, surroundings, source.scope),
    );
  },
};

const dataOf = <T>({ resource }: { resource: { data: T } }): T => resource.data;

/** The inventory may list a backend under both types. */
const linkOf = (raw: unknown): string =>
  z.object({ resource: z.object({ data: z.object({ selfLink: z.string() }) }) }).safeParse(raw).data?.resource
    .data.selfLink ?? JSON.stringify(raw);

async function byType(source: Pick<Source, "call">): Promise<Map<string, unknown[]>> {
  const found = new Map<string, unknown[]>();
  for await (const page of listAssets(source, ...types))
    for (const raw of page) {
      const { assetType } = z.looseObject({ assetType: z.string() }).parse(raw);
      found.set(assetType, [...(found.get(assetType) ?? []), raw]);
    }
  return found;
}

/** Groups of machines that a backend service names. */
const groupsOf = (raw: unknown): string[] =>
  (BackendService.safeParse(raw).data?.resource.data.backends ?? []).flatMap(({ group }) => {
    const named = bare(group);
    return named.includes("/instanceGroups/") ? [named] : [];
  });

function runBehind(
  { selfLink, region, cloudRun }: z.infer<typeof EndpointGroup>["resource"]["data"],
  { account }: Scope,
): [string, string][] {
  const place = /regions\/([^/\s]+)/.exec(`${region ?? ""} ${selfLink}`)?.[1];
  if (!cloudRun?.service || !place) return [];
  return [
    [bare(selfLink), runKey(`projects/${account}/locations/${place}/services/${cloudRun.service}`, account)],
  ];
}

export function normalizeBackendService(raw: unknown, surroundings: Surroundings, { account }: Scope): Batch {
  const backend = BackendService.parse(raw).resource.data;
  const own = bare(backend.selfLink);
  const key = keyOf("compute", own);
  const behind = backend.backends.flatMap(({ group }) => surroundings.runByGroup.get(bare(group)) ?? []);
  const groups = backend.backends.flatMap(({ group }) => surroundings.machinesByGroup.get(bare(group)) ?? []);
  const machines = groups.flatMap(({ keys }) => keys);
  const passesPorts = surroundings.passed.get(own);
  const rules = surroundings.policies.get(bare(backend.securityPolicy)) ?? [];
  const acting = rules.filter(({ action, preview }) => action !== "allow" && !preview);
  const resource: Resource<"gcp.compute.backend-service"> = {
    key,
    type: "gcp.compute.backend-service",
    name: backend.name,
    account,
    region: /regions\/([^/]+)/.exec(own)?.[1] ?? null,
    tags: {},
    properties: {
      scheme: backend.loadBalancingScheme,
      identityAwareProxy: backend.iap?.enabled ?? false,
      securityPolicy: backend.securityPolicy ? bare(backend.securityPolicy) : null,
      emptyPolicy: Boolean(backend.securityPolicy) && acting.length === 0,
      passesPorts: passesPorts ? [...passesPorts] : null,
    },
    facets: {
      publicNetwork: surroundings.open.has(own) && letsStrangersIn(rules),
      authentication: backend.iap?.enabled ? "identity" : askedBehind(behind, surroundings),
      // Of packets passed on as they came nothing sees calls, to refuse some or to slow them down.
      firewall: passesPorts !== undefined || acting.length > 0,
      throttled:
        passesPorts !== undefined ||
        acting.some(({ action }) => action === "throttle" || action === "rate_based_ban"),
      accessLogging: backend.logConfig?.enable === true && backend.logConfig.sampleRate > 0,
      hosts: [...(surroundings.hosts.get(own) ?? [])],
    },
  };
  const isTold = backend.iap?.enabled || behind.length === backend.backends.length;
  return {
    resources: [
      withUnknown(resource, {
        "facets.authentication": isTold ? null : askedByMachines,
        "relationships.routes-to": groups.find(({ unknown }) => unknown)?.unknown ?? null,
      }),
    ],
    relationships: [...new Set([...behind, ...machines])].map((to) => ({ from: key, kind: "routes-to", to })),
  };
}

/** Cloud Run asks for itself what the load balancer does not. */
const askedBehind = (behind: readonly string[], { runBindings }: Surroundings): "none" | "identity" =>
  behind.some((service) =>
    (runBindings.get(service) ?? []).some(({ members }) => members.some(isPublicMember)),
  )
    ? "none"
    : "identity";
