import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { flag, listOf, Metadata } from "./metadata.ts";
import { tryList } from "./listing.ts";
import type { PodSpec } from "./pod-spec.ts";

export const ServiceAccount = z.object({
  metadata: Metadata,
  automountServiceAccountToken: flag,
  imagePullSecrets: listOf(z.object({ name: z.string().default("") })),
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;

/** The pod's own word outranks the account's; without either, the token is there. */
export const mountsToken = (spec: PodSpec, account: ServiceAccount | undefined): boolean =>
  spec.automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true;

export const accountPermissions = ["list serviceaccounts"];

export type ServiceAccounts = {
  find: (namespace: string, name: string) => ServiceAccount | undefined;
  unknown: Unknown | null;
};

export async function readServiceAccounts(source: Source): Promise<ServiceAccounts> {
  const { items, unknown } = await tryList(source, "core", "serviceaccounts", ServiceAccount);
  const byName = new Map(
    items.map((account) => [`${account.metadata.namespace}/${account.metadata.name}`, account]),
  );
  return { find: (namespace, name) => byName.get(`${namespace}/${name}`), unknown };
}
