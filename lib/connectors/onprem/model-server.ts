import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";
import { attempt } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import type { Target } from "./inventory.ts";
import type { FoundServer } from "./read-server.ts";
import { normalizeServedModel } from "./served-models.ts";
import { askServer, bodyOf } from "./server-answer.ts";
import { baseOf, hostedOn, propertiesOf, unknownsOf } from "./server-facts.ts";

const modelsMax = 500;

export async function* readModelServer(
  source: Source,
  server: FoundServer,
  targets: readonly Target[],
): AsyncGenerator<Batch> {
  yield normalizeModelServer(server);
  const { kind, listing } = server.engine;
  const items = kind === "triton" ? await withPlatforms(source, server) : (server.items.value ?? []);
  yield normalizeEach(`${kind}:${listing}`, items, (raw) => normalizeServedModel(raw, server, targets));
  throwMissing(server);
}

/** What a server would not list ends its machine's collection as a gap. */
export function throwMissing({ items, engine }: FoundServer): void {
  if (!items.unknown) return;
  const { reason, message, permission } = items.unknown;
  throw new ProviderError(reason, { service: engine.kind, operation: engine.listing }, message, permission);
}

const Listed = z.looseObject({ name: z.string().min(1) });
const Described = z.looseObject({ platform: z.string() });

/** The index names models; what each is made of, it says when asked for it. */
async function withPlatforms(
  source: Source,
  { url, access, items }: FoundServer,
): Promise<readonly unknown[]> {
  const call = { service: "triton", operation: "get-model" };
  const proof = access.authentication === "none" ? "none" : "own";
  const described = new Map<string, Record<string, unknown>>();
  for (const raw of (items.value ?? []).slice(0, modelsMax)) {
    const listed = Listed.safeParse(raw);
    if (!listed.success || described.has(listed.data.name)) continue;
    const { name } = listed.data;
    // One that is not loaded has no description.
    const { value } = await attempt(async () =>
      bodyOf(call, await askServer(source, url, call, { proof, model: name }), Described),
    );
    described.set(name, { ...listed.data, ...(value ? { platform: value.platform } : {}) });
  }
  const unlisted = (items.value ?? []).filter((raw) => !Listed.safeParse(raw).success);
  return [...described.values(), ...unlisted];
}

export function normalizeModelServer(server: FoundServer): Batch {
  const { access, publicNetwork, engine } = server;
  const orders = ordersOf(server);
  const resource: Resource<"onprem.model-server"> = {
    ...baseOf(server),
    type: "onprem.model-server",
    properties: { ...propertiesOf(server), takesModelOrders: orders.value },
    facets: {
      publicNetwork: publicNetwork.value,
      keyAuthentication: access.authentication === "key",
      logsRequests: false,
      customerKey: true,
    },
  };
  return {
    resources: [
      withUnknown(
        resource,
        unknownsOf(server, {
          "properties.takesModelOrders": orders.unknown,
          "facets.publicNetwork": publicNetwork.unknown,
          "facets.keyAuthentication": access.unknown,
          "facets.logsRequests": untold(
            `${engine.kind}:${engine.listing}`,
            `${engine.title} does not say whether requests to it are logged`,
          ),
        }),
      ),
    ],
    relationships: [hostedOn(server)],
  };
}

const Indexed = z.looseObject({ state: z.string().nullish(), reason: z.string().nullish() });

/**
 * Ollama pulls and deletes for whoever asks. Triton does so in explicit mode alone, which shows where a model of its
 * repository is not loaded: in the other modes every one is.
 */
function ordersOf({ engine, items }: FoundServer): { value: boolean | null; unknown: Unknown | null } {
  if (engine.kind === "ollama") return { value: true, unknown: null };
  if (engine.kind !== "triton") return { value: null, unknown: null };
  if (items.unknown) return { value: null, unknown: items.unknown };
  const isExplicit = (items.value ?? []).some((raw) => {
    const parsed = Indexed.safeParse(raw);
    return parsed.success && (!parsed.data.state || parsed.data.reason === "unloaded");
  });
  return isExplicit
    ? { value: true, unknown: null }
    : {
        value: null,
        unknown: untold(
          "triton:list-models",
          "Every model is loaded, so the index does not show whether Triton takes orders to load others",
        ),
      };
}
