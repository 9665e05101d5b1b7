import { hostSuffixOf, partitionOf } from "#lib/connectors/aws/partition.ts";
import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { UndecidedDeclaration } from "../declared.ts";
import { isRecord } from "../record.ts";
import { tagsOf, type AwsEstate } from "./estate.ts";
import { securityGroup } from "./hosting.ts";
import { mayHoldSecret } from "./unread-text.ts";

const servicesPerCall = 10;

/** Services of ECS, and the task definitions that they run. */
export function declareContainers(estate: AwsEstate): void {
  estate.each("aws_ecs_task_definition", (block) => declareDefinition(estate, block));
  const services = estate.each("aws_ecs_service", (block) => serviceOf(estate, block));
  for (const [cluster, found] of Map.groupBy(services, ({ cluster }) => cluster)) {
    const { region } = found[0] ?? { region: null };
    const list = (operation: string, name: string, items: readonly unknown[], match = {}) =>
      estate.answers.list(`ecs:${operation}`, region, name, items, match);
    const arns = found.map(({ told }) => told.serviceArn);
    list("ListClusters", "clusterArns", [cluster]);
    list("ListServices", "serviceArns", arns, { cluster });
    for (let at = 0; at < found.length; at += servicesPerCall)
      list(
        "DescribeServices",
        "services",
        found.slice(at, at + servicesPerCall).map(({ told }) => told),
        { cluster, services: arns.slice(at, at + servicesPerCall) },
      );
  }
}

function declareDefinition(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const family = familyOf(estate, block);
  const arn = estate.arnOf(block);
  // The family is what stays, whichever revision.
  estate.mark(arn.replace(/:\d+$/, ""), block);
  estate.answers.list("ecs:ListTaskDefinitionFamilies", region, "families", [family]);
  describe(estate, block, family);
}

const familyOf = (estate: AwsEstate, block: Block): string =>
  estate.identityOf(block)["family"] ?? estate.idOf(block);

function describe(estate: AwsEstate, block: Block, taskDefinition: string): void {
  const taskDefinitionArn = estate.arnOf(block);
  estate.answers.say(
    "ecs:DescribeTaskDefinition",
    estate.regionOf(block),
    { taskDefinition },
    {
      taskDefinition: present({
        taskDefinitionArn,
        family: familyOf(estate, block),
        revision: Number(/:(\d+)$/.exec(taskDefinitionArn)?.[1] ?? 1),
        taskRoleArn: block.text("task_role_arn"),
        networkMode: block.text("network_mode") ?? "bridge",
        containerDefinitions: containersOf(estate, block),
      }),
      tags: lowerTags(block),
    },
  );
}

/** Terraform has the containers in the service's own words, as one text, which is known as a whole or not at all. */
function containersOf(estate: AwsEstate, block: Block): unknown {
  const name = "container_definitions";
  if (block.isUnknown(name)) return block.guess([[], [anyContainer(estate, block)]]);
  const text = block.raw(name);
  try {
    const parsed: unknown = JSON.parse(typeof text === "string" ? text : "[]");
    if (Array.isArray(parsed) && parsed.every(isRecord)) return parsed;
  } catch {
    // Falls through to what is no list of containers.
  }
  throw new UndecidedDeclaration(block.declared.place, name);
}

/** One that has all that is asked of containers, so that nothing is taken to be left out. */
function anyContainer(estate: AwsEstate, block: Block) {
  const region = estate.regionOf(block);
  const variables = {
    API_KEY: mayHoldSecret,
    SYSTEM_PROMPT: "known after apply",
    ENDPOINT: "https://known-after-apply.example",
    AGENT_ID: "KNOWNLATER",
  };
  return {
    name: "any",
    image: `${estate.account}.dkr.ecr.${region}.${hostSuffixOf(region)}/known-after-apply:1`,
    privileged: true,
    environment: Object.entries(variables).map(([name, value]) => ({ name, value })),
    logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "known-after-apply" } },
  };
}

function serviceOf(estate: AwsEstate, block: Block) {
  const region = estate.regionOf(block);
  const named = block.known("cluster") ?? "default";
  const cluster = named.startsWith("arn:")
    ? named
    : `arn:${partitionOf(region)}:ecs:${region}:${estate.account}:cluster/${named}`;
  const definition = definitionOf(estate, block);
  const taskDefinition = estate.arnOf(definition);
  describe(estate, definition, taskDefinition);
  const network = block.block("network_configuration");
  const balancers = block.blocks("load_balancer").flatMap((one) => one.text("target_group_arn") ?? []);
  // Which load balancer stands before a target group is not read.
  if (balancers.length > 0)
    estate.answers.leaveOpen("elasticloadbalancing:DescribeTargetGroups", region, {
      TargetGroupArns: balancers,
    });
  const told = {
    ...present({
      serviceName: block.text("name"),
      launchType: block.text("launch_type"),
      networkConfiguration: network && { awsvpcConfiguration: networkOf(estate, network, region) },
    }),
    serviceArn: estate.arnOf(block),
    taskDefinition,
    loadBalancers: balancers.map((targetGroupArn) => ({ targetGroupArn })),
    tags: lowerTags(block),
  };
  return { cluster, region, told };
}

/** By whatever it is named: its ARN, its family, or both parts of its revision put together. */
function definitionOf(estate: AwsEstate, service: Block): Block {
  const name = "task_definition";
  const written = service.raw(name);
  const family = typeof written === "string" ? written.split("/").at(-1)?.replace(/:\d+$/, "") : undefined;
  const linked = new Set(service.referencesOf(name).map(({ to }) => to));
  const found = estate
    .all("aws_ecs_task_definition")
    .find((one) => (family ? familyOf(estate, one) === family : linked.has(one.declared)));
  if (!found) throw new UndecidedDeclaration(service.declared.place, name);
  return found;
}

function networkOf(estate: AwsEstate, network: Block, region: string) {
  const securityGroups = network.texts("security_groups");
  const GroupIds = [...new Set(securityGroups)].toSorted();
  const call = "ec2:DescribeSecurityGroups";
  const declared = estate.all("aws_security_group").filter((one) => GroupIds.includes(estate.idOf(one)));
  // What a group lets in that stands elsewhere only the account tells.
  if (declared.length < GroupIds.length) estate.answers.leaveOpen(call, region, { GroupIds });
  else {
    const SecurityGroups = declared.map((one) => securityGroup(estate, one));
    estate.answers.say(call, region, { GroupIds }, { SecurityGroups });
  }
  return {
    securityGroups,
    subnets: network.texts("subnets"),
    assignPublicIp: network.flag("assign_public_ip") ? "ENABLED" : "DISABLED",
  };
}

const lowerTags = (block: Block) => Object.entries(tagsOf(block)).map(([key, value]) => ({ key, value }));
