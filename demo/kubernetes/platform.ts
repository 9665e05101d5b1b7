import {
  container,
  digestOf,
  meta,
  namespace,
  networkPolicy,
  podSpec,
  secretRow,
  service,
  serviceAccount,
  type App,
  type KubernetesObject,
  type Variant,
} from "./builders.ts";

const pinned = (image: string) => `${image}@${digestOf(image)}`;

/** What a platform runs besides, and what developers run next to it: kept well. */
export const platformNamespaces = (variant: Variant): KubernetesObject[] => [
  namespace("default", "restricted"),
  namespace("kube-system", "privileged"),
  namespace("ingress-nginx", "baseline"),
  namespace("portal", "restricted"),
  namespace("claims-batch", "restricted"),
  namespace("dev-chat", variant === "fixed" ? "restricted" : null),
];

const web = (space: string, name: string, team: string, port: number): App => ({
  namespace: space,
  name,
  team,
  spec: podSpec(name, [
    container({ name: "app", image: pinned(`registry.acme-insurance.example/${name}`), port }),
  ]),
});

export const platformApps: App[] = [
  web("portal", "customer-portal", "portal", 8080),
  web("portal", "quote-form", "portal", 8080),
  web("claims-batch", "claims-export", "claims-platform", 8080),
  {
    namespace: "ingress-nginx",
    name: "ingress-nginx-controller",
    team: "platform",
    spec: podSpec(
      "ingress-nginx",
      [
        container({
          name: "controller",
          image: pinned("registry.k8s.io/ingress-nginx/controller:v1.13.2"),
          port: 443,
        }),
      ],
      { automountServiceAccountToken: true },
    ),
  },
  {
    namespace: "kube-system",
    name: "fluent-bit",
    team: "platform",
    kind: "DaemonSet",
    spec: podSpec("fluent-bit", [
      container({ name: "fluent-bit", image: pinned("cr.fluentbit.io/fluent/fluent-bit:4.1.1") }),
    ]),
  },
  {
    namespace: "kube-system",
    name: "cilium",
    team: "platform",
    kind: "DaemonSet",
    spec: {
      serviceAccountName: "cilium",
      hostNetwork: true,
      containers: [
        container({
          name: "cilium-agent",
          image: pinned("quay.io/cilium/cilium:v1.18.2"),
          securityContext: { privileged: true },
        }),
      ],
    },
  },
];

export const platformServices: KubernetesObject[] = [
  service("portal", "customer-portal", 8080, { team: "portal" }),
  service("portal", "quote-form", 8080, { team: "portal" }),
  service("ingress-nginx", "ingress-nginx-controller", 443, {
    team: "platform",
    type: "LoadBalancer",
    annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" },
    hostname: "internal-a9f8e7d6c5b4.eu-west-1.elb.amazonaws.com",
  }),
];

export const platformAccounts: KubernetesObject[] = [
  ...["default", "kube-system", "ingress-nginx", "portal", "claims-batch", "dev-chat"].map((space) =>
    serviceAccount(space, "default"),
  ),
  serviceAccount("portal", "customer-portal"),
  serviceAccount("portal", "quote-form"),
  serviceAccount("claims-batch", "claims-export"),
  serviceAccount("ingress-nginx", "ingress-nginx", { automount: true }),
  serviceAccount("kube-system", "cilium", { automount: true }),
  serviceAccount("kube-system", "fluent-bit"),
];

const closed = { podSelector: {}, policyTypes: ["Ingress", "Egress"], ingress: [], egress: [] };
export const platformPolicies: KubernetesObject[] = ["portal", "claims-batch"].map((space) =>
  networkPolicy(space, "closed-unless-opened", closed),
);

const clusterObject = (name: string, rest: object): KubernetesObject => ({
  metadata: { name, uid: meta("", name).uid, creationTimestamp: meta("", name).creationTimestamp },
  ...rest,
});
const rule = (apiGroups: string[], resources: string[], verbs: string[]) => ({ apiGroups, resources, verbs });

export const clusterRoles: KubernetesObject[] = [
  clusterObject("cluster-admin", {
    rules: [rule(["*"], ["*"], ["*"]), { nonResourceURLs: ["*"], verbs: ["*"] }],
  }),
  clusterObject("ingress-nginx", {
    rules: [
      rule([""], ["services", "endpoints", "nodes", "pods"], ["list", "watch"]),
      rule(["networking.k8s.io"], ["ingresses"], ["get", "list", "watch"]),
    ],
  }),
  clusterObject("cilium", {
    rules: [
      rule(["networking.k8s.io"], ["networkpolicies"], ["get", "list", "watch"]),
      rule([""], ["nodes", "pods", "namespaces", "services"], ["get", "list", "watch"]),
    ],
  }),
  clusterObject("nacre-reader", {
    rules: [rule([""], ["pods", "services", "namespaces", "serviceaccounts"], ["list"])],
  }),
  {
    ...clusterObject("view-ai", { rules: [] }),
    aggregationRule: {
      clusterRoleSelectors: [{ matchLabels: { "acme.example/aggregate-to-view-ai": "true" } }],
    },
  },
  {
    metadata: {
      ...clusterObject("inference-viewer", {}).metadata,
      labels: { "acme.example/aggregate-to-view-ai": "true" },
    },
    rules: [rule(["serving.kserve.io"], ["inferenceservices"], ["get", "list", "watch"])],
  },
];

const binding = (name: string, role: string, subjects: object[]): KubernetesObject =>
  clusterObject(name, {
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
    subjects,
  });

export const clusterBindings: KubernetesObject[] = [
  binding("cluster-admin", "cluster-admin", [
    { kind: "Group", apiGroup: "rbac.authorization.k8s.io", name: "system:masters" },
  ]),
  binding("ingress-nginx", "ingress-nginx", [
    { kind: "ServiceAccount", name: "ingress-nginx", namespace: "ingress-nginx" },
  ]),
  binding("cilium", "cilium", [{ kind: "ServiceAccount", name: "cilium", namespace: "kube-system" }]),
  binding("view-ai", "view-ai", [
    { kind: "Group", apiGroup: "rbac.authorization.k8s.io", name: "acme:developers" },
  ]),
];

export const roles: KubernetesObject[] = [
  {
    metadata: meta("dev-chat", "developer"),
    rules: [rule([""], ["pods", "pods/log", "services"], ["get", "list", "watch"])],
  },
];
export const roleBindings: KubernetesObject[] = [
  {
    metadata: meta("dev-chat", "developer"),
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "developer" },
    subjects: [{ kind: "Group", apiGroup: "rbac.authorization.k8s.io", name: "acme:developers" }],
  },
];

export const platformSecrets = [
  secretRow("portal", "customer-portal-session", "Opaque", 1),
  secretRow("ingress-nginx", "ingress-nginx-admission", "Opaque", 3),
];

export const nodes: KubernetesObject[] = ["a", "b", "c"].map((zone, index) => ({
  metadata: {
    name: `ip-10-40-${index}-17.eu-west-1.compute.internal`,
    labels: { "topology.kubernetes.io/zone": `eu-west-1${zone}`, "kubernetes.io/os": "linux" },
  },
  spec: { providerID: `aws:///eu-west-1${zone}/i-0a1b2c3d4e5f6${index}0${index}` },
  status: {
    addresses: [{ type: "InternalIP", address: `10.40.${index}.17` }],
    capacity: { cpu: "16", memory: "131072Ki", ...(index === 0 ? { "nvidia.com/gpu": "1" } : {}) },
    nodeInfo: { kubeletVersion: "v1.34.1", containerRuntimeVersion: "containerd://2.1.4" },
  },
}));
