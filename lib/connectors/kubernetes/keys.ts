/**
 * A cluster has no name of its own, so it is known by the id of its namespace kube-system, which never changes. The
 * account carries both: a name for people, and that id.
 */
export const accountOf = (clusterName: string, systemUid: string): string =>
  `${clusterName}.${systemUid.replaceAll("-", "").slice(0, 12)}`;

export const clusterId = (account: string): string => account.slice(account.lastIndexOf(".") + 1);

/** The kind stands before the namespace, so that a permission over a kind is one pattern. */
export const keyOf = (account: string, plural: string, namespace: string, name: string): string =>
  `k8s:${clusterId(account)}/${plural}/${namespace}/${name}`;

/** Of what stands in no namespace. */
export const clusterKeyOf = (account: string, plural: string, name: string): string =>
  `k8s:${clusterId(account)}/${plural}/${name}`;

export const serviceAccountKey = (account: string, namespace: string, name: string): string =>
  keyOf(account, "serviceaccounts", namespace, name);

export const workloadKey = (account: string, kind: string, namespace: string, name: string): string =>
  keyOf(account, pluralOf(kind), namespace, name);

/** As the API's own plurals are made; another name would still be a key. */
const pluralOf = (kind: string): string => `${kind.toLowerCase()}s`;
