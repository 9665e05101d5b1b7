import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";

import { readServedKinds } from "./discovery.ts";
import { tryList } from "./listing.ts";
import { isolationOf, NetworkPolicy, type Isolation } from "./network-rules.ts";
import { undecidable } from "./undecidable.ts";
import type { Workload } from "./workload-source.ts";

/** Policies of a network plugin's own kind, which may isolate what the standard ones leave open. */
const others = [
  { group: "cilium.io", plurals: ["ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies"] },
  { group: "crd.projectcalico.org", plurals: ["networkpolicies", "globalnetworkpolicies"] },
  { group: "policy.networking.k8s.io", plurals: ["adminnetworkpolicies", "baselineadminnetworkpolicies"] },
] as const;

export const policyPermissions = [
  "list networkpolicies.networking.k8s.io",
  ...others.flatMap(({ group, plurals }) => plurals.map((plural) => `list ${plural}.${group}`)),
];

export type WorkloadIsolation = Isolation & {
  /** Why an open direction may yet be closed, or, where policies could not be read, why nothing is known. */
  unknownOf: (direction: keyof Isolation) => Unknown | null;
};
export type ReadIsolation = (
  workload: Pick<Workload, "metadata" | "podLabels" | "spec">,
) => WorkloadIsolation;

/** Reads who may talk to a workload, and to whom it may. */
export async function readIsolation(source: Source): Promise<ReadIsolation> {
  const policies = await tryList(source, "networking.k8s.io", "networkpolicies", NetworkPolicy);
  const doubt = policies.unknown ? null : await otherPolicies(source);
  return ({ metadata, podLabels, spec }) => {
    // Policies do not hold for what shares the node's network.
    if (spec.hostNetwork === true)
      return { ingress: false, egress: false, metadata: false, unknownOf: () => null };
    const isolation = isolationOf(policies.items, { namespace: metadata.namespace, labels: podLabels });
    return {
      ...isolation,
      unknownOf: (direction) => policies.unknown ?? (isolation[direction] ? null : doubt),
    };
  };
}

async function otherPolicies(source: Source): Promise<Unknown | null> {
  const served = await readServedKinds(source);
  if (served.unknown) return served.unknown;
  for (const { group, plurals } of others)
    if (served.has(group))
      for (const plural of plurals) {
        const { items, unknown } = await tryList(source, group, plural, z.unknown(), served.input(group));
        if (unknown) return unknown;
        if (items.length > 0)
          return undecidable(
            `${group}:${plural}.list`,
            "A network plugin's own policies may isolate it, too",
          );
      }
  return null;
}
