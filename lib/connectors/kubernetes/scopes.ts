import { z } from "zod";

import type { Scope, Source } from "#lib/domain/connector.ts";
import { ConnectionError, type Transport } from "#lib/domain/provider-call.ts";
import { accountOf } from "./keys.ts";

const View = z.object({
  "current-context": z.string().min(1).max(200),
  clusters: z.array(z.object({ name: z.string(), cluster: z.object({ server: z.string() }) })).min(1),
});
const SystemNamespace = z.object({ metadata: z.object({ uid: z.string().regex(/^[0-9a-f-]{12,64}$/i) }) });

/** The one cluster behind the connection. */
export async function listScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const ask: Source["call"] = (service, operation, input = {}) =>
    transport({ account: "-", region: null, service, operation, input }, signal);
  const view = View.safeParse(await ask("kubeconfig", "config.view"));
  const system = SystemNamespace.safeParse(await ask("core", "namespaces.get", { name: "kube-system" }));
  if (!view.success || !system.success)
    throw new ConnectionError(
      "What answered is not a Kubernetes API server.",
      "Check the server's address, and any proxy between Nacre and the cluster.",
    );
  return [
    { account: accountOf(shortName(view.data["current-context"]), system.data.metadata.uid), region: null },
  ];
}

/** What people call a managed cluster, out of the id its cloud writes into a kubeconfig. */
export const shortName = (name: string): string =>
  /^arn:[^:]*:eks:[^:]*:[^:]*:cluster\/(.+)$/.exec(name)?.[1] ??
  /^gke_[^_]+_[^_]+_(.+)$/.exec(name)?.[1] ??
  name;

/** The server's address, as the kubeconfig has it. */
export async function readServer(source: Pick<Source, "call">): Promise<string> {
  const view = View.parse(await source.call("kubeconfig", "config.view"));
  return view.clusters[0]?.cluster.server ?? "";
}
