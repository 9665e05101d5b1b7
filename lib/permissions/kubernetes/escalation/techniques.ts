import type { Attributes } from "../rule.ts";

const docs = "https://kubernetes.io/docs";
const risks = `${docs}/concepts/security/rbac-good-practices/#privilege-escalation-risks`;

/** One request, as far as it stands: the namespace and the name follow from where and at what it is made. */
export type Needed = { verb: string; group: string; resource: string; name?: string };

/** A way to a service account; any one of `ways`, each with every request it takes. */
export type Technique = {
  id: string;
  told: string;
  ways: readonly (readonly Needed[])[];
  source: string;
};

const core = (verb: string, resource: string): Needed => ({ verb, group: "", resource });
const rbac = (verb: string, resource: string): Needed => ({
  verb,
  group: "rbac.authorization.k8s.io",
  resource,
});
const changing = (group: string, resource: string): Needed[][] =>
  ["update", "patch"].map((verb) => [{ verb, group, resource }]);

/** In the account's namespace, whatever runs there. */
export const inNamespace: readonly Technique[] = [
  {
    id: "pod",
    told: "runs a pod as it",
    ways: [
      ...["pods", "replicationcontrollers"].map((resource) => [core("create", resource)]),
      ...["deployments", "statefulsets", "daemonsets", "replicasets"].map((resource) => [
        { verb: "create", group: "apps", resource },
      ]),
      ...["jobs", "cronjobs"].map((resource) => [{ verb: "create", group: "batch", resource }]),
    ],
    source: `${risks}`,
  },
  {
    id: "token-secret",
    told: "makes a token of it, kept in a secret",
    ways: [[core("create", "secrets"), core("get", "secrets")]],
    source: `${docs}/concepts/configuration/secret/#serviceaccount-token-secrets`,
  },
  {
    id: "role-binding",
    told: "binds itself any role in its namespace",
    ways: [
      [rbac("bind", "clusterroles"), rbac("create", "rolebindings")],
      [
        rbac("escalate", "roles"),
        rbac("create", "roles"),
        rbac("bind", "roles"),
        rbac("create", "rolebindings"),
      ],
    ],
    source: `${docs}/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping`,
  },
];

/** Only where a long-lived token of the account lies in a secret. */
export const readsToken: Technique = {
  id: "token",
  told: "reads a token of it in a secret",
  ways: ["get", "list", "watch"].map((verb) => [core(verb, "secrets")]),
  source: risks,
};

/** Through what runs as the account already. */
export const hosted: readonly Technique[] = [
  {
    id: "exec",
    told: "runs commands in {host}, which runs as it",
    ways: [[core("create", "pods/exec")], [core("create", "pods/attach")]],
    source: `${docs}/tasks/debug/debug-application/get-shell-running-container/`,
  },
  {
    id: "debug",
    told: "adds a container to {host}, which runs as it",
    ways: [[core("update", "pods/ephemeralcontainers")], [core("patch", "pods/ephemeralcontainers")]],
    source: `${docs}/concepts/workloads/pods/ephemeral-containers/`,
  },
];

/** By what makes its pods: what is written there runs as the account. */
export const changesHost: Readonly<Record<string, readonly (readonly Needed[])[]>> = {
  Deployment: changing("apps", "deployments"),
  StatefulSet: changing("apps", "statefulsets"),
  DaemonSet: changing("apps", "daemonsets"),
  ReplicaSet: changing("apps", "replicasets"),
  Job: [],
  CronJob: changing("batch", "cronjobs"),
  Pod: changing("", "pods"),
};
export const changesHostTold = "changes what {host} runs, which runs as it";

/** Of the whole cluster: they lead to every account that something runs as. */
export const onNodes: readonly Technique[] = [
  {
    id: "kubelet",
    told: "commands the kubelet that runs {host}",
    ways: [[core("create", "nodes/proxy")], [core("get", "nodes/proxy")]],
    source: `${docs}/reference/access-authn-authz/kubelet-authn-authz/`,
  },
];

/** Of the whole cluster: they lead to whoever administers it. */
export const toAdministrators: readonly Technique[] = [
  {
    id: "cluster-role-binding",
    told: "binds itself any cluster role",
    ways: [[rbac("bind", "clusterroles"), rbac("create", "clusterrolebindings")]],
    source: `${docs}/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping`,
  },
  {
    id: "escalate",
    told: "writes any right into a cluster role",
    ways: ["update", "patch"].map((verb) => [rbac("escalate", "clusterroles"), rbac(verb, "clusterroles")]),
    source: `${docs}/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping`,
  },
  {
    id: "masters",
    told: "calls as a member of system:masters",
    ways: [[core("impersonate", "users"), core("impersonate", "groups")]],
    source: `${docs}/reference/access-authn-authz/user-impersonation/`,
  },
  {
    id: "certificate",
    told: "has a certificate signed for whomever it names",
    ways: ["update", "patch"].map((verb) => [
      { verb: "create", group: "certificates.k8s.io", resource: "certificatesigningrequests" },
      { verb, group: "certificates.k8s.io", resource: "certificatesigningrequests/approval" },
      {
        verb: "approve",
        group: "certificates.k8s.io",
        resource: "signers",
        name: "kubernetes.io/kube-apiserver-client",
      },
    ]),
    source: `${docs}/reference/access-authn-authz/certificate-signing-requests/`,
  },
  {
    id: "webhook",
    told: "changes what the API server admits, and with it what pods run",
    ways: ["create", "update", "patch"].map((verb) => [
      { verb, group: "admissionregistration.k8s.io", resource: "mutatingwebhookconfigurations" },
    ]),
    source: risks,
  },
];

export const requestOf = (needed: Needed, namespace: string | null, name?: string): Attributes => ({
  verb: needed.verb,
  group: needed.group,
  resource: needed.resource,
  namespace,
  name: needed.name ?? name ?? null,
});
