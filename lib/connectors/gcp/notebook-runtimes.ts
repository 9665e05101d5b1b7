import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetCollector } from "./asset-collector.ts";
import { assetOf } from "./assets.ts";
import { locationOf, serviceAccountKey } from "./names.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexIdentity } from "./vertex.ts";

const Runtime = assetOf(
  z.object({
    ...vertexBase,
    serviceAccount: z.string().optional(),
    runtimeState: z.string().default("RUNTIME_STATE_UNSPECIFIED"),
    networkSpec: z
      .object({ enableInternetAccess: z.boolean().default(false), network: z.string().optional() })
      .optional(),
    eucConfig: z.object({ eucDisabled: z.boolean().default(false) }).optional(),
    shieldedVmConfig: z.object({ enableSecureBoot: z.boolean().default(false) }).optional(),
    idleShutdownConfig: z.object({ idleShutdownDisabled: z.boolean().default(false) }).optional(),
  }),
);

export const notebookRuntimes = assetCollector({
  id: "notebook-runtimes",
  title: "Colab Enterprise runtimes",
  produces: ["gcp.aiplatform.notebook-runtime", "runs-as", "encrypted-by"],
  types: { "aiplatform.googleapis.com/NotebookRuntime": normalizeNotebookRuntime },
});

/** Whoever uses a runtime is root in it, and nothing changes that: it is stated as safe. */
export function normalizeNotebookRuntime(raw: unknown, scope: Scope): Batch {
  const runtime = Runtime.parse(raw).resource.data;
  const kmsKey = kmsKeyName(runtime.encryptionSpec);
  const onInternet = runtime.networkSpec?.enableInternetAccess ?? false;
  const resource: Resource<"gcp.aiplatform.notebook-runtime"> = {
    ...vertexIdentity(runtime, { ...scope, region: locationOf(runtime.name) }),
    type: "gcp.aiplatform.notebook-runtime",
    properties: {
      serviceAccount: runtime.serviceAccount ?? null,
      endUserCredentials: !(runtime.eucConfig?.eucDisabled ?? false),
      secureBoot: runtime.shieldedVmConfig?.enableSecureBoot ?? false,
      idleShutdown: !(runtime.idleShutdownConfig?.idleShutdownDisabled ?? false),
      state: runtime.runtimeState,
    },
    facets: {
      publicAddress: onInternet,
      rootAccess: false,
      customerKey: kmsKey !== null,
      privateNetwork: !onInternet,
    },
  };
  return {
    resources: [resource],
    relationships: [
      ...encryptedBy(resource.key, kmsKey),
      ...(runtime.serviceAccount
        ? [
            {
              from: resource.key,
              kind: "runs-as" as const,
              to: serviceAccountKey(runtime.serviceAccount, scope.account),
            },
          ]
        : []),
    ],
  };
}
