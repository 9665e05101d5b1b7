import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { malformed } from "../rest/malformed.ts";
import { wellKnownPorts } from "./engine-kind.ts";
import type { Target } from "./inventory.ts";
import { readGateway } from "./llm-gateway.ts";
import { normalizeMachine, publicNetworkOf } from "./machine.ts";
import { readMinio } from "./minio.ts";
import { readMlflow } from "./mlflow.ts";
import { readModelServer } from "./model-server.ts";
import { readNotebook } from "./notebook.ts";
import { permissions } from "./operations.ts";
import { readServer, type FoundServer } from "./read-server.ts";
import { readInventory } from "./scopes.ts";
import { normalizeVectorStore } from "./vector-store.ts";
import { throwMissing } from "./model-server.ts";

const types = [
  "onprem.machine",
  "onprem.model-server",
  "onprem.model",
  "onprem.llm-gateway",
  "onprem.model-registry",
  "onprem.registered-model",
  "onprem.object-store",
  "onprem.bucket",
  "onprem.vector-store",
  "onprem.notebook",
] as const;

export const servers: Collector = {
  id: "servers",
  title: "Servers",
  // A machine stands where a cloud has a region: its collection is complete, or a gap, by itself.
  per: "region",
  produces: [...types, "hosted-on", "serves", "routes-to", "contains", "stores-artifacts-in"],
  // A machine tells of what leads away from its own servers, and of nothing else.
  leavesOpen: types,
  permissions,
  async *collect(source) {
    const { site, targets } = await readInventory(source);
    const host = source.scope.region ?? "";
    const addresses = await resolve(source, host);
    const own = targets.filter((target) => target.host === host);
    const found: FoundServer[] = [];
    const failures: ProviderError[] = [];
    for (const target of own)
      for (const url of await addressesOf(source, target, failures)) {
        const place = {
          site,
          host,
          tags: target.tags,
          publicNetwork: publicNetworkOf(target.exposure, addresses),
        };
        try {
          const server = await readServer(source, url, target.kind, place);
          if (!server && target.url !== null) failures.push(unknownProduct(url));
          if (!server) continue;
          found.push(server);
          yield* readEngine(source, server, targets);
        } catch (error) {
          if (!(error instanceof ProviderError)) throw error;
          failures.push(error);
        }
      }
    const exposure = own.find((target) => target.exposure === "public") ?? own[0];
    const publicNetwork = publicNetworkOf(exposure?.exposure ?? null, addresses);
    if (found.length > 0) yield normalizeMachine(site, host, addresses, found, publicNetwork);
    const [first] = failures;
    if (first) throw first;
  },
};

/** Of an address that the user wrote something is expected; of a machine's other ports nothing is. */
const unknownProduct = (url: string) =>
  new ProviderError(
    "unsupported",
    { service: "host", operation: "probe" },
    `What answers at ${url} is none of the products that are known: write its kind beside it, or leave it out`,
  );

const Resolved = z.object({ addresses: z.array(z.string().max(64)).max(64) });
async function resolve(source: Source, host: string): Promise<readonly string[]> {
  const call = { service: "host", operation: "resolve" };
  const answer = Resolved.safeParse(await source.call(call.service, call.operation, { host }));
  if (!answer.success) throw malformed(call, answer.error);
  return answer.data.addresses;
}

const Probed = z.object({ url: z.string().max(100).nullable(), silent: z.boolean() });

/** The address that the list gives, or those at which a machine answers. One that is silent at every port is not there. */
async function addressesOf(
  source: Source,
  { host, url }: Target,
  failures: ProviderError[],
): Promise<readonly string[]> {
  if (url !== null) return [url];
  const call = { service: "host", operation: "probe" };
  const probes = await Promise.all(
    wellKnownPorts.map(async (port) => {
      try {
        const answer = Probed.safeParse(await source.call(call.service, call.operation, { host, port }));
        if (!answer.success) throw malformed(call, answer.error);
        return answer.data;
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        failures.push(error);
        return { url: null, silent: false };
      }
    }),
  );
  if (probes.every(({ silent }) => silent))
    failures.push(
      new ProviderError("failed", call, `${host} was not reached: it is silent at every well-known port`),
    );
  return probes.flatMap(({ url: found }) => found ?? []);
}

async function* readEngine(
  source: Source,
  server: FoundServer,
  targets: readonly Target[],
): AsyncGenerator<Batch> {
  switch (server.engine.role) {
    case "model-server":
      return yield* readModelServer(source, server, targets);
    case "model-registry":
      return yield* readMlflow(source, server, targets);
    case "object-store":
      return yield* readMinio(source, server);
    case "llm-gateway":
      return yield* readGateway(source, server, targets);
    case "vector-store":
      yield normalizeVectorStore(server);
      return throwMissing(server);
    case "notebook":
      yield await readNotebook(source, server);
  }
}
