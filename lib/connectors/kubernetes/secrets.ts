import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { keyOf } from "./keys.ts";
import { listParsed } from "./listing.ts";
import { tagsOf } from "./metadata.ts";
import { SecretRow } from "./secret-source.ts";

/** What Helm keeps of each release is no credential of anybody's. */
const bookkeeping = /^helm\.sh\/release/;

export const secrets: Collector = {
  id: "secrets",
  title: "Secrets, by name and type",
  per: "account",
  produces: ["kubernetes.secret"],
  permissions: ["list secrets"],
  collect: async function* (source) {
    const { items, unparsed } = await listParsed(source, "core", "secrets", SecretRow);
    yield { ...normalizeSecrets(source.scope.account, items), unparsed };
  },
};

export function normalizeSecrets(account: string, rows: readonly SecretRow[]): Batch {
  const resources = rows
    .filter(({ type }) => !bookkeeping.test(type))
    .map(({ metadata, name, namespace, type, entryCount }): Resource<"kubernetes.secret"> => ({
      key: keyOf(account, "secrets", namespace, name),
      type: "kubernetes.secret",
      name,
      account,
      region: null,
      tags: tagsOf(metadata),
      properties: { namespace, secretType: type, entryCount },
      // A secret of Kubernetes has neither a rotation nor a key of its own; how all are kept is said of the cluster.
      facets: { rotation: true, customerKey: true },
    }));
  return { resources, relationships: [] };
}
