import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { clusterKeyOf } from "./keys.ts";
import { listParsed } from "./listing.ts";
import { Metadata, tagsOf } from "./metadata.ts";

const Namespace = z.object({ metadata: Metadata });
const levels = ["privileged", "baseline", "restricted"] as const;

export const namespaces: Collector = {
  id: "namespaces",
  title: "Namespaces",
  per: "account",
  produces: ["kubernetes.namespace"],
  permissions: ["list namespaces"],
  collect: async function* (source) {
    const { items, unparsed } = await listParsed(source, "core", "namespaces", Namespace);
    yield { ...normalizeNamespaces(source.scope.account, items), unparsed };
  },
};

export function normalizeNamespaces(account: string, items: readonly z.infer<typeof Namespace>[]): Batch {
  const resources = items.map(({ metadata }): Resource<"kubernetes.namespace"> => {
    // https://kubernetes.io/docs/concepts/security/pod-security-admission/
    const level = (mode: string) =>
      levels.find((known) => known === metadata.labels[`pod-security.kubernetes.io/${mode}`]) ?? null;
    return {
      key: clusterKeyOf(account, "namespaces", metadata.name),
      type: "kubernetes.namespace",
      name: metadata.name,
      account,
      region: null,
      tags: tagsOf(metadata),
      properties: {
        podSecurityEnforced: level("enforce"),
        podSecurityAudited: level("audit"),
        podSecurityWarned: level("warn"),
      },
      facets: {},
    };
  });
  return { resources, relationships: [] };
}
