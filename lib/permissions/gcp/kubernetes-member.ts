/** An account of a cluster on Google's platform, as its project's own pool of identities knows it. */
export type KubernetesCaller = {
  kind: "kubernetes";
  project: string;
  namespace: string;
  name: string;
  /** `projects/…/locations/…/clusters/…` */
  cluster: string | null;
};

/** What a member of an allow policy says of accounts of clusters, and in which project's pool. */
export type KubernetesMember = {
  project: string;
  means: (account: Omit<KubernetesCaller, "kind">) => boolean;
};

const inBrackets = /^serviceAccount:(.+)\.svc\.id\.goog\[([^/\]]+)\/([^\]]+)\]$/;
const inPool =
  /^(principal|principalSet):\/\/iam\.googleapis\.com\/projects\/[^/]+\/locations\/global\/workloadIdentityPools\/(.+?)\.svc\.id\.goog\/(.+)$/;

/**
 * Null of whatever is not about them. One named by the id its cluster gave it is not told, for that id is not collected.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#principal-id-examples
 */
export function kubernetesMember(written: string): KubernetesMember | null {
  const [, named, ...account] = inBrackets.exec(written) ?? [];
  if (named) return { project: named, means: isAccount(account[0], account[1]) };
  const [, kind, project, rest = ""] = inPool.exec(written) ?? [];
  if (!project) return null;
  if (kind === "principal") {
    const [, namespace, name] = /^subject\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(rest) ?? [];
    return { project, means: isAccount(namespace, name) };
  }
  if (rest === "*") return { project, means: () => true };
  const namespace = /^namespace\/([^/]+)$/.exec(rest)?.[1];
  if (namespace) return { project, means: (account) => account.namespace === namespace };
  const cluster = /^kubernetes\.cluster\/https:\/\/container\.googleapis\.com\/v1\/(.+)$/.exec(rest)?.[1];
  return { project, means: (account) => cluster !== undefined && account.cluster === cluster };
}

const isAccount =
  (namespace: string | undefined, name: string | undefined): KubernetesMember["means"] =>
  (account) =>
    account.namespace === namespace && account.name === name;

export function isKubernetesMember(written: string, caller: KubernetesCaller): boolean {
  const member = kubernetesMember(written);
  return member !== null && member.project === caller.project && member.means(caller);
}
