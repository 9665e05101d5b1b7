import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import { boundedChange, type ProviderChange } from "#lib/domain/provider-change.ts";
import { clusterKeyOf, keyOf } from "./keys.ts";
import { tryList } from "./listing.ts";

const inNamespaces = [
  ["apps", "deployments"],
  ["apps", "statefulsets"],
  ["apps", "daemonsets"],
  ["core", "services"],
  ["core", "serviceaccounts"],
  ["networking.k8s.io", "ingresses"],
  ["networking.k8s.io", "networkpolicies"],
  ["rbac.authorization.k8s.io", "roles"],
  ["rbac.authorization.k8s.io", "rolebindings"],
] as const;
const ofCluster = [
  ["core", "namespaces"],
  ["rbac.authorization.k8s.io", "clusterroles"],
  ["rbac.authorization.k8s.io", "clusterrolebindings"],
] as const;
const kinds = [...inNamespaces, ...ofCluster];

const Written = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().nullish(),
    uid: z.string().nullish(),
    managedFields: z.array(z.unknown()).nullish().catch(null),
  }),
});
type Written = z.infer<typeof Written>;
const Writer = z.object({
  manager: z.string(),
  operation: z.string(),
  time: z.string(),
  subresource: z.string().nullish(),
});

/**
 * Which program last wrote each object, and when. Kubernetes keeps no more without an audit log, and never who used
 * the program. The lists are those of other collectors, which one sync asks once.
 */
export const changeLog: Collector = {
  id: "change-log",
  title: "Managed fields: what changed objects",
  per: "account",
  produces: [],
  permissions: kinds.map(([service, plural]) => `list ${plural}${service === "core" ? "" : `.${service}`}`),
  collect: async function* (source) {
    for (const [service, plural] of kinds) {
      // A list that is not answered is the gap of the collector whose it is: there is no object to tell of either.
      const { items } = await tryList(source, service, plural, Written);
      yield {
        resources: [],
        relationships: [],
        changes: items.flatMap((item) => changesOf(item, source.scope.account, plural)),
        // An object says when it was last written, however long ago that was.
        logReadFrom: new Date(0).toISOString(),
      };
    }
  },
};

const clusterKinds: ReadonlySet<string> = new Set(ofCluster.map(([, plural]) => plural));

/** What controllers write down of an object's state is no change of it. */
export function changesOf({ metadata }: Written, account: string, plural: string): ProviderChange[] {
  const { name, namespace, uid, managedFields } = metadata;
  const key = clusterKinds.has(plural)
    ? clusterKeyOf(account, plural, name)
    : keyOf(account, plural, namespace ?? "default", name);
  return (managedFields ?? []).flatMap((raw) => {
    const writer = Writer.safeParse(raw).data;
    if (!writer || writer.subresource) return [];
    const change = boundedChange({
      log: "kubernetes-managed-fields",
      eventId: `${uid ?? key} ${writer.manager} ${writer.time}`,
      at: writer.time,
      action: writer.operation,
      actor: writer.manager,
      actorKey: null,
      agent: null,
      targets: [key],
    });
    return change ? [change] : [];
  });
}
