import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { ask } from "../rest/answer.ts";
import { untold } from "../rest/facts.ts";
import { endpointKey, modelKey, organizationKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const Endpoints = z.object({ items: z.array(z.unknown()) });
const Endpoint = z.object({
  name: z.string().min(1),
  /** Open to everybody, to holders of a token of Hugging Face's, or through a private link alone. */
  type: z.enum(["public", "protected", "private", "authenticated"]),
  provider: z.looseObject({ region: z.string().nullish() }).nullish(),
  model: z.looseObject({ repository: z.string(), revision: z.string().nullish() }),
  status: z.looseObject({ state: z.string(), url: z.string().nullish() }),
});

export const endpoints: Collector = {
  id: "endpoints",
  title: "Inference endpoints",
  per: "account",
  produces: ["huggingface.endpoint", "contains", "serves"],
  permissions: permissions("endpoints:list"),
  collect: async function* (source) {
    const call = { service: "endpoints", operation: "list" };
    const { body } = await ask(source, call, {}, Endpoints);
    yield normalizeEach("endpoints:list", body.items, (raw) => normalizeEndpoint(raw, source.scope.account));
  },
};

export function normalizeEndpoint(raw: unknown, account: string): Batch {
  const { name, type, provider, model, status } = Endpoint.parse(raw);
  const key = endpointKey(account, name);
  const revision = model.revision ?? null;
  const resource: Resource<"huggingface.endpoint"> = {
    key,
    type: "huggingface.endpoint",
    name,
    account,
    region: provider?.region ?? null,
    tags: {},
    properties: {
      authenticated: type !== "public",
      state: status.state,
      revision,
      revisionPinned: revision !== null && /^[0-9a-f]{40}$/.test(revision),
      url: status.url ?? null,
    },
    facets: {
      publicNetwork: type !== "private",
      keyAuthentication: type === "protected" || type === "authenticated",
      logsRequests: false,
      // The provider's disks hold the weights, with no key of one's own.
      customerKey: true,
    },
  };
  return {
    resources: [
      withUnknown(resource, {
        "facets.logsRequests": untold(
          "endpoints:list",
          "Hugging Face's API does not say whether requests to an endpoint are logged",
        ),
      }),
    ],
    relationships: [
      { from: organizationKey(account), kind: "contains", to: key },
      { from: key, kind: "serves", to: modelKey(model.repository) },
    ],
  };
}
