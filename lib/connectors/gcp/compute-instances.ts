import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { narrowedTo } from "./access-scopes.ts";
import { assetCollector } from "./asset-collector.ts";
import { assetOf, assetsCall, Labels } from "./assets.ts";
import { keyOf, lastSegment, serviceAccountKey, withProjectId } from "./names.ts";
import { networkKey } from "./networks.ts";
import { askedByPrograms, machineFacets } from "../machine-facets.ts";
import { withUnknown } from "../normalized.ts";

const access = z
  .array(z.object({ natIP: z.string().optional(), externalIpv6: z.string().optional() }))
  .default([]);
const Instance = assetOf(
  z.object({
    name: z.string(),
    machineType: z.string(),
    status: z.string().optional(),
    labels: Labels,
    guestAccelerators: z.array(z.unknown()).default([]),
    metadata: z
      .object({ items: z.array(z.object({ key: z.string(), value: z.string().optional() })).default([]) })
      .prefault({}),
    tags: z.object({ items: z.array(z.string()).default([]) }).prefault({}),
    serviceAccounts: z
      .array(z.object({ email: z.string(), scopes: z.array(z.string()).default([]) }))
      .default([]),
    networkInterfaces: z
      .array(z.object({ network: z.string().optional(), accessConfigs: access, ipv6AccessConfigs: access }))
      .default([]),
  }),
);

const type = "compute.googleapis.com/Instance";

export const computeInstances = assetCollector({
  id: "compute-instances",
  title: "Compute Engine instances with accelerators",
  produces: ["gcp.compute.instance", "runs-as", "in-network"],
  types: { [type]: normalizeComputeInstance },
});

/** Families that come with accelerators; others have them by their own list. */
const accelerated = /^(ct\d|a2-|a3-|a4|g2-|g4-)/;

export function normalizeComputeInstance(raw: unknown, { account }: Scope): Batch {
  const { name: assetName } = z.object({ name: z.string() }).parse(raw);
  const { data: instance } = Instance.parse(raw).resource;
  const machineType = lastSegment(instance.machineType);
  if (instance.guestAccelerators.length === 0 && !accelerated.test(machineType))
    return { resources: [], relationships: [] };
  const key = instanceKey(assetName.replace(/^\/\/compute\.googleapis\.com\//, ""), account);
  const [actor] = instance.serviceAccounts;
  const isPublic = instance.networkInterfaces.some(
    ({ accessConfigs, ipv6AccessConfigs }) => accessConfigs.length + ipv6AccessConfigs.length > 0,
  );
  const resource: Resource<"gcp.compute.instance"> = {
    key,
    type: "gcp.compute.instance",
    name: instance.name,
    account,
    region: /\/zones\/([^/]+)/.exec(assetName)?.[1] ?? null,
    tags: instance.labels,
    properties: {
      machineType,
      state: instance.status ?? null,
      networkTags: instance.tags.items,
      serviceAccount: actor?.email ?? null,
      scopes: actor ? narrowedTo(actor.scopes) : null,
      publicAddress: isPublic,
      isNode: "goog-gke-node" in instance.labels,
    },
    facets: machineFacets(isPublic),
  };
  const networks = new Set(instance.networkInterfaces.map(({ network }) => networkKey(network, account)));
  const relationships: Relationship[] = [...networks].flatMap((to) =>
    to ? [{ from: key, kind: "in-network" as const, to }] : [],
  );
  if (actor) relationships.push({ from: key, kind: "runs-as", to: serviceAccountKey(actor.email, account) });
  return {
    resources: [withUnknown(resource, { "facets.authentication": isPublic ? ofItsOwn : null })],
    relationships,
  };
}

/** An accelerated instance and the managed group it belongs to: `projects/…/instanceGroups/…`, as backends name it. */
export function acceleratedMachine(raw: unknown, scope: Scope): { key: string; group: string | null } | null {
  const { data } = Instance.safeParse(raw);
  const [machine] = data ? normalizeComputeInstance(raw, scope).resources : [];
  if (!machine) return null;
  const manager = data?.resource.data.metadata.items.find(({ key }) => key === "created-by")?.value;
  const group =
    manager && withProjectId(manager, scope.account).replace("/instanceGroupManagers/", "/instanceGroups/");
  return { key: machine.key, group: group || null };
}

/** `projects/…/zones/…/instances/…`, however the project is named. */
export const instanceKey = (relativeName: string, account: string): string =>
  keyOf("compute", withProjectId(relativeName, account));

const ofItsOwn = askedByPrograms(assetsCall);
