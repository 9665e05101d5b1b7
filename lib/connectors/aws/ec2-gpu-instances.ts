import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { machineFacets } from "../machine-facets.ts";
import { instanceRoles } from "./instance-roles.ts";
import { askingIsUnknown, letsEverybodyIn } from "./open-groups.ts";
import { itemsOf, pages, type Unknowns } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { securityGroupKeys } from "./sagemaker-records.ts";
import { subnetKeys } from "./subnet-keys.ts";
import { toTags } from "./to-tags.ts";

/** Families with graphics processors, or with AWS's own for training and inference. */
const accelerated = ["p*", "g*", "gr*", "trn*", "inf*", "dl*", "vt*"];
const alive = ["pending", "running", "stopping", "stopped"];

/** One of `DescribeInstances`. */
const RawInstance = z.object({
  InstanceId: z.string(),
  InstanceType: z.string(),
  ImageId: z.string().optional(),
  PublicIpAddress: z.string().optional(),
  SubnetId: z.string().optional(),
  State: z.object({ Name: z.string() }).optional(),
  SecurityGroups: z.array(z.object({ GroupId: z.string() })).default([]),
  IamInstanceProfile: z.object({ Arn: z.string() }).optional(),
  MetadataOptions: z
    .object({ HttpTokens: z.string().optional(), HttpEndpoint: z.string().optional() })
    .optional(),
  Tags: z.unknown().optional(),
});

export const ec2GpuInstances: Collector = {
  id: "ec2-gpu-instances",
  title: "EC2 instances with accelerators",
  per: "region",
  produces: ["aws.ec2.instance", "runs-as", "in-network"],
  permissions: ["ec2:DescribeInstances", "ec2:DescribeSecurityGroups", "iam:GetInstanceProfile"],
  collect: async function* (source) {
    const input = {
      Filters: [
        { Name: "instance-type", Values: accelerated },
        { Name: "instance-state-name", Values: alive },
      ],
    };
    for await (const page of pages(source, "ec2", "DescribeInstances", input)) {
      const raws = itemsOf(page, "Reservations").flatMap((reservation) =>
        typeof reservation === "object" && reservation !== null
          ? [...itemsOf({ ...reservation }, "Instances")]
          : [],
      );
      const parts = await mapConcurrently(raws, 4, async (raw) => instanceParts(source, raw));
      yield batchOf("ec2:DescribeInstances", parts, (part) => normalizeInstance(part, source.scope));
    }
  },
};

type InstanceParts = { raw: unknown; isOpen: boolean; roles: readonly string[]; unknowns: Unknowns };

async function instanceParts(source: Source, raw: unknown): Promise<InstanceParts> {
  const unknowns: Unknowns = {};
  const instance = RawInstance.safeParse(raw).data;
  const groups = instance?.SecurityGroups.map(({ GroupId }) => GroupId) ?? [];
  const isOpen =
    instance?.PublicIpAddress !== undefined &&
    (await letsEverybodyIn(source, groups, unknowns, ["facets.publicNetwork"]));
  const profile = instance?.IamInstanceProfile?.Arn.split("/").at(-1);
  const rolesOf = instanceRoles(source, unknowns, ["relationships.runs-as"]);
  return { raw, isOpen, roles: profile ? await rolesOf(profile) : [], unknowns };
}

function normalizeInstance({ raw, isOpen, roles, unknowns }: InstanceParts, scope: Scope): Batch {
  const instance = RawInstance.parse(raw);
  const key = arnIn(scope, "ec2", `instance/${instance.InstanceId}`);
  const tags = toTags(instance.Tags);
  const metadata = instance.MetadataOptions;
  if (isOpen) askingIsUnknown(unknowns, "ec2:DescribeInstances");
  const resource = {
    key,
    type: "aws.ec2.instance" as const,
    name: tags["Name"] ?? instance.InstanceId,
    ...scope,
    tags,
    properties: {
      instanceType: instance.InstanceType,
      state: instance.State?.Name ?? "unknown",
      image: instance.ImageId ?? null,
      publicAddress: instance.PublicIpAddress !== undefined,
      requiresImdsV2: metadata?.HttpTokens === "required" || metadata?.HttpEndpoint === "disabled",
    },
    facets: machineFacets(isOpen, instance.SubnetId !== undefined),
  };
  const groups = instance.SecurityGroups.map(({ GroupId }) => GroupId);
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: [
      ...edgesFrom(key)("runs-as", ...roles),
      ...edgesFrom(key)(
        "in-network",
        ...securityGroupKeys(groups, scope),
        ...subnetKeys([instance.SubnetId], scope),
      ),
    ],
  };
}
