import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import { hopLimitDecides } from "#lib/domain/node-metadata.ts";
import { classOf, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { nodeIdentities } from "./node-identities.ts";

const server = "https://abc.gr7.eu-west-1.eks.amazonaws.com";
const unread: Unknown = { reason: "denied", call: "c", permission: null, message: "m" };

/** Only what is given is read of it. */
const made = (type: ResourceType, key: string, properties: object, extra: object = {}): Resource =>
  ({
    ...sampleResource(classOf(type), key),
    account: "dev.0123456789ab",
    type,
    properties,
    ...extra,
    // Safe because nothing else of the properties is read.
  }) as unknown as Resource;

const kubernetes = made("kubernetes.cluster", "k8s:1/cluster", { server });
const pod = (parts: { metadataService?: string; onHost?: boolean; unknown?: Unknown } = {}) =>
  made(
    "kubernetes.workload",
    "pod",
    {
      namespace: "claims",
      serviceAccount: "app",
      hostNamespaces: parts.onHost ? ["network"] : [],
      ...(parts.unknown ? {} : { metadataService: parts.metadataService ?? "open" }),
    },
    parts.unknown ? { unknown: { "properties.metadataService": parts.unknown } } : {},
  );
const onHost = pod({ onHost: true });
const told = (cluster: Resource, ...others: Resource[]) =>
  nodeIdentities(new ResourceGraph([kubernetes, cluster, ...others], [])).map(
    ({ from, kind, to, reason }) => `${from} ${kind} ${to}: ${reason}`,
  );

describe("EKS", () => {
  type Metadata = "pods" | "host" | "none" | null;
  const nodes = (metadata: Metadata, roleArn = "role", name = "gpu") => ({ name, roleArn, metadata });
  const eks = (nodeRoles: object[], fargate: boolean | null = false, more: object = {}) =>
    made("aws.eks.cluster", "eks", { endpoint: server, nodeRoles, fargate, ...more });
  const role = made("aws.iam.role", "role", {});
  const other = made("aws.iam.role", "other", {});
  const sure = "pod can-assume role: the metadata service of its node (gpu) hands it out";
  const onlyPerhaps = (on: string) => [`${sure}, under a condition on ${on}`];
  const somewhere = "which of its nodes it runs on";
  const left = pod({ unknown: hopLimitDecides });

  test.each<[string, Metadata, Resource, string[]]>([
    ["two hops reach a pod", "pods", left, [sure]],
    ["one hop does not", "host", left, []],
    ["one hop reaches a pod on the node's network", "host", onHost, [sure]],
    ["a service that is off gives nothing", "none", onHost, []],
    ["nothing passes a policy that keeps the address away", "pods", pod({ metadataService: "closed" }), []],
    [
      "policies that were not read may keep it away",
      "pods",
      pod({ unknown: unread }),
      onlyPerhaps("network policies that were not all read"),
    ],
    [
      "machines that were not read may answer",
      null,
      left,
      onlyPerhaps("settings of its nodes that were not read"),
    ],
  ])("docs.aws.amazon.com/eks/latest/best-practices: %s", (_, metadata, workload, expected) => {
    expect(told(eks([nodes(metadata)]), role, workload)).toEqual(expected);
  });

  test("is certain over several groups only where each gives the same role", () => {
    expect(told(eks([nodes("pods"), nodes("pods", "role", "cpu")]), role, left)).toEqual([sure]);
    expect(told(eks([nodes("pods"), nodes("host", "role", "cpu")]), role, left)).toEqual(
      onlyPerhaps(somewhere),
    );
    expect(told(eks([nodes("pods"), nodes("pods", "other", "cpu")]), role, other, left)).toEqual([
      ...onlyPerhaps(somewhere),
      `pod can-assume other: the metadata service of its node (cpu) hands it out, under a condition on ${somewhere}`,
    ]);
  });

  test("the example that the documentation works by hand", () => {
    const groups = (web: Metadata, gpu: Metadata) => eks([nodes(web, "role", "web"), nodes(gpu)]);
    expect(told(groups("host", "pods"), role, left)).toEqual(onlyPerhaps(somewhere));
    expect(told(groups("pods", "pods"), role, left)).toEqual([sure.replace("gpu", "web")]);
    expect(told(groups("host", "host"), role, left)).toEqual([]);
    expect(told(groups("host", "host"), role, onHost)).toEqual([sure.replace("gpu", "web")]);
  });

  test("Fargate has no node to ask, and leaves it open where pods run", () => {
    expect(told(eks([nodes("pods")], true), role, left)).toEqual(onlyPerhaps(somewhere));
    expect(told(eks([nodes("pods")], null), role, left)).toEqual(onlyPerhaps(somewhere));
  });

  test("a role of the pod's own keeps nothing away", () => {
    const podIdentities = [{ namespace: "claims", serviceAccount: "app", roleArn: "other" }];
    expect(told(eks([nodes("pods")], false, { podIdentities }), role, other, left)).toEqual([sure]);
  });

  test("tells nothing of another cluster, of a role that was not collected, or without the cloud's record", () => {
    const elsewhere = eks([nodes("pods")], false, { endpoint: "https://other.example" });
    expect([told(elsewhere, role, left), told(eks([nodes("pods")]), left), told(role, left)]).toEqual([
      [],
      [],
      [],
    ]);
    const before = made(
      "aws.eks.cluster",
      "eks",
      { endpoint: server },
      { unknown: { "properties.nodeRoles": unread } },
    );
    expect(told(before, role, left)).toEqual([]);
  });
});

describe("GKE", () => {
  const pool = (guarded: boolean, parts: object = {}) => ({
    name: "default-pool",
    serviceAccount: "nodes@p.iam.gserviceaccount.com",
    guarded,
    scopes: null,
    ...parts,
  });
  const gke = (...nodePools: object[]) =>
    made("gcp.container.cluster", "gke", { endpoint: server, nodePools }, { account: "p" });
  const account = made(
    "gcp.iam.service-account",
    "nodes",
    { email: "nodes@p.iam.gserviceaccount.com" },
    { account: "p" },
  );
  const byDefault = made(
    "gcp.iam.service-account",
    "default",
    { email: "123-compute@developer.gserviceaccount.com" },
    { account: "p" },
  );
  const sure = "pod can-assume nodes: the metadata service of its node (default-pool) hands it out";

  test.each<[string, object, Resource, string[]]>([
    ["GCE_METADATA gives pods the node's account", pool(false), pod(), [sure]],
    ["GKE_METADATA stands before it", pool(true), pod(), []],
    ["GKE_METADATA is passed by on the host's network", pool(true), onHost, [sure]],
    [
      "tokens are held to the node's scopes",
      pool(false, { scopes: ["devstorage.read_only"] }),
      pod(),
      [
        `${sure}, under a condition on what the access scopes of its nodes leave of it (devstorage.read_only)`,
      ],
    ],
  ])(
    "cloud.google.com/kubernetes-engine/docs/concepts/workload-identity: %s",
    (_, one, workload, expected) => {
      expect(told(gke(one), account, workload)).toEqual(expected);
    },
  );

  test("a pool that names no account has the project's default one", () => {
    expect(told(gke(pool(false, { serviceAccount: null })), account, byDefault, pod())).toEqual([
      sure.replace("can-assume nodes", "can-assume default"),
    ]);
  });

  test("a cluster is known by the DNS name under which it was asked, too", () => {
    const named = (dnsEndpoint: string) =>
      made(
        "gcp.container.cluster",
        "gke",
        { endpoint: "34.90.1.2", dnsEndpoint, nodePools: [pool(false)] },
        { account: "p" },
      );
    expect(told(named(server), account, pod())).toEqual([sure]);
    expect(told(named("other.gke.goog"), account, pod())).toEqual([]);
  });

  test("Autopilot has no pools to borrow from", () => {
    expect(told(gke(), account, pod())).toEqual([]);
  });
});

describe("AKS", () => {
  const aks = (metadataRestricted: boolean, kubeletIdentity: string | null = "kubelet") =>
    made("azure.kubernetes-service.cluster", "aks", {
      endpoint: server,
      issuer: null,
      kubeletIdentity,
      metadataRestricted,
    });
  const kubelet = made("azure.managed-identity.identity", "kubelet", {});
  const sure = "pod can-assume kubelet: the metadata service of its node (all pools) hands it out";

  test.each<[string, Resource, Resource, string[]]>([
    ["every pod asks it", aks(false), pod(), [sure]],
    ["a restricted one answers no pod", aks(true), pod(), []],
    ["a restricted one answers the host's network", aks(true), onHost, [sure]],
    ["nodes without an identity give none", aks(false, null), pod(), []],
  ])("learn.microsoft.com/azure/aks/imds-restriction: %s", (_, cluster, workload, expected) => {
    expect(told(cluster, kubelet, workload)).toEqual(expected);
  });
});
