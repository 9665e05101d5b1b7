import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { batchJobDefinitions } from "./batch-job-definitions.ts";
import { ec2GpuInstances } from "./ec2-gpu-instances.ts";
import { ecsWorkloads } from "./ecs-workloads.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/chat:1";
const openGroup = { GroupId: "sg-1", IpPermissions: [{ IpRanges: [{ CidrIp: "0.0.0.0/0" }] }] };
const closedGroup = { GroupId: "sg-1", IpPermissions: [{ IpRanges: [{ CidrIp: "10.0.0.0/8" }] }] };

const container = {
  name: "app",
  image,
  environment: [
    { name: "OPENAI_API_KEY", value: "sk-proj-abcdefghijklmnop1234" },
    { name: "MODEL_HOST", value: "https://llm.example.com/v1" },
    { name: "STAGE", value: "production" },
  ],
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": "/ecs/chat", "awslogs-region": "eu-west-1" },
  },
};
const definition = (family: string, more: object = {}) => ({
  taskDefinition: {
    taskDefinitionArn: arn("ecs", `task-definition/${family}:7`),
    family,
    revision: 7,
    taskRoleArn: role("chat"),
    networkMode: "awsvpc",
    containerDefinitions: [container],
    ...more,
  },
  tags: [{ key: "owner", value: "claims" }],
});

describe("an ECS service", () => {
  const key = arn("ecs", "service/main/chat");
  const balancer = arn("elasticloadbalancing", "loadbalancer/app/chat/1");
  const service = (network: object | null) => ({
    serviceArn: key,
    serviceName: "chat",
    taskDefinition: arn("ecs", "task-definition/chat:7"),
    launchType: "FARGATE",
    ...(network
      ? { networkConfiguration: { awsvpcConfiguration: { securityGroups: ["sg-1"], ...network } } }
      : {}),
    loadBalancers: [{ targetGroupArn: arn("elasticloadbalancing", "targetgroup/chat/1") }],
    tags: [{ key: "owner", value: "claims" }],
  });
  const answers = (network: object | null, more: Answers = {}): Answers => ({
    "ecs:ListClusters": { clusterArns: [arn("ecs", "cluster/main")] },
    "ecs:ListServices": { serviceArns: [key] },
    "ecs:DescribeServices": { services: [service(network)] },
    "ecs:ListTaskDefinitionFamilies": { families: ["chat"] },
    "ecs:DescribeTaskDefinition": definition("chat"),
    "elasticloadbalancing:DescribeTargetGroups": { TargetGroups: [{ LoadBalancerArns: [balancer] }] },
    ...more,
  });

  test("is told with what its containers hold, call and run as", async () => {
    const recorded = await collectRecorded(ecsWorkloads, answers({ assignPublicIp: "DISABLED" }));
    expect(recorded.get(key)).toMatchObject({
      tags: { owner: "claims" },
      properties: { family: "chat", images: [image], launchType: "FARGATE" },
      facets: {
        publicNetwork: false,
        authentication: "unreachable",
        secretVariables: ["OPENAI_API_KEY"],
        calledHosts: ["llm.example.com"],
      },
    });
    expect(edgesOf(recorded, key)).toEqual([
      `runs-as ${role("chat")}`,
      `pulls-image ${arn("ecr", "repository/chat")}`,
      `logs-to ${arn("logs", "log-group:/ecs/chat")}`,
      `in-network ${arn("ec2", "security-group/sg-1")}`,
    ]);
    expect(edgesOf(recorded, balancer)).toEqual([`routes-to ${key}`]);
    expect(JSON.stringify(recorded.resources)).not.toContain("sk-proj");
    expect(undeclared(ecsWorkloads, recorded)).toEqual([]);
  });

  test("with an address and an open group is on a public network, and nobody knows what it asks", async () => {
    const recorded = await collectRecorded(
      ecsWorkloads,
      answers(
        { assignPublicIp: "ENABLED" },
        { "ec2:DescribeSecurityGroups": { SecurityGroups: [openGroup] } },
      ),
    );
    expect(recorded.get(key)?.facets).toMatchObject({ publicNetwork: true });
    expect(unknownsOf(recorded, key)).toEqual({ "facets.authentication": "unsupported" });
  });

  test("with an address behind a closed group is not", async () => {
    const recorded = await collectRecorded(
      ecsWorkloads,
      answers(
        { assignPublicIp: "ENABLED" },
        { "ec2:DescribeSecurityGroups": { SecurityGroups: [closedGroup] } },
      ),
    );
    expect(recorded.get(key)?.facets).toMatchObject({ publicNetwork: false, authentication: "unreachable" });
  });

  test("whose groups may not be read is on one or not", async () => {
    const recorded = await collectRecorded(
      ecsWorkloads,
      answers({ assignPublicIp: "ENABLED" }, { "ec2:DescribeSecurityGroups": "denied" }),
    );
    expect(unknownsOf(recorded, key)).toMatchObject({ "facets.publicNetwork": "denied" });
  });

  test("that answers at its machine's address says nothing of its own", async () => {
    const recorded = await collectRecorded(ecsWorkloads, answers(null));
    expect(Object.keys(unknownsOf(recorded, key))).toEqual(["facets.publicNetwork", "facets.authentication"]);
  });

  test("takes its definition with it: only those that no service runs stand by themselves", async () => {
    const { resources } = await collectRecorded(
      ecsWorkloads,
      answers(
        { assignPublicIp: "DISABLED" },
        {
          "ecs:ListTaskDefinitionFamilies": { families: ["chat", "nightly"] },
          "ecs:DescribeTaskDefinition": ({ taskDefinition }) =>
            definition(taskDefinition === "nightly" ? "nightly" : "chat"),
        },
      ),
    );
    expect(resources.map((resource) => resource.key)).toEqual([key, arn("ecs", "task-definition/nightly")]);
  });
});

describe("an ECS task definition", () => {
  const key = arn("ecs", "task-definition/nightly");
  const secrets = async (containers: object[]) => {
    const { get } = await collectRecorded(ecsWorkloads, {
      "ecs:ListClusters": { clusterArns: [] },
      "ecs:ListTaskDefinitionFamilies": { families: ["nightly"] },
      "ecs:DescribeTaskDefinition": definition("nightly", { containerDefinitions: containers }),
    });
    return get(key)?.facets;
  };

  test("names the container where there are several", async () => {
    expect(await secrets([container, { name: "proxy", image, environment: [] }])).toMatchObject({
      secretVariables: ["app/OPENAI_API_KEY"],
    });
  });

  test("tells of a key among the arguments", async () => {
    const withKey = { name: "app", image, command: ["serve", "--key", "sk-proj-abcdefghijklmnop1234"] };
    expect(await secrets([withKey])).toMatchObject({ secretVariables: ["command"] });
  });

  test("that refers to its secrets holds none", async () => {
    const referring = {
      name: "app",
      image,
      secrets: [{ name: "OPENAI_API_KEY", valueFrom: arn("secretsmanager", "secret:k") }],
    };
    expect(await secrets([referring])).toMatchObject({ secretVariables: [] });
  });
});

describe("a Batch job definition", () => {
  const job = (revision: number, more: object) => ({
    jobDefinitionArn: arn("batch", `job-definition/train:${revision}`),
    jobDefinitionName: "train",
    revision,
    ...more,
  });
  const seen = (...definitions: object[]) =>
    collectRecorded(batchJobDefinitions, { "batch:DescribeJobDefinitions": { jobDefinitions: definitions } });
  const key = arn("batch", "job-definition/train");

  test("is its newest revision", async () => {
    const recorded = await seen(
      job(2, { containerProperties: { image, jobRoleArn: role("train"), environment: [] } }),
      job(1, { containerProperties: { image, environment: container.environment } }),
    );
    expect(recorded.resources).toHaveLength(1);
    expect(recorded.get(key)).toMatchObject({ properties: { revision: 2 }, facets: { secretVariables: [] } });
    expect(edgesOf(recorded, key)).toEqual([
      `runs-as ${role("train")}`,
      `pulls-image ${arn("ecr", "repository/chat")}`,
    ]);
    expect(undeclared(batchJobDefinitions, recorded)).toEqual([]);
  });

  test.each<[string, object]>([
    ["a container", { containerProperties: container }],
    ["several nodes", { nodeProperties: { nodeRangeProperties: [{ container }] } }],
    ["an ECS task", { ecsProperties: { taskProperties: [{ containers: [container] }] } }],
    [
      "a pod",
      {
        eksProperties: {
          podProperties: { containers: [{ name: "app", image, env: container.environment }] },
        },
      },
    ],
  ])("of %s tells the keys it holds", async (_, more) => {
    expect((await seen(job(1, more))).get(key)?.facets).toMatchObject({
      secretVariables: ["OPENAI_API_KEY"],
    });
  });

  test("that cannot be read is counted, and hides no other", async () => {
    const { outcome, resources } = await seen(
      { jobDefinitionName: 3 },
      job(1, { containerProperties: container }),
    );
    expect(resources).toHaveLength(1);
    expect(outcome.unparsed).toHaveLength(1);
  });
});

describe("an EC2 instance with accelerators", () => {
  const key = arn("ec2", "instance/i-1");
  const answers = (more: object, groups: object[] = [openGroup]): Answers => ({
    "ec2:DescribeInstances": {
      Reservations: [
        {
          Instances: [
            {
              InstanceId: "i-1",
              InstanceType: "g6.xlarge",
              SubnetId: "subnet-1",
              State: { Name: "running" },
              SecurityGroups: [{ GroupId: "sg-1" }],
              IamInstanceProfile: { Arn: "arn:aws:iam::111122223333:instance-profile/gpu" },
              MetadataOptions: { HttpTokens: "required" },
              Tags: [{ Key: "Name", Value: "trainer" }],
              ...more,
            },
          ],
        },
      ],
    },
    "ec2:DescribeSecurityGroups": { SecurityGroups: groups },
    "iam:GetInstanceProfile": { InstanceProfile: { Roles: [{ Arn: role("gpu") }] } },
  });

  test("is told with its role and its metadata service", async () => {
    const recorded = await collectRecorded(ec2GpuInstances, answers({}));
    expect(recorded.get(key)).toMatchObject({
      name: "trainer",
      properties: { instanceType: "g6.xlarge", requiresImdsV2: true, publicAddress: false },
      facets: { publicNetwork: false, authentication: "unreachable" },
    });
    expect(edgesOf(recorded, key)).toEqual([
      `runs-as ${role("gpu")}`,
      `in-network ${arn("ec2", "security-group/sg-1")}`,
      `in-network ${arn("ec2", "subnet/subnet-1")}`,
    ]);
    expect([...recorded.used]).not.toContain("ec2:DescribeSecurityGroups");
  });

  test("with an address is reachable where its group lets everybody in", async () => {
    const open = await collectRecorded(ec2GpuInstances, answers({ PublicIpAddress: "198.51.100.7" }));
    expect(open.get(key)?.facets).toMatchObject({ publicNetwork: true });
    expect(unknownsOf(open, key)).toEqual({ "facets.authentication": "unsupported" });
    expect(undeclared(ec2GpuInstances, open)).toEqual([]);
    const closed = await collectRecorded(
      ec2GpuInstances,
      answers({ PublicIpAddress: "198.51.100.7" }, [closedGroup]),
    );
    expect(closed.get(key)?.facets).toMatchObject({ publicNetwork: false });
  });

  test.each([
    [{ HttpTokens: "optional" }, false],
    [{ HttpTokens: "optional", HttpEndpoint: "disabled" }, true],
    [undefined, false],
  ])("with metadata options %j requires the second version: %s", async (MetadataOptions, requiresImdsV2) => {
    const { get } = await collectRecorded(ec2GpuInstances, answers({ MetadataOptions }));
    expect(get(key)?.properties).toMatchObject({ requiresImdsV2 });
  });
});
