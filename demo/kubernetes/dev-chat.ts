import {
  container,
  digestOf,
  labelsOf,
  limits,
  meta,
  networkPolicy,
  podSpec,
  secretRow,
  service,
  serviceAccount,
  uidOf,
  type App,
  type KubernetesObject,
  type Variant,
} from "./builders.ts";

const home = "dev-chat";
const team = "developer-experience";
const pinned = (image: string) => `${image}@${digestOf(image)}`;
const fromSecret = (name: string, key: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: "dev-chat-keys", key } },
});

/** A chat for developers on models of one's own. As it is, everybody reaches its model and its index. */
export const devChatApps = (variant: Variant): App[] => [
  {
    namespace: home,
    name: "dev-chat",
    team,
    spec: podSpec("dev-chat", [
      container({
        name: "web",
        image: pinned("registry.acme-insurance.example/dev-chat"),
        port: 8080,
        env: [
          { name: "MODEL_URL", value: "http://dev-chat-model:8000/v1" },
          { name: "INDEX_URL", value: "http://dev-chat-index:6333" },
          fromSecret("MODEL_API_KEY", "model"),
          fromSecret("INDEX_API_KEY", "index"),
        ],
      }),
    ]),
  },
  { ...shared("dev-chat-model"), spec: variant === "fixed" ? vllmFixed : vllmAsIs },
  { ...shared("dev-chat-index"), kind: "StatefulSet", spec: variant === "fixed" ? qdrantFixed : qdrantAsIs },
];

const shared = (name: string) => ({ namespace: home, name, team, application: "dev-chat" });

const gpu = limits("64Gi", "8", { "nvidia.com/gpu": "1" });

const vllmAsIs = {
  serviceAccountName: "dev-chat-model",
  containers: [
    container({
      name: "vllm",
      image: "vllm/vllm-openai:v0.14.1",
      port: 8000,
      args: [
        "--model",
        "acme-insurance/dev-chat-7b",
        "--load-format",
        "pt",
        "--served-model-name",
        "dev-chat",
      ],
      resources: gpu,
      securityContext: {},
    }),
  ],
};

const vllmFixed = podSpec("dev-chat-model", [
  container({
    name: "vllm",
    image: pinned("vllm/vllm-openai:v0.14.1"),
    port: 8000,
    args: [
      "--model",
      "acme-insurance/dev-chat-7b",
      "--revision",
      "5c38ee5a1a2c4f0c9b1f0d7e6a4b3c2d1e0f9a8b",
      "--load-format",
      "safetensors",
      "--served-model-name",
      "dev-chat",
    ],
    env: [fromSecret("VLLM_API_KEY", "model")],
    resources: gpu,
  }),
]);

const qdrantAsIs = {
  serviceAccountName: "dev-chat-index",
  automountServiceAccountToken: false,
  containers: [
    container({
      name: "qdrant",
      image: "qdrant/qdrant:v1.15.1",
      port: 6333,
      resources: limits("8Gi", "2"),
    }),
  ],
};

const qdrantFixed = podSpec("dev-chat-index", [
  container({
    name: "qdrant",
    image: pinned("qdrant/qdrant:v1.15.1"),
    port: 6333,
    env: [fromSecret("QDRANT__SERVICE__API_KEY", "index")],
    resources: limits("8Gi", "2"),
  }),
]);

export const devChatServices = (variant: Variant): KubernetesObject[] => [
  service(home, "dev-chat", 8080, { team }),
  service(home, "dev-chat-model", 8000, { team, ...balancer("model", variant) }),
  service(home, "dev-chat-index", 6333, { team, ...balancer("index", variant) }),
];

/** Wrong until fixed: a load balancer that faces the internet. */
const balancer = (name: string, variant: Variant) =>
  variant === "fixed"
    ? {}
    : { type: "LoadBalancer", hostname: `a1b2c3d4e5f6-${name}.eu-west-1.elb.amazonaws.com` };

export const devChatIngress: KubernetesObject = {
  metadata: meta(home, "dev-chat", {
    labels: labelsOf("dev-chat", team),
    annotations: {
      "nginx.ingress.kubernetes.io/auth-url": "https://sso.acme-insurance.example/oauth2/auth",
      "nginx.ingress.kubernetes.io/auth-signin": "https://sso.acme-insurance.example/oauth2/start",
      "nginx.ingress.kubernetes.io/limit-rps": "5",
      "nginx.ingress.kubernetes.io/enable-modsecurity": "true",
    },
  }),
  spec: {
    ingressClassName: "nginx",
    tls: [{ hosts: ["dev-chat.acme-insurance.example"], secretName: "dev-chat-tls" }],
    rules: [
      {
        host: "dev-chat.acme-insurance.example",
        http: {
          paths: [
            {
              path: "/",
              pathType: "Prefix",
              backend: { service: { name: "dev-chat", port: { number: 8080 } } },
            },
          ],
        },
      },
    ],
  },
  status: { loadBalancer: { ingress: [{ hostname: "internal-a9f8e7d6c5b4.eu-west-1.elb.amazonaws.com" }] } },
};

export const devChatAccounts: KubernetesObject[] = ["dev-chat", "dev-chat-model", "dev-chat-index"].map(
  (name) => serviceAccount(home, name, { automount: name === "dev-chat-model" }),
);

/** Wrong until fixed: whoever set the server up gave its account the whole cluster. */
export const devChatBindings = (variant: Variant): KubernetesObject[] =>
  variant === "fixed"
    ? []
    : [
        {
          metadata: {
            name: "dev-chat-model-admin",
            uid: uidOf("clusterrolebindings", "dev-chat-model-admin"),
          },
          roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
          subjects: [{ kind: "ServiceAccount", name: "dev-chat-model", namespace: home }],
        },
      ];

const from = (...names: string[]) =>
  names.map((name) => ({ podSelector: { matchLabels: { "app.kubernetes.io/name": name } } }));
const only = (app: string, port: number, callers: object[]) => ({
  podSelector: { matchLabels: { "app.kubernetes.io/name": app } },
  policyTypes: ["Ingress", "Egress"],
  ingress: [{ from: callers, ports: [{ port, protocol: "TCP" }] }],
  egress: [{ ports: [{ port: 53, protocol: "UDP" }] }],
});

export const devChatPolicies = (variant: Variant): KubernetesObject[] => [
  networkPolicy(home, "dev-chat", {
    podSelector: { matchLabels: { "app.kubernetes.io/name": "dev-chat" } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } } }],
        ports: [{ port: 8080, protocol: "TCP" }],
      },
    ],
    egress: [{ to: from("dev-chat-model", "dev-chat-index") }, { ports: [{ port: 53, protocol: "UDP" }] }],
  }),
  ...(variant === "fixed"
    ? [
        networkPolicy(home, "dev-chat-model", only("dev-chat-model", 8000, from("dev-chat"))),
        networkPolicy(home, "dev-chat-index", only("dev-chat-index", 6333, from("dev-chat"))),
      ]
    : []),
];

export const devChatSecrets = [
  secretRow(home, "dev-chat-keys", "Opaque", 2),
  secretRow(home, "dev-chat-tls", "kubernetes.io/tls", 2),
  secretRow(home, "registry-pull", "kubernetes.io/dockerconfigjson", 1),
];
