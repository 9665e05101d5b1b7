import type { Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { tryList, type Listed } from "./listing.ts";
import { meshPermissions, readMesh } from "./mesh-proof.ts";
import { configPermissions, readProof, recogniseIn } from "./proof-source.ts";
import { serverKey, workloadKeyOf } from "./server-record.ts";
import { selectsPods, Service } from "./service-source.ts";
import { undecidable } from "./undecidable.ts";
import { readWorkloads, workloadPermissions, type Workload } from "./workload-source.ts";

/** What stands behind a service: who answers, and what of it asks callers for nothing. */
export type Backend = {
  /** Keys of the workloads, and of the servers that were recognised in them. */
  keys: string[];
  authentication: "none" | "key" | "identity";
  /** Why the authentication is not certain. */
  unknown: Unknown | null;
};
export type Backends = {
  services: Listed<Service>;
  of: (namespace: string, serviceName: string) => Promise<Backend>;
  /** Why targets may be missing. */
  unknown: Unknown | null;
};

export const backendPermissions = [
  "list services",
  ...workloadPermissions,
  ...meshPermissions,
  ...configPermissions,
];

export async function readBackends(source: Source): Promise<Backends> {
  const services = await tryList(source, "core", "services", Service);
  const workloads = await readWorkloads(source);
  const mesh = await readMesh(source);
  const { account } = source.scope;
  const proofOf = async (workload: Workload): Promise<Backend> => {
    const recognised = recogniseIn(workload.spec);
    const keys = [workloadKeyOf(account, workload)];
    if (!recognised) return { keys, authentication: "none", unknown: inTheProgram };
    const { proof, unknown } = await readProof(source, workload, recognised, mesh);
    return {
      keys: [...keys, serverKey({ account, workload, recognised })],
      authentication: proof.authentication ?? "none",
      unknown:
        unknown ?? (proof.authentication === null ? undecidable("core:pods.list", proof.reason) : null),
    };
  };
  return {
    services,
    unknown: services.unknown ?? workloads.unknown,
    of: async (namespace, serviceName) => {
      const service = services.items.find(
        ({ metadata }) => metadata.namespace === namespace && metadata.name === serviceName,
      );
      const selected = workloads.items.filter(
        ({ metadata, podLabels }) =>
          service && selectsPods(service, { namespace: metadata.namespace, labels: podLabels }),
      );
      const missing = services.unknown ?? workloads.unknown;
      return weakest(await Promise.all(selected.map(proofOf)), missing);
    },
  };
}

const inTheProgram = undecidable(
  "core:pods.list",
  "Whether callers must prove who they are is decided by the program in the container",
);
const nobodyBehind = undecidable("core:services.list", "No pods stand behind it that Nacre knows of");
const strength = ["none", "key", "identity"] as const;

/** One open door opens the house; where none is known to be open, one that is not known leaves it unknown. */
export function weakest(backends: readonly Backend[], missing: Unknown | null): Backend {
  const keys = backends.flatMap((backend) => backend.keys);
  const certain = backends.filter(({ unknown }) => unknown === null);
  if (certain.some(({ authentication }) => authentication === "none"))
    return { keys, authentication: "none", unknown: null };
  const doubt = missing ?? backends.find(({ unknown }) => unknown !== null)?.unknown ?? null;
  if (doubt || backends.length === 0) return { keys, authentication: "none", unknown: doubt ?? nobodyBehind };
  const authentication = strength.find((one) => certain.some((backend) => backend.authentication === one));
  return { keys, authentication: authentication ?? "none", unknown: null };
}

export const routesTo = (from: string, { keys }: Backend): Relationship[] =>
  [...new Set(keys)].map((to) => ({ from, kind: "routes-to", to }));
