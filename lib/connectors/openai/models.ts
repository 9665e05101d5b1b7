import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { listAfter } from "../rest/listing.ts";
import { modelKey, projectKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { readUsage } from "./usage.ts";

/** Only models that somebody here calls: of the many on offer the others say nothing about this estate. */
export const models: Collector = {
  id: "models",
  title: "Models that projects call",
  per: "account",
  produces: ["openai.model", "invokes"],
  permissions: permissions("organization:list-projects", "organization:usage-completions"),
  collect: async function* (source) {
    const call = { service: "organization", operation: "list-projects" };
    const { at } = await listAfter(source, call, { limit: 100 }, "after");
    yield toModels(source.scope.account, await readUsage(source, at));
  },
};

export function toModels(account: string, usage: ReadonlyMap<string, ReadonlySet<string>>): Batch {
  const names = new Set([...usage.values()].flatMap((called) => [...called]));
  return {
    resources: [...names].toSorted().map((name) => toModel(account, name)),
    relationships: [...usage].flatMap(([project, called]) =>
      [...called].toSorted().map((name) => ({
        from: projectKey(project),
        kind: "invokes" as const,
        to: modelKey(name),
        reason: "Its requests of the last 30 days went to this model",
      })),
    ),
  };
}

const toModel = (account: string, name: string): Resource<"openai.model"> => ({
  key: modelKey(name),
  type: "openai.model",
  name,
  account,
  region: null,
  tags: {},
  properties: {},
  facets: {
    origin: name.startsWith("ft:") ? "fine-tuned" : "provider",
    publisher: "OpenAI",
    version: /\d{4}-\d{2}-\d{2}$/.exec(name)?.[0] ?? null,
    lifecycle: "unstated",
    // The provider's own weights are the provider's to encrypt.
    customerKey: true,
  },
});
