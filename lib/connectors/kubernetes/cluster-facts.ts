import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { listOf, Metadata, word } from "./metadata.ts";
import { tryList } from "./listing.ts";

export const Node = z.object({
  metadata: Metadata,
  spec: z
    .object({ providerID: word })
    .nullish()
    .transform((value) => value ?? { providerID: undefined }),
  status: z
    .object({
      addresses: listOf(z.object({ type: z.string(), address: z.string() })),
      capacity: z.record(z.string(), z.unknown()).nullish(),
      nodeInfo: z
        .object({ kubeletVersion: z.string().default("") })
        .nullish()
        .transform((value) => value ?? { kubeletVersion: "" }),
    })
    .nullish()
    .transform((value) => value ?? { addresses: [], capacity: {}, nodeInfo: { kubeletVersion: "" } }),
});
export type Node = z.infer<typeof Node>;
export type Cloud = "aws" | "azure" | "gcp" | "other" | null;

/** What the nodes say of where they run. */
export type NodeFacts = {
  nodes: readonly Node[];
  cloud: Cloud;
  /** Any node has an address outside its own network, as far as the cloud told it. */
  hasExternalAddresses: boolean;
  /** Google's metadata server stands before the node's on every node. */
  guardsMetadata: boolean;
  unknown: Unknown | null;
};

export const nodePermissions = ["list nodes"];

export async function readNodes(source: Source): Promise<NodeFacts> {
  const { items, unknown } = await tryList(source, "core", "nodes", Node);
  return { ...nodeFacts(items), unknown };
}

export function nodeFacts(nodes: readonly Node[]): Omit<NodeFacts, "unknown"> {
  return {
    nodes,
    cloud: cloudOf(nodes),
    hasExternalAddresses: nodes.some(({ status }) =>
      status.addresses.some(({ type }) => type === "ExternalIP" || type === "ExternalDNS"),
    ),
    guardsMetadata:
      nodes.length > 0 &&
      nodes.every(({ metadata }) => metadata.labels["iam.gke.io/gke-metadata-server-enabled"] === "true"),
  };
}

function cloudOf(nodes: readonly Node[]): Cloud {
  const schemes = nodes.flatMap(({ spec }) => spec.providerID?.split("://")[0] ?? []);
  if (schemes.includes("aws")) return "aws";
  if (schemes.includes("azure")) return "azure";
  if (schemes.includes("gce")) return "gcp";
  // These run on one's own machines, or on no machine at all.
  return schemes.some(
    (scheme) => !["kind", "k3s", "minikube", "baremetal", "metal3", "vsphere"].includes(scheme),
  )
    ? "other"
    : null;
}
