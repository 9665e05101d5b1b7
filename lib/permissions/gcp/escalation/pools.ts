import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

export type TrustedPool = Resource<"gcp.iam.workload-identity-pool">;

const poolOf =
  /^principal(?:Set)?:\/\/iam\.googleapis\.com\/projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\//;

/** Pools of workload identities that a service account lets in, by the number of their project as Google writes it. */
export function poolsTrustedBy(
  graph: ResourceGraph,
): (account: Resource<"gcp.iam.service-account">) => readonly TrustedPool[] {
  const numberOf = new Map(
    graph
      .all("gcp.cloudresourcemanager.project")
      .map(({ account, properties }) => [account, properties.number] as const),
  );
  const pools = new Map(
    graph
      .all("gcp.iam.workload-identity-pool")
      .filter(({ properties }) => properties.enabled)
      .flatMap((pool) => {
        const id = pool.key.slice(pool.key.lastIndexOf("/") + 1);
        const names = [numberOf.get(pool.account), pool.account];
        return names.flatMap((name) => (name ? [[`${name}/${id}`, pool] as const] : []));
      }),
  );
  return ({ facets }) => {
    const trusted = (known(() => facets.trusts) ?? []).flatMap(({ kind, principal }) => {
      const [, project = "", id = ""] = kind === "federation" ? (poolOf.exec(principal) ?? []) : [];
      return pools.get(`${project}/${id}`) ?? [];
    });
    return [...new Set(trusted)];
  };
}
