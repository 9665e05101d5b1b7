import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { detail, isNotFound, type Detail } from "../rest/detail.ts";
import { redacted } from "./client.ts";
import { modelKey, nameOf, organizationKey, spaceKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { eachRepository } from "./repository.ts";
import { withUnknown } from "../normalized.ts";

const Space = z.object({
  id: z.string().regex(/^[^/]+\/[^/]+$/),
  private: z.boolean(),
  sdk: z.string().nullish(),
  host: z.string().nullish(),
  runtime: z
    .looseObject({
      stage: z.string(),
      hardware: z.looseObject({ current: z.string().nullish() }).nullish().catch(null),
    })
    .nullish(),
  models: z.array(z.string()).default([]),
});
const Secrets = z.record(z.string(), z.unknown());
const Variables = z.record(z.string(), z.looseObject({ value: z.string().nullish() }));

export const spaces: Collector = {
  id: "spaces",
  title: "Spaces",
  per: "account",
  produces: ["huggingface.space", "contains", "invokes"],
  permissions: permissions("spaces:list", "spaces:get", "spaces:get-variables", "spaces:get-secrets"),
  collect: (source) =>
    eachRepository(source, "spaces", async (raw) => {
      const space = Space.parse(raw);
      return toSpace(space, source.scope.account, await readSettings(source, space.id));
    }),
};

type Settings = { variables: Detail<z.infer<typeof Variables>>; secrets: Detail<z.infer<typeof Secrets>> };

async function readSettings(source: Source, repo: string): Promise<Settings> {
  const read = <T>(operation: string, body: z.ZodType<T>) =>
    detail(source, { service: "spaces", operation }, { repo }, body, isNotFound);
  const [variables, secrets] = await Promise.all([
    read("get-variables", Variables),
    read("get-secrets", Secrets),
  ]);
  return { variables, secrets };
}

export function toSpace(
  found: z.infer<typeof Space>,
  account: string,
  { variables, secrets }: Settings,
): Batch {
  const key = spaceKey(found.id);
  const resource: Resource<"huggingface.space"> = {
    key,
    type: "huggingface.space",
    name: nameOf(found.id),
    account,
    region: null,
    tags: {},
    properties: {
      sdk: found.sdk ?? null,
      stage: found.runtime?.stage ?? null,
      hardware: found.runtime?.hardware?.current ?? null,
      secretNames: Object.keys(secrets.value ?? {}).toSorted(),
      variableNames: Object.keys(variables.value ?? {}).toSorted(),
    },
    facets: {
      publicNetwork: !found.private,
      authentication: found.private ? "identity" : "none",
      secretVariables: Object.entries(variables.value ?? {})
        .filter(([, { value }]) => value === redacted)
        .map(([name]) => name)
        .toSorted(),
      // A Space cannot be put into a network of one's own.
      privateNetwork: true,
      hosts: found.host ? [found.host.replace(/^https?:\/\//, "").toLowerCase()] : [],
      calledHosts: [],
    },
  };
  return {
    resources: [
      withUnknown(resource, {
        "facets.secretVariables": variables.unknown,
        "properties.variableNames": variables.unknown,
        "properties.secretNames": secrets.unknown,
      }),
    ],
    relationships: [
      { from: organizationKey(account), kind: "contains", to: key },
      ...found.models.map((model) => ({
        from: key,
        kind: "invokes" as const,
        to: modelKey(model),
        reason: "Its code names the model",
      })),
    ],
  };
}
