import { z } from "zod";
import { textItems } from "./listed.ts";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { definitionEdges, definitionFacts, familyKey, parseTaskDefinition } from "./ecs-task-definition.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { askingIsUnknown, letsEverybodyIn } from "./open-groups.ts";
import { allItems, detailItems, itemsOf, markUnknown, smallNextToken, type Unknowns } from "./pages.ts";
import { securityGroupKeys } from "./sagemaker-records.ts";
import { subnetKeys } from "./subnet-keys.ts";
import { toTags } from "./to-tags.ts";

const servicesPerCall = 10;
const familiesMax = 2_000;

/** One of `DescribeServices`. */
const RawService = z.object({
  serviceArn: z.string(),
  serviceName: z.string(),
  taskDefinition: z.string(),
  launchType: z.string().optional(),
  networkConfiguration: z
    .object({
      awsvpcConfiguration: z
        .object({
          securityGroups: z.array(z.string()).default([]),
          subnets: z.array(z.string()).default([]),
          assignPublicIp: z.string().default("DISABLED"),
        })
        .optional(),
    })
    .optional(),
  loadBalancers: z.array(z.object({ targetGroupArn: z.string().optional() })).default([]),
  tags: z.unknown().optional(),
});
type Service = z.infer<typeof RawService>;

export const ecsWorkloads: Collector = {
  id: "ecs-workloads",
  title: "ECS services and task definitions",
  per: "region",
  produces: [
    "aws.ecs.service",
    "aws.ecs.task-definition",
    "runs-as",
    "pulls-image",
    "invokes",
    "logs-to",
    "in-network",
    "routes-to",
  ],
  permissions: [
    "ecs:ListClusters",
    "ecs:ListServices",
    "ecs:DescribeServices",
    "ecs:ListTaskDefinitionFamilies",
    "ecs:DescribeTaskDefinition",
    "ec2:DescribeSecurityGroups",
    "elasticloadbalancing:DescribeTargetGroups",
  ],
  collect: async function* (source) {
    const clusters = texts(await allItems(source, "ecs", "ListClusters", "clusterArns", {}, smallNextToken));
    const families = new Set<string>();
    for (const cluster of clusters)
      for (const raws of await servicesOf(source, cluster)) {
        const parts = await mapConcurrently(raws, 4, async (raw) => serviceParts(source, raw));
        for (const { definition } of parts) if (definition) families.add(familyOf(definition));
        yield batchOf("ecs:DescribeServices", parts, (part) => normalizeService(part, source.scope));
      }
    yield* definitionsBeside(source, families);
  },
};

const texts = (items: readonly unknown[]): string[] => textItems(items, "ecs:List");

async function servicesOf(source: Source, cluster: string): Promise<unknown[][]> {
  const input = { cluster, maxResults: 100 };
  const arns = texts(await allItems(source, "ecs", "ListServices", "serviceArns", input, smallNextToken));
  const described: unknown[][] = [];
  for (let at = 0; at < arns.length; at += servicesPerCall) {
    const services = arns.slice(at, at + servicesPerCall);
    const answer = await existing(source, "ecs", "DescribeServices", {
      cluster,
      services,
      include: ["TAGS"],
    });
    described.push([...itemsOf(answer ?? {}, "services")]);
  }
  return described;
}

type ServiceParts = {
  raw: unknown;
  definition: unknown;
  isOpen: boolean;
  loadBalancers: readonly string[];
  unknowns: Unknowns;
};

async function serviceParts(source: Source, raw: unknown): Promise<ServiceParts> {
  const unknowns: Unknowns = {};
  const service = RawService.safeParse(raw).data;
  const network = service?.networkConfiguration?.awsvpcConfiguration;
  const isAddressed = network?.assignPublicIp === "ENABLED";
  return {
    raw,
    definition: service ? await definitionOf(source, service.taskDefinition) : null,
    isOpen:
      isAddressed &&
      (await letsEverybodyIn(source, network.securityGroups, unknowns, ["facets.publicNetwork"])),
    loadBalancers: service ? await loadBalancersOf(source, service, unknowns) : [],
    unknowns,
  };
}

const definitionOf = (source: Source, taskDefinition: string): Promise<unknown> =>
  existing(source, "ecs", "DescribeTaskDefinition", { taskDefinition, include: ["TAGS"] });

const familyOf = (definition: unknown): string => {
  const parsed = z.object({ taskDefinition: z.object({ family: z.string() }) }).safeParse(definition);
  return parsed.data?.taskDefinition.family ?? "";
};

/** A service names its target groups, and those the load balancers before them. */
async function loadBalancersOf(source: Source, service: Service, unknowns: Unknowns): Promise<string[]> {
  const TargetGroupArns = service.loadBalancers.flatMap(({ targetGroupArn }) => targetGroupArn ?? []);
  if (TargetGroupArns.length === 0) return [];
  const call = { service: "elasticloadbalancing", operation: "DescribeTargetGroups", list: "TargetGroups" };
  const groups = await detailItems(source, { ...call, input: { TargetGroupArns } }, unknowns, [
    "relationships.routes-to",
  ]);
  return groups.flatMap((raw) => RawTargetGroup.safeParse(raw).data?.LoadBalancerArns ?? []);
}

const RawTargetGroup = z.object({ LoadBalancerArns: z.array(z.string()) });

function normalizeService(parts: ServiceParts, scope: Scope): Batch {
  const service = RawService.parse(parts.raw);
  const definition = parseTaskDefinition(parts.definition);
  const facts = definitionFacts(definition);
  const unknowns = { ...parts.unknowns };
  const network = service.networkConfiguration?.awsvpcConfiguration;
  // Without addresses of its own a task answers at its machine's, which other tasks have, too.
  if (!network) markUnknown(unknowns, ["facets.publicNetwork"], onItsMachine);
  if (parts.isOpen || !network) askingIsUnknown(unknowns, "ecs:DescribeServices");
  const key = service.serviceArn;
  const resource = {
    key,
    type: "aws.ecs.service" as const,
    name: service.serviceName,
    ...scope,
    tags: toTags(service.tags),
    properties: { ...facts.properties, launchType: service.launchType ?? null, family: definition.family },
    facets: {
      ...facts.facets,
      publicNetwork: parts.isOpen,
      // Behind a load balancer alone, that is what callers reach.
      authentication: "unreachable" as const,
    },
  };
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: [
      ...definitionEdges(key, definition, scope),
      ...edgesFrom(key)(
        "in-network",
        ...securityGroupKeys(network?.securityGroups, scope),
        ...subnetKeys(network?.subnets ?? [], scope),
      ),
      ...parts.loadBalancers.map((from): Relationship => ({
        from,
        kind: "routes-to",
        to: key,
        reason: "its target group",
      })),
    ],
  };
}

const onItsMachine = {
  reason: "unsupported" as const,
  call: "ecs:DescribeServices",
  permission: null,
  message: "Its tasks answer at the address of the machine they run on",
};

/** Tasks that no service runs are started by somebody now and then. */
async function* definitionsBeside(source: Source, served: ReadonlySet<string>): AsyncGenerator<Batch> {
  const all = texts(
    await allItems(
      source,
      "ecs",
      "ListTaskDefinitionFamilies",
      "families",
      { status: "ACTIVE" },
      smallNextToken,
    ),
  );
  const others = all.filter((family) => !served.has(family));
  const definitions = await mapConcurrently(others.slice(0, familiesMax), 4, async (family) =>
    definitionOf(source, family),
  );
  const batch = batchOf("ecs:DescribeTaskDefinition", definitions.filter(isPresent), (raw) =>
    normalizeDefinition(raw, source.scope),
  );
  const left = others.length - familiesMax;
  const message = `${left} more families than ${familiesMax} were not read`;
  yield left > 0
    ? { ...batch, unparsed: [...(batch.unparsed ?? []), { call: "ecs:ListTaskDefinitionFamilies", message }] }
    : batch;
}

function normalizeDefinition(raw: unknown, scope: Scope): Batch {
  const definition = parseTaskDefinition(raw);
  const key = familyKey(definition);
  const facts = definitionFacts(definition);
  return {
    resources: [
      {
        key,
        type: "aws.ecs.task-definition",
        name: definition.family,
        ...scope,
        tags: toTags(definition.tags),
        properties: { ...facts.properties, revision: definition.revision },
        // It runs when somebody starts it, and then answers nobody that is known of.
        facets: { ...facts.facets, publicNetwork: false, authentication: "unreachable" },
      },
    ],
    relationships: definitionEdges(key, definition, scope),
  };
}
