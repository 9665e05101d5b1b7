import type { RbacRule } from "#lib/domain/resources/kubernetes.ts";

type Way = {
  right: string;
  verbs: readonly string[];
  groups: readonly string[];
  resources: readonly string[];
  /** Suffices in the namespace kube-system alone, where accounts run the cluster. */
  inSystem: boolean;
};

/** https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
const ways: readonly Way[] = [
  {
    right: "bind or escalate cluster roles",
    verbs: ["bind", "escalate"],
    groups: ["rbac.authorization.k8s.io"],
    resources: ["clusterroles"],
    inSystem: false,
  },
  {
    right: "impersonate anybody",
    verbs: ["impersonate"],
    groups: [""],
    resources: ["users", "groups", "serviceaccounts"],
    inSystem: false,
  },
  {
    right: "create pods as any account",
    verbs: ["create", "patch", "update"],
    groups: ["", "apps", "batch"],
    resources: ["pods", "deployments", "daemonsets", "statefulsets", "jobs", "cronjobs", "replicasets"],
    inSystem: true,
  },
  {
    right: "issue tokens for any account",
    verbs: ["create"],
    groups: [""],
    resources: ["serviceaccounts/token"],
    inSystem: true,
  },
  {
    right: "read every secret",
    verbs: ["get", "list", "watch"],
    groups: [""],
    resources: ["secrets"],
    inSystem: true,
  },
  {
    right: "run commands in every pod",
    verbs: ["create", "get"],
    groups: [""],
    resources: ["pods/exec", "pods/attach"],
    inSystem: true,
  },
  {
    right: "command the kubelets",
    verbs: ["get", "create"],
    groups: [""],
    resources: ["nodes/proxy"],
    inSystem: false,
  },
  {
    right: "change what the API server admits",
    verbs: ["create", "patch", "update"],
    groups: ["admissionregistration.k8s.io"],
    resources: ["mutatingwebhookconfigurations"],
    inSystem: false,
  },
];

/** Rights in these rules that amount to the whole cluster. A null namespace holds in all of them. */
export function takeoverRights(rules: readonly RbacRule[], namespace: string | null): string[] {
  if (namespace !== null && namespace !== "kube-system") return [];
  const plain = rules.filter(({ resourceNames }) => resourceNames.length === 0);
  if (namespace === null && plain.some(isEverything)) return ["do everything"];
  return ways
    .filter(({ inSystem }) => namespace === null || inSystem)
    .filter((way) => plain.some((rule) => gives(rule, way)))
    .map(({ right }) => right);
}

const isEverything = ({ verbs, apiGroups, resources }: RbacRule): boolean =>
  [verbs, apiGroups, resources].every((list) => list.includes("*"));

const gives = (rule: RbacRule, { verbs, groups, resources }: Way): boolean =>
  has(rule.verbs, verbs) &&
  has(rule.apiGroups, groups) &&
  (has(rule.resources, resources) ||
    resources.some((resource) => rule.resources.includes(anySubresource(resource))));

const has = (given: readonly string[], wanted: readonly string[]): boolean =>
  given.includes("*") || wanted.some((one) => given.includes(one));

const anySubresource = (resource: string): string =>
  resource.includes("/") ? `*/${resource.slice(resource.indexOf("/") + 1)}` : resource;
