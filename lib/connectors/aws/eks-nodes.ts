import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { mapConcurrently } from "./batch.ts";
import { isPresent } from "./existing.ts";
import { instanceRoles } from "./instance-roles.ts";
import { detail, detailItems, itemsOf, smallNextToken, type Unknowns } from "./pages.ts";

/** Machines of a cluster that share a role, and who on them is answered by their metadata service. */
export type NodeRole = {
  name: string;
  roleArn: string;
  /** `host`: only what shares the machine's own network. Null where no machine of it was read. */
  metadata: "pods" | "host" | "none" | null;
};
export type EksNodes = { nodeRoles: NodeRole[]; fargate: boolean };

export const eksNodePermissions = [
  "ec2:DescribeInstances",
  "iam:GetInstanceProfile",
  "eks:ListNodegroups",
  "eks:DescribeNodegroup",
  "eks:ListFargateProfiles",
];

const RawInstance = z.object({
  IamInstanceProfile: z.object({ Arn: z.string() }).optional(),
  MetadataOptions: z
    .object({
      HttpTokens: z.string().optional(),
      HttpEndpoint: z.string().optional(),
      HttpPutResponseHopLimit: z.number().optional(),
    })
    .optional(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
});
type Instance = z.infer<typeof RawInstance>;
const RawGroup = z.object({
  nodegroup: z.object({ nodegroupName: z.string(), nodeRole: z.string().optional() }),
});

const paths = ["properties.nodeRoles"];
const groupsMax = 100;

/** The roles that a cluster's nodes have, of the machines that run now and of groups that have none at the moment. */
export async function readEksNodes(source: Source, cluster: string, unknowns: Unknowns): Promise<EksNodes> {
  const running = await runningNodes(source, cluster, unknowns);
  const groups = await groupRoles(source, cluster, unknowns);
  const seen = new Set(running.map(({ name }) => name));
  const profiles = await detailItems(
    source,
    {
      service: "eks",
      operation: "ListFargateProfiles",
      list: "fargateProfileNames",
      input: { clusterName: cluster },
      tokens: smallNextToken,
    },
    unknowns,
    ["properties.fargate"],
  );
  return {
    nodeRoles: [...running, ...groups.filter(({ name }) => !seen.has(name))],
    fargate: profiles.length > 0,
  };
}

/** EKS, Karpenter and the guide to machines of one's own tag them so: docs.aws.amazon.com/eks/latest/userguide/launch-workers.html */
async function runningNodes(source: Source, cluster: string, unknowns: Unknowns): Promise<NodeRole[]> {
  const call = { service: "ec2", operation: "DescribeInstances", list: "Reservations" };
  const filters = [
    { Name: "tag-key", Values: [`kubernetes.io/cluster/${cluster}`, autoMode] },
    { Name: "instance-state-name", Values: ["pending", "running"] },
  ];
  const reservations = await detailItems(source, { ...call, input: { Filters: filters } }, unknowns, paths);
  const instances = reservations
    .flatMap((reservation) =>
      typeof reservation === "object" && reservation !== null ? itemsOf({ ...reservation }, "Instances") : [],
    )
    .flatMap((raw) => RawInstance.safeParse(raw).data ?? [])
    .filter((instance) => [undefined, cluster].includes(tagOf(instance, autoMode)));
  const alike = new Map(instances.map((instance) => [JSON.stringify(kindOf(instance)), kindOf(instance)]));
  const rolesOf = instanceRoles(source, unknowns, paths);
  const found = await mapConcurrently([...alike.values()], 4, async ({ name, profile, metadata }) =>
    (profile === null ? [] : await rolesOf(profile)).map((roleArn) => ({ name, roleArn, metadata })),
  );
  return found.flat();
}

const autoMode = "eks:eks-cluster-name";
const tagOf = ({ Tags }: Instance, key: string) => Tags.find((tag) => tag.Key === key)?.Value;

function kindOf(instance: Instance) {
  const name =
    tagOf(instance, "eks:nodegroup-name") ??
    tagOf(instance, "karpenter.sh/nodepool") ??
    "machines of its own";
  const profile = instance.IamInstanceProfile?.Arn.split("/").at(-1) ?? null;
  return { name, profile, metadata: metadataOf(instance) };
}

/**
 * The answer to a request for a token goes as many hops as the limit says, and a pod's own network is one more than the
 * machine's. Without tokens there is no limit: docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
 */
function metadataOf({ MetadataOptions: options }: Instance): NodeRole["metadata"] {
  if (!options) return null;
  if (options.HttpEndpoint === "disabled") return "none";
  if (options.HttpTokens !== "required") return "pods";
  return (options.HttpPutResponseHopLimit ?? 1) > 1 ? "pods" : "host";
}

async function groupRoles(source: Source, clusterName: string, unknowns: Unknowns): Promise<NodeRole[]> {
  const input = { clusterName };
  const names = await detailItems(
    source,
    { service: "eks", operation: "ListNodegroups", list: "nodegroups", input, tokens: smallNextToken },
    unknowns,
    paths,
  );
  const groups = await mapConcurrently(names.slice(0, groupsMax), 4, async (nodegroupName) => {
    const answer = await detail(
      source,
      "eks",
      "DescribeNodegroup",
      { ...input, nodegroupName },
      unknowns,
      paths,
    );
    return RawGroup.safeParse(answer).data?.nodegroup ?? null;
  });
  return groups
    .filter(isPresent)
    .flatMap(({ nodegroupName: name, nodeRole }) =>
      nodeRole ? [{ name, roleArn: nodeRole, metadata: null }] : [],
    );
}
