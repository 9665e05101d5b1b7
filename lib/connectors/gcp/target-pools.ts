import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetOf } from "./assets.ts";
import { instanceKey } from "./compute-instances.ts";
import { bare } from "./load-balancing.ts";
import { keyOf } from "./names.ts";
import { askedByMachines } from "./machines-behind.ts";
import { withUnknown } from "../normalized.ts";

/** A pool of machines, or a single one, to which a forwarding rule passes packets on without a backend service. */
const TargetPool = assetOf(
  z.object({
    name: z.string(),
    selfLink: z.string(),
    instances: z.array(z.string()).default([]),
    instance: z.string().optional(),
    backupPool: z.string().optional(),
  }),
);

/** Where a pool that callers reach hands them on once too few of its machines are well. */
export function backupOf(raw: unknown): { pool: string; backup: string } | null {
  const { data } = TargetPool.safeParse(raw);
  const { selfLink, backupPool } = data?.resource.data ?? {};
  return selfLink && backupPool ? { pool: bare(selfLink), backup: bare(backupPool) } : null;
}

export function normalizeTargetPool(
  raw: unknown,
  passedPorts: ReadonlyMap<string, readonly string[]>,
  machines: ReadonlySet<string>,
  { account }: Scope,
): Batch {
  const pool = TargetPool.parse(raw).resource.data;
  const own = bare(pool.selfLink);
  const key = keyOf("compute", own);
  const ports = passedPorts.get(own);
  const resource: Resource<"gcp.compute.backend-service"> = {
    key,
    type: "gcp.compute.backend-service",
    name: pool.name,
    account,
    region: /(?:regions|zones)\/([^/]+)/.exec(own)?.[1] ?? null,
    tags: {},
    properties: {
      scheme: ports ? "EXTERNAL" : "",
      identityAwareProxy: false,
      securityPolicy: null,
      emptyPolicy: false,
      passesPorts: [...(ports ?? [])],
    },
    // Packets go on as they came, so that nothing can look at calls, slow them down or log them.
    facets: {
      publicNetwork: ports !== undefined,
      authentication: "none",
      firewall: true,
      throttled: true,
      accessLogging: true,
      hosts: [],
    },
  };
  const members = [...pool.instances, ...(pool.instance ? [pool.instance] : [])]
    .map((link) => instanceKey(bare(link), account))
    .filter((member) => machines.has(member));
  return {
    resources: [withUnknown(resource, { "facets.authentication": askedByMachines })],
    relationships: [...new Set(members)].map((to) => ({ from: key, kind: "routes-to", to })),
  };
}
