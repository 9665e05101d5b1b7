import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { listAfter } from "../rest/listing.ts";
import { modelKey, workspaceKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { readUsage, type Usage } from "./usage.ts";

/** Only models that somebody here calls: the others say nothing about this estate. */
export const models: Collector = {
  id: "models",
  title: "Models that workspaces call",
  per: "account",
  produces: ["anthropic.model", "invokes"],
  permissions: permissions("organization:workspaces.list", "organization:usage_report.messages"),
  collect: async function* (source) {
    const call = { service: "organization", operation: "workspaces.list" };
    const { at } = await listAfter(source, call, { limit: 100 }, "after_id");
    yield toModels(source.scope.account, await readUsage(source, at));
  },
};

export function toModels(account: string, { modelsByWorkspace }: Usage): Batch {
  const names = new Set([...modelsByWorkspace.values()].flatMap((called) => [...called]));
  return {
    resources: [...names].toSorted().map((name) => toModel(account, name)),
    relationships: [...modelsByWorkspace].flatMap(([workspace, called]) =>
      [...called].toSorted().map((name) => ({
        from: workspaceKey(workspace, account),
        kind: "invokes" as const,
        to: modelKey(name),
        reason: "Its requests of the last 30 days went to this model",
      })),
    ),
  };
}

const toModel = (account: string, name: string): Resource<"anthropic.model"> => ({
  key: modelKey(name),
  type: "anthropic.model",
  name,
  account,
  region: null,
  tags: {},
  properties: {},
  facets: {
    origin: "provider",
    publisher: "Anthropic",
    version: /\d{8}$/.exec(name)?.[0] ?? null,
    lifecycle: "unstated",
    // The provider's own weights are the provider's to encrypt.
    customerKey: true,
  },
});
