import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { withUnknown } from "../normalized.ts";
import { attempt, type Detail } from "../rest/detail.ts";
import type { Target } from "./inventory.ts";
import { serverKey } from "./names.ts";
import type { FoundServer } from "./read-server.ts";
import { throwMissing } from "./model-server.ts";
import { askServer, bodyOf } from "./server-answer.ts";
import { apiFactsOf, baseOf, hostedOn, propertiesOf, unknownsOf } from "./server-facts.ts";

const Routes = z.looseObject({ data: z.array(z.unknown()) });
const Route = z.looseObject({
  model_name: z.string(),
  litellm_params: z.looseObject({ api_base: z.string().nullish() }),
});

/** The gateway, and the servers of the same list that it passes requests on to. */
export async function* readGateway(
  source: Source,
  server: FoundServer,
  targets: readonly Target[],
): AsyncGenerator<Batch> {
  const call = { service: server.engine.kind, operation: "list-routes" };
  const proof = server.access.authentication === "none" ? "none" : "own";
  const routes = await attempt(
    async () => bodyOf(call, await askServer(source, server.url, call, { proof }), Routes).data,
  );
  yield normalizeGateway(server, routes, targets);
  throwMissing(server);
}

export function normalizeGateway(
  server: FoundServer,
  routes: Detail<readonly unknown[]>,
  targets: readonly Target[],
): Batch {
  const { site, url, engine } = server;
  const key = serverKey(site, url);
  const parsed = (routes.value ?? []).map((raw) => Route.safeParse(raw));
  const misfits = parsed.flatMap(({ error }) =>
    error ? [{ call: `${engine.kind}:list-routes`, message: z.prettifyError(error).slice(0, 500) }] : [],
  );
  const behind = new Set(
    parsed.flatMap(({ data }) => originIn(data?.litellm_params.api_base, targets) ?? []),
  );
  const { facets, unknown } = apiFactsOf(server);
  const resource: Resource<"onprem.llm-gateway"> = {
    ...baseOf(server),
    type: "onprem.llm-gateway",
    properties: propertiesOf(server),
    facets,
  };
  return {
    resources: [
      withUnknown(resource, unknownsOf(server, { ...unknown, "relationships.routes-to": routes.unknown })),
    ],
    relationships: [
      hostedOn(server),
      ...[...behind].map((to): Relationship => ({ from: key, kind: "routes-to", to: serverKey(site, to) })),
    ],
    unparsed: misfits,
  };
}

/** The address of the list that a base address belongs to. */
function originIn(base: string | null | undefined, targets: readonly Target[]): string | null {
  if (!base || !URL.canParse(base)) return null;
  const { origin } = new URL(base);
  return targets.some(({ url }) => url === origin) ? origin : null;
}
