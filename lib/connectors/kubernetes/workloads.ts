import { hopLimitDecides } from "#lib/domain/node-metadata.ts";
import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { ecrImage } from "../aws/ecr-image.ts";
import { holdsCredential } from "../credential.ts";
import { repositoryKeyOfImage } from "../gcp/names.ts";
import {
  accountPermissions,
  mountsToken,
  readServiceAccounts,
  type ServiceAccount,
} from "./account-source.ts";
import { actorUnknown, actsAs } from "./cloud-identity.ts";
import { nodePermissions, readNodes, type NodeFacts } from "./cluster-facts.ts";
import { imageKey } from "./images.ts";
import { clusterKeyOf } from "./keys.ts";
import { incomplete } from "./listing.ts";
import { tagsOf } from "./metadata.ts";
import { podFacts } from "./pod-facts.ts";
import { runningContainers, variablesOf, type PodSpec } from "./pod-spec.ts";
import { policyPermissions, readIsolation, type WorkloadIsolation } from "./policy-source.ts";
import { workloadKeyOf } from "./server-record.ts";
import { undecidable, withUnknown } from "./undecidable.ts";
import { readWorkloads, workloadPermissions, type Workload } from "./workload-source.ts";

const batchSize = 200;

export const workloads: Collector = {
  id: "workloads",
  title: "Workloads",
  per: "account",
  produces: ["kubernetes.workload", "contains", "runs-as", "pulls-image"],
  permissions: [...workloadPermissions, ...nodePermissions, ...policyPermissions, ...accountPermissions],
  collect: async function* (source) {
    const { items, unknown } = await readWorkloads(source);
    const isolationFor = await readIsolation(source);
    const accounts = await readServiceAccounts(source);
    const nodes = await readNodes(source);
    const normalized = items.map((workload) => {
      const { serviceAccountName = "default" } = workload.spec;
      return normalizeWorkload(source.scope.account, workload, {
        serviceAccount: accounts.find(workload.metadata.namespace, serviceAccountName),
        accountsUnknown: accounts.unknown,
        isolation: isolationFor(workload),
        nodes,
      });
    });
    for (let at = 0; at < normalized.length; at += batchSize) {
      const batches = normalized.slice(at, at + batchSize);
      yield {
        resources: batches.flatMap(({ resources }) => resources),
        relationships: batches.flatMap(({ relationships }) => relationships),
      };
    }
    if (unknown) throw incomplete(unknown);
  },
};

export type WorkloadSurroundings = {
  serviceAccount: ServiceAccount | undefined;
  accountsUnknown: Unknown | null;
  isolation: WorkloadIsolation;
  nodes: NodeFacts;
};

export function normalizeWorkload(account: string, workload: Workload, around: WorkloadSurroundings): Batch {
  const { kind, metadata, spec } = workload;
  const key = workloadKeyOf(account, workload);
  const containers = runningContainers(spec);
  const variables = containers.flatMap(variablesOf);
  const { isolation } = around;
  const onNode = isOnNode(spec);
  const metadataService = metadataServiceOf(spec, isolation, around.nodes);
  const resource: Resource<"kubernetes.workload"> = {
    key,
    type: "kubernetes.workload",
    name: metadata.name,
    account,
    region: null,
    tags: tagsOf(metadata),
    properties: {
      kind,
      namespace: metadata.namespace,
      serviceAccount: spec.serviceAccountName ?? "default",
      tokenMounted: mountsToken(spec, around.serviceAccount),
      images: [...new Set([...spec.containers, ...spec.initContainers].map(({ image }) => image))],
      ...podFacts(spec),
      ingressIsolated: isolation.ingress,
      egressIsolated: isolation.egress,
      metadataService: metadataService.value,
    },
    facets: {
      // What leads to its pods from elsewhere is a service, an ingress or a route, and is told there.
      publicNetwork: false,
      authentication: onNode ? "none" : "unreachable",
      secretVariables: [
        ...new Set(
          variables
            .filter(({ name, value }) => value !== null && holdsCredential(name, value))
            .map(({ name }) => name),
        ),
      ],
      privateNetwork: true,
      hosts: [],
      calledHosts: calledHostsOf(variables.flatMap(({ value }) => value ?? [])),
    },
    ...withUnknown({
      ...actorUnknown(spec, around.accountsUnknown),
      "properties.tokenMounted": saysItself(spec) ? null : around.accountsUnknown,
      "properties.ingressIsolated": isolation.unknownOf("ingress"),
      "properties.egressIsolated": isolation.unknownOf("egress"),
      "properties.metadataService": metadataService.unknown,
      "facets.publicNetwork": onNode
        ? (around.nodes.unknown ?? (around.nodes.hasExternalAddresses ? beyondCluster : null))
        : null,
      "facets.authentication": onNode ? ofItsOwn : null,
    }),
  };
  return { resources: [resource], relationships: relationshipsOf(account, key, workload, around) };
}

const beyondCluster = undecidable(
  "core:nodes.list",
  "Whether the internet reaches ports of its node is decided by firewalls outside the cluster",
);

/** Its port is one of the node's own. */
const isOnNode = ({ hostNetwork, containers }: PodSpec): boolean =>
  containers.some(({ ports }) =>
    ports.some(({ hostPort }) => hostNetwork === true || (hostPort !== undefined && hostPort > 0)),
  );

/** How code that Nacre does not know asks its callers is inside it; of servers it knows, the server itself tells. */
const ofItsOwn = undecidable(
  "core:pods.list",
  "Whether its callers must prove who they are is decided by the program in the container",
);

function relationshipsOf(
  account: string,
  from: string,
  { metadata, spec }: Workload,
  { serviceAccount }: WorkloadSurroundings,
): Relationship[] {
  const images = [...new Set([...spec.containers, ...spec.initContainers].map(({ image }) => image))];
  const repositories = images.flatMap(
    (image) => ecrImage(image)?.repositoryKey ?? repositoryKeyOfImage(image) ?? [],
  );
  return [
    { from: clusterKeyOf(account, "namespaces", metadata.namespace), kind: "contains", to: from },
    ...actsAs(account, from, metadata.namespace, spec, serviceAccount),
    ...images
      .filter((image) => image !== "")
      .map((image) => ({
        from,
        kind: "pulls-image" as const,
        to: imageKey(account, image),
      })),
    ...[...new Set(repositories)].map((to) => ({ from, kind: "pulls-image" as const, to })),
  ];
}

const saysItself = ({ automountServiceAccountToken }: PodSpec): boolean =>
  automountServiceAccountToken !== undefined;

type MetadataService = { value: "open" | "closed" | "absent"; unknown: Unknown | null };

function metadataServiceOf(
  { hostNetwork }: PodSpec,
  isolation: WorkloadIsolation,
  { cloud, guardsMetadata, unknown }: NodeFacts,
): MetadataService {
  if (unknown) return { value: "open", unknown };
  if (cloud === null) return { value: "absent", unknown: null };
  if (hostNetwork === true) return { value: "open", unknown: null };
  if (guardsMetadata) return { value: "closed", unknown: null };
  if (isolation.metadata) return { value: "closed", unknown: isolation.unknownOf("metadata") };
  if (cloud === "aws")
    return {
      value: "open",
      unknown: isolation.unknownOf("metadata") ?? hopLimitDecides,
    };
  return { value: "open", unknown: isolation.unknownOf("metadata") };
}

/** Hosts outside the cluster that settings name; those inside it are told as calls. */
export const calledHostsOf = (values: readonly string[]): string[] => [
  ...new Set(
    values.flatMap((value) => {
      const host =
        /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\s]*@)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#].*)?$/i
          .exec(value.trim())?.[1]
          ?.toLowerCase();
      return host === undefined || /\.(svc|local)$/.test(host) || /\.svc\./.test(host) ? [] : [host];
    }),
  ),
];
