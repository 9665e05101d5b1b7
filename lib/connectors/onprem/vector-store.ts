import { z } from "zod";

import type { Batch } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { withUnknown } from "../normalized.ts";
import { untold } from "../rest/facts.ts";
import type { FoundServer } from "./read-server.ts";
import { baseOf, hostedOn, propertiesOf, unknownsOf } from "./server-facts.ts";

/** Milvus names its collections in plain texts, Weaviate in classes, the others in records. */
const Collection = z.union([
  z.string().min(1),
  z.looseObject({ name: z.string().min(1) }).transform(({ name }) => name),
  z.looseObject({ class: z.string().min(1) }).transform(({ class: name }) => name),
]);
const namesMax = 1_000;

export function normalizeVectorStore(server: FoundServer): Batch {
  const { access, publicNetwork, items, engine, host } = server;
  const call = `${engine.kind}:${engine.listing}`;
  const parsed = (items.value ?? []).map((raw) => Collection.safeParse(raw));
  const misfits = parsed.flatMap(({ error }) =>
    error ? [{ call, message: z.prettifyError(error).slice(0, 500) }] : [],
  );
  const resource: Resource<"onprem.vector-store"> = {
    ...baseOf(server),
    type: "onprem.vector-store",
    properties: {
      ...propertiesOf(server),
      collections: parsed
        .flatMap(({ data }) => data ?? [])
        .toSorted()
        .slice(0, namesMax),
    },
    facets: {
      publicNetwork: publicNetwork.value,
      keyAuthentication: access.authentication === "key",
      // Whoever reaches it reads and writes everything.
      broadAccess: access.authentication === "none",
      customerKey: true,
      accessLogging: false,
      hosts: [host],
    },
  };
  return {
    resources: [
      withUnknown(
        resource,
        unknownsOf(server, {
          "properties.collections": items.unknown,
          "facets.publicNetwork": publicNetwork.unknown,
          "facets.keyAuthentication": access.unknown,
          "facets.broadAccess": access.unknown,
          "facets.accessLogging": untold(
            call,
            `${engine.title} does not say whether requests to it are logged`,
          ),
        }),
      ),
    ],
    relationships: [hostedOn(server)],
    unparsed: misfits,
  };
}
