const direct = /^(load balancer|node port|external address|port|network) of /;

/** Ways from outside straight to a server, past every ingress that could ask for more. */
export const directDoors = (exposedBy: readonly string[]): string[] =>
  exposedBy.filter((way) => direct.test(way));

type OpenServer = { authentication: string; ingressIsolated: boolean; exposedBy: readonly string[] };

/** Whether it asks callers for nothing and nobody keeps strangers away; the reason is what a person reads. */
export function openTo({ authentication, ...server }: OpenServer): string | null {
  if (authentication !== "none") return null;
  if (server.exposedBy.length > 0) return `whoever reaches its ${server.exposedBy.join(" or its ")}`;
  return server.ingressIsolated ? null : "everything that runs in the cluster";
}
