/** Objects as the API server writes them. */
export type KubernetesObject = {
  metadata: { name: string; namespace?: string } & Record<string, unknown>;
} & Record<string, unknown>;
export type Variant = "as-is" | "fixed";

export const clusterName = "acme-dev";
export const systemUid = "3f0c8a52-7b1d-4e96-9c35-d2a6f8b04e17";
const created = "2026-03-02T08:15:00Z";

export const labelsOf = (app: string, team: string) => ({
  "app.kubernetes.io/name": app,
  "app.kubernetes.io/part-of": app,
  owner: team,
  environment: "development",
});

export const meta = (
  namespace: string,
  name: string,
  more: { labels?: Record<string, string>; annotations?: Record<string, string> } = {},
) => ({
  name,
  namespace,
  uid: uidOf(namespace, name),
  creationTimestamp: created,
  managedFields: [{ manager: "argocd-controller", operation: "Apply", time: created }],
  ...more,
});

/** The same for the same name, so that a recording is the same each time. */
export function uidOf(...words: string[]): string {
  let state = 2166136261;
  for (const character of words.join("/")) state = Math.imul(state ^ character.charCodeAt(0), 16777619) >>> 0;
  const hex = Array.from({ length: 4 }, (_, at) =>
    ((state ^ (at * 0x9e3779b9)) >>> 0).toString(16).padStart(8, "0"),
  );
  const [a = "", b = "", c = "", d = ""] = hex;
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`.slice(0, 36);
}

export const digestOf = (...words: string[]): string =>
  `sha256:${uidOf(...words)
    .replaceAll("-", "")
    .padEnd(64, "0")
    .slice(0, 32)}${uidOf("b", ...words)
    .replaceAll("-", "")
    .slice(0, 32)}`;

const hardened = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};
export const limits = (memory: string, cpu: string, more: Record<string, string> = {}) => ({
  requests: { memory, cpu },
  limits: { memory, cpu, ...more },
});

export type ContainerParts = {
  name: string;
  image: string;
  port?: number;
  args?: string[];
  env?: Record<string, unknown>[];
  resources?: object;
  securityContext?: object;
  volumeMounts?: object[];
};

export const container = ({ port, securityContext = hardened, resources, ...rest }: ContainerParts) => ({
  ...rest,
  resources: resources ?? limits("512Mi", "500m"),
  securityContext,
  ...(port === undefined ? {} : { ports: [{ containerPort: port, protocol: "TCP" }] }),
});

export const podSpec = (
  serviceAccountName: string,
  containers: object[],
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  serviceAccountName,
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "RuntimeDefault" } },
  containers,
  ...more,
});

export type App = {
  namespace: string;
  name: string;
  team: string;
  kind?: "Deployment" | "StatefulSet" | "DaemonSet";
  application?: string;
  spec: Record<string, unknown>;
};

const appLabels = ({ name, team, application }: App) => ({
  ...labelsOf(application ?? name, team),
  "app.kubernetes.io/name": name,
});

export const controller = (app: App): KubernetesObject => ({
  metadata: meta(app.namespace, app.name, { labels: appLabels(app) }),
  spec: {
    selector: { matchLabels: { "app.kubernetes.io/name": app.name } },
    template: { metadata: { labels: appLabels(app) }, spec: app.spec },
  },
});

/** The pod that its controller made of it. */
export function pod(app: App): KubernetesObject {
  const hash = uidOf(app.name).slice(0, 10).replaceAll("-", "");
  const isDeployment = (app.kind ?? "Deployment") === "Deployment";
  const owner = isDeployment
    ? { apiVersion: "apps/v1", kind: "ReplicaSet", name: `${app.name}-${hash}` }
    : { apiVersion: "apps/v1", kind: app.kind ?? "", name: app.name };
  const images = [app.spec["containers"]].flat().flatMap((item) => {
    const image: unknown = typeof item === "object" && item !== null ? Reflect.get(item, "image") : undefined;
    return typeof image === "string" ? [image] : [];
  });
  return {
    metadata: {
      ...meta(
        app.namespace,
        isDeployment ? `${app.name}-${hash}-${uidOf(hash).slice(0, 5)}` : `${app.name}-0`,
        {
          labels: { ...appLabels(app), ...(isDeployment ? { "pod-template-hash": hash } : {}) },
        },
      ),
      ownerReferences: [
        { ...owner, uid: uidOf("owner", app.name), controller: true, blockOwnerDeletion: true },
      ],
    },
    spec: app.spec,
    status: {
      phase: "Running",
      containerStatuses: images.map((image) => ({
        image,
        imageID: `${image.replace(/[:@].*$/, "")}@${/@(sha256:.+)$/.exec(image)?.[1] ?? digestOf(image)}`,
      })),
    },
  };
}

export const service = (
  namespace: string,
  name: string,
  port: number,
  more: { type?: string; annotations?: Record<string, string>; hostname?: string; team: string },
): KubernetesObject => ({
  metadata: meta(namespace, name, {
    labels: labelsOf(name, more.team),
    ...(more.annotations ? { annotations: more.annotations } : {}),
  }),
  spec: {
    type: more.type ?? "ClusterIP",
    selector: { "app.kubernetes.io/name": name },
    ports: [{ name: "main", port, targetPort: port, protocol: "TCP" }],
  },
  status: { loadBalancer: more.hostname === undefined ? {} : { ingress: [{ hostname: more.hostname }] } },
});

export const serviceAccount = (
  namespace: string,
  name: string,
  more: { automount?: boolean; annotations?: Record<string, string> } = {},
): KubernetesObject => ({
  metadata: meta(namespace, name, more.annotations ? { annotations: more.annotations } : {}),
  automountServiceAccountToken: more.automount ?? false,
});

export const networkPolicy = (namespace: string, name: string, spec: object): KubernetesObject => ({
  metadata: meta(namespace, name),
  spec: { ...spec },
});

export const namespace = (name: string, podSecurity: string | null): KubernetesObject => ({
  metadata: {
    name,
    uid: name === "kube-system" ? systemUid : uidOf("namespaces", name),
    creationTimestamp: created,
    labels: {
      "kubernetes.io/metadata.name": name,
      ...(podSecurity === null ? {} : { "pod-security.kubernetes.io/enforce": podSecurity }),
    },
  },
});

export const secretRow = (namespaceName: string, name: string, type: string, entries: number) => ({
  cells: [name, type, entries, "120d"],
  object: {
    kind: "PartialObjectMetadata",
    apiVersion: "meta.k8s.io/v1",
    metadata: meta(namespaceName, name),
  },
});
