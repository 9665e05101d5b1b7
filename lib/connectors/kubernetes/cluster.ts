import { isIP } from "node:net";
import { z } from "zod";

import type { Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { nodePermissions, readNodes, type NodeFacts } from "./cluster-facts.ts";
import { clusterId } from "./keys.ts";
import { incomplete } from "./listing.ts";
import { readServer } from "./scopes.ts";
import { isPrivateAddress } from "./service-source.ts";
import { undecidable, withUnknown } from "./undecidable.ts";
import { readWorkloads, workloadPermissions, type Workload } from "./workload-source.ts";

const Version = z.object({ gitVersion: z.string() });
const shownMax = 20;

export const cluster: Collector = {
  id: "cluster",
  title: "Cluster and nodes",
  per: "account",
  produces: ["kubernetes.cluster"],
  permissions: [...nodePermissions, ...workloadPermissions],
  collect: async function* (source) {
    const { gitVersion } = Version.parse(await source.call("version", "version.get"));
    const facts = await readClusterFacts(source, gitVersion);
    yield { resources: [normalizeCluster(source.scope.account, facts)], relationships: [] };
    if (facts.nodes.unknown) throw incomplete(facts.nodes.unknown);
  },
};

export type ClusterFacts = {
  version: string;
  server: string;
  nodes: NodeFacts;
  workloads: readonly Workload[];
  workloadsUnknown: Unknown | null;
};

async function readClusterFacts(source: Source, version: string): Promise<ClusterFacts> {
  const { items, unknown } = await readWorkloads(source);
  return {
    version,
    server: await readServer(source),
    nodes: await readNodes(source),
    workloads: items,
    workloadsUnknown: unknown,
  };
}

export function normalizeCluster(account: string, facts: ClusterFacts): Resource<"kubernetes.cluster"> {
  const { nodes, server, version } = facts;
  const versions = nodes.nodes
    .map(({ status }) => status.nodeInfo.kubeletVersion)
    .filter((text) => text !== "");
  const enforced = enforcesPolicies(facts.workloads);
  const call = "apis:apis.list";
  return {
    key: `k8s:${clusterId(account)}/cluster`,
    type: "kubernetes.cluster",
    name: account.slice(0, account.lastIndexOf(".")),
    account,
    region: null,
    tags: {},
    properties: {
      version,
      server,
      cloud: nodes.cloud,
      nodeCount: nodes.nodes.length,
      kubeletVersions: [...new Set(versions)].toSorted(),
      providerIds: nodes.nodes.flatMap(({ spec }) => spec.providerID ?? []).slice(0, shownMax),
      gpuNodeCount: nodes.nodes.filter(({ status }) => Object.keys(status.capacity ?? {}).some(isGpu)).length,
    },
    facets: {
      publicNetwork: false,
      workloadIdentity: true,
      networkPolicies: enforced ?? false,
      auditLogging: false,
      secretsCustomerKey: false,
    },
    ...withUnknown({
      ...(nodes.unknown
        ? Object.fromEntries(
            ["cloud", "nodeCount", "kubeletVersions", "providerIds", "gpuNodeCount"].map((name) => [
              `properties.${name}`,
              nodes.unknown,
            ]),
          )
        : {}),
      "facets.publicNetwork": isOnOwnNetwork(server, nodes)
        ? null
        : undecidable(call, "Which networks reach the API server is decided outside the cluster"),
      // Machines of one's own have no cloud identity that a pod could borrow.
      "facets.workloadIdentity":
        nodes.unknown ??
        (nodes.cloud === null || nodes.guardsMetadata
          ? null
          : undecidable(
              call,
              "Whether pods take identities of their own is a setting of the cloud's cluster",
            )),
      "facets.networkPolicies":
        facts.workloadsUnknown ??
        (enforced === null ? undecidable(call, "Its network plugin is not one that Nacre knows") : null),
      "facets.auditLogging": undecidable(call, "The audit policy is a file of the control plane"),
      "facets.secretsCustomerKey": undecidable(
        call,
        "The encryption of secrets is a file of the control plane",
      ),
    }),
  };
}

const isGpu = (resource: string): boolean => /^(nvidia|amd|intel|habana)\.(com|ai)\//.test(resource);

/** A private address on machines of one's own has no second, public one. A cloud's cluster may. */
function isOnOwnNetwork(server: string, { cloud, unknown }: NodeFacts): boolean {
  if (cloud !== null || unknown !== null || !URL.canParse(server)) return false;
  const host = new URL(server).hostname.replace(/^\[|\]$/g, "");
  return isIP(host) !== 0 && isPrivateAddress(host);
}

/** Plugins by the daemon that runs them on each node. */
const enforcing =
  /^(calico-node|cilium|antrea-agent|anetd|weave-net|kube-router|azure-npm|canal|ovnkube-node)/;
const ignoring = /^(kube-flannel-ds|flannel)/;

/** Whether policies are more than text; null for a plugin that is not known, or that decides by a setting. */
function enforcesPolicies(workloads: readonly Workload[]): boolean | null {
  const daemons = workloads.filter(({ kind }) => kind === "DaemonSet").map(({ metadata }) => metadata.name);
  if (daemons.some((name) => enforcing.test(name))) return true;
  return daemons.some((name) => ignoring.test(name)) ? false : null;
}
