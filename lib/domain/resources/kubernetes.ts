import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

const names = z.array(z.string());
/** How callers prove themselves to a server, read from its flags, its environment or what stands in front of it. */
const authentication = z.enum(["none", "key", "identity"]);
const podSecurityLevel = z.enum(["privileged", "baseline", "restricted"]).nullable();

/** A rule as the API has it, cut to a bounded length. */
export const RbacRule = z.object({
  verbs: names,
  apiGroups: names,
  resources: names,
  resourceNames: names,
  nonResourceURLs: names,
});
export type RbacRule = z.infer<typeof RbacRule>;

export const RbacSubject = z.object({
  kind: z.enum(["User", "Group", "ServiceAccount"]),
  name: z.string(),
  namespace: z.string().nullable(),
});
export type RbacSubject = z.infer<typeof RbacSubject>;

/** What is said of every server that was recognised by its image and arguments. */
const server = {
  /** The product: `vllm`, `qdrant`, `litellm`. */
  engine: z.string(),
  version: z.string().nullable(),
  namespace: z.string(),
  authentication,
  /** The setting that decided how callers prove themselves. */
  authenticationReason: z.string(),
  /** Services, ingresses, routes and host ports by which it is reached from outside the cluster. */
  exposedBy: names,
  /** Only callers that a network policy names reach it. */
  ingressIsolated: z.boolean(),
};

export const kubernetesResourceTypes = defineResourceTypes({
  "kubernetes.cluster": {
    title: "Kubernetes cluster",
    class: "cluster",
    layer: "api",
    properties: z.object({
      version: z.string(),
      /** Address of the API server, as Nacre calls it. */
      server: z.string(),
      /** Cloud that runs the nodes, from their provider ids; null on machines of one's own. */
      cloud: z.enum(["aws", "azure", "gcp", "other"]).nullable(),
      nodeCount: z.number(),
      kubeletVersions: names,
      /** Provider ids of the first nodes. */
      providerIds: names,
      gpuNodeCount: z.number(),
    }),
  },
  "kubernetes.namespace": {
    title: "Kubernetes namespace",
    class: "policy",
    layer: "pipeline",
    properties: z.object({
      podSecurityEnforced: podSecurityLevel,
      podSecurityAudited: podSecurityLevel,
      podSecurityWarned: podSecurityLevel,
    }),
  },
  "kubernetes.workload": {
    title: "Kubernetes workload",
    class: "compute",
    layer: "pipeline",
    properties: z.object({
      /** Deployment, StatefulSet, DaemonSet, Job, CronJob, Pod, or the kind of whatever else makes its pods. */
      kind: z.string(),
      namespace: z.string(),
      serviceAccount: z.string(),
      /** The token of its service account lies in its pods. */
      tokenMounted: z.boolean(),
      images: names,
      privilegedContainers: names,
      /** Of the node: `network`, `process`, `ipc`. */
      hostNamespaces: names,
      /** Containers that nothing keeps from running as root. */
      rootContainers: names,
      /** As `container: CAPABILITY`. */
      addedCapabilities: names,
      containersWithoutSeccomp: names,
      /** Containers whose processes may gain rights that their parent lacks. */
      escalatableContainers: names,
      writableHostPaths: names,
      readOnlyHostPaths: names,
      /** Paths of a container runtime's socket that are mounted. */
      runtimeSockets: names,
      /** As `container: memory`. */
      missingLimits: names,
      runtimeClass: z.string().nullable(),
      ingressIsolated: z.boolean(),
      egressIsolated: z.boolean(),
      /** Whether its pods reach the node's metadata service; `absent` where the nodes have none. */
      metadataService: z.enum(["open", "closed", "absent"]),
    }),
  },
  "kubernetes.service": {
    title: "Kubernetes service",
    class: "api",
    layer: "api",
    properties: z.object({
      namespace: z.string(),
      type: z.string(),
      ports: z.array(z.number()),
      nodePorts: z.array(z.number()),
      /** Addresses outside the cluster at which it answers. */
      addresses: names,
      sourceRanges: names,
    }),
  },
  "kubernetes.ingress": {
    title: "Kubernetes ingress",
    class: "api",
    layer: "api",
    properties: z.object({
      namespace: z.string(),
      ingressClass: z.string().nullable(),
      /** Hosts that are served without TLS; `*` stands for any. */
      hostsWithoutTls: names,
    }),
  },
  "kubernetes.gateway-route": {
    title: "Gateway API route",
    class: "api",
    layer: "api",
    properties: z.object({
      namespace: z.string(),
      gateways: names,
      hostsWithoutTls: names,
    }),
  },
  "kubernetes.network-policy": {
    title: "Kubernetes network policy",
    class: "network",
    layer: "api",
    properties: z.object({ namespace: z.string(), policyTypes: names, selectsEveryPod: z.boolean() }),
  },
  "kubernetes.service-account": {
    title: "Kubernetes service account",
    class: "identity",
    layer: "identity",
    properties: z.object({
      namespace: z.string(),
      /** Pods that do not say otherwise get its token. */
      automountsToken: z.boolean(),
      awsRoleArn: z.string().nullable(),
      azureClientId: z.string().nullable(),
      gcpServiceAccount: z.string().nullable(),
      imagePullSecrets: names,
      /** Rights by any of which it can make itself an administrator of the cluster, with the binding that gives each. */
      takeoverRights: names,
    }),
  },
  "kubernetes.subject": {
    title: "Kubernetes user or group",
    class: "identity",
    layer: "identity",
    properties: z.object({ kind: z.enum(["User", "Group"]) }),
  },
  "kubernetes.role": {
    title: "Kubernetes role",
    class: "policy",
    layer: "identity",
    properties: z.object({
      /** Null for a cluster role. */
      namespace: z.string().nullable(),
      rules: z.array(RbacRule),
      /** Rules beyond those kept here. */
      omittedRuleCount: z.number(),
      /** Label selectors by which a cluster role gathers the rules of others, as `key=value,…`. */
      aggregates: names,
    }),
  },
  "kubernetes.role-binding": {
    title: "Kubernetes role binding",
    class: "policy",
    layer: "identity",
    properties: z.object({
      /** Null where it holds in every namespace. */
      namespace: z.string().nullable(),
      roleKind: z.enum(["Role", "ClusterRole"]),
      roleName: z.string(),
      subjects: z.array(RbacSubject),
      omittedSubjectCount: z.number(),
    }),
  },
  "kubernetes.secret": {
    title: "Kubernetes secret",
    class: "secret",
    layer: "identity",
    properties: z.object({
      namespace: z.string(),
      secretType: z.string(),
      entryCount: z.number().nullable(),
    }),
  },
  "kubernetes.image": {
    title: "Container image",
    class: "image",
    layer: "pipeline",
    properties: z.object({
      registry: z.string(),
      repository: z.string(),
      tag: z.string().nullable(),
      /** Digests of it that run. */
      digests: names,
    }),
  },
  "kubernetes.model-server": {
    title: "Model server",
    class: "model-deployment",
    layer: "model",
    properties: z.object({ ...server, trustsRemoteCode: z.boolean() }),
  },
  "kubernetes.model": {
    title: "Served model",
    class: "model",
    layer: "model",
    properties: z.object({
      source: z.string(),
      /** `pickle` can run code when it is loaded; `safe` formats hold numbers alone. */
      weightsFormat: z.enum(["pickle", "safe", "unstated"]),
      /** A revision by its hash, or a digest, says exactly which files are loaded. */
      revisionPinned: z.boolean(),
    }),
  },
  "kubernetes.vector-store": {
    title: "Vector database",
    class: "vector-store",
    layer: "data",
    properties: z.object(server),
  },
  "kubernetes.llm-gateway": {
    title: "LLM gateway",
    class: "api",
    layer: "api",
    properties: z.object({
      ...server,
      /** Its master key is the one of the documentation's example. */
      defaultCredential: z.boolean(),
    }),
  },
  "kubernetes.mcp-server": {
    title: "MCP server",
    class: "agent-tool",
    layer: "pipeline",
    properties: z.object(server),
  },
  "kubernetes.notebook": {
    title: "Notebook server",
    class: "notebook",
    layer: "pipeline",
    properties: z.object(server),
  },
  "kubernetes.model-registry": {
    title: "Model registry",
    class: "model-registry",
    layer: "pipeline",
    properties: z.object(server),
  },
  "kubernetes.inference-service": {
    title: "KServe inference service",
    class: "model-deployment",
    layer: "model",
    properties: z.object({
      namespace: z.string(),
      modelFormat: z.string().nullable(),
      storageUri: z.string().nullable(),
      url: z.string().nullable(),
    }),
  },
  "kubernetes.training-job": {
    title: "Kubeflow training job",
    class: "training-job",
    layer: "pipeline",
    properties: z.object({ namespace: z.string(), kind: z.string(), images: names }),
  },
  "kubernetes.agent-sandbox": {
    title: "Agent sandbox",
    class: "agent-tool",
    layer: "pipeline",
    properties: z.object({
      namespace: z.string(),
      kind: z.string(),
      runtimeClass: z.string().nullable(),
      images: names,
      /** Images named by a tag that can move. */
      unpinnedImages: names,
      egressIsolated: z.boolean(),
      missingLimits: names,
      tokenMounted: z.boolean(),
    }),
  },
});
