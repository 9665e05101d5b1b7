import type { Part } from "./estate-type.ts";
import { arn, home, idOf, regions, repositoryUri, roleArn } from "./names.ts";
import { allow, trustedService } from "./statements.ts";

const vpcId = "vpc-0f1e2d3c4b5a69788";
const subnetId = "subnet-0a1b2c3d4e5f60718";
const frontSubnetId = "subnet-0f6e5d4c3b2a19080";
const front = `sg-${idOf(`broker-portal front ${home}`, 17)}`;
const group = `sg-${idOf(`workers ${home}`, 17)}`;
const owned = [{ key: "owner", value: "brokers" }];
const here = (operation: string) => `${home} ${operation}`;
const elb = "elasticloadbalancing";

const cluster = arn("ecs", home, "cluster/insurance");
const serviceArn = arn("ecs", home, "service/insurance/broker-portal");
const definition = (family: string) => arn("ecs", home, `task-definition/${family}:12`);
const balancer = arn(elb, home, `loadbalancer/app/broker-portal/${idOf("broker-portal", 16)}`);
const targetGroup = arn(elb, home, `targetgroup/broker-portal/${idOf("broker-portal targets", 16)}`);
const acl = arn("wafv2", home, `regional/webacl/insurance/${idOf("acl", 32)}`);
const managed = (Name: string, Priority: number) => ({
  Name,
  Priority,
  Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name } },
  OverrideAction: { None: {} },
});
const webAcl = {
  Name: "insurance",
  Id: idOf("acl", 32),
  ARN: acl,
  DefaultAction: { Allow: {} },
  Rules: [
    managed("AWSManagedRulesCommonRuleSet", 0),
    managed("AWSManagedRulesSQLiRuleSet", 1),
    {
      Name: "rate",
      Priority: 2,
      Statement: { RateBasedStatement: { Limit: 1_000, AggregateKeyType: "IP" } },
      Action: { Block: {} },
    },
  ],
};

const task = (family: string) => ({
  taskDefinition: {
    taskDefinitionArn: definition(family),
    family,
    revision: 12,
    taskRoleArn: roleArn(`${family}-task`),
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    containerDefinitions: [
      {
        name: "app",
        image: repositoryUri("services/brokers"),
        environment: [{ name: "STAGE", value: "production" }],
        secrets: [
          {
            name: "DB_PASSWORD",
            valueFrom: arn(
              "secretsmanager",
              home,
              `secret:brokers-portal/database-${idOf("brokers-portal/database", 6)}`,
            ),
          },
        ],
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": "/ecs/broker-portal", "awslogs-region": home },
        },
      },
    ],
  },
  tags: owned,
});

const network = (region: string) => ({
  [`${region} ec2:DescribeVpcs`]: {
    Vpcs: [
      {
        VpcId: vpcId,
        CidrBlock: "10.20.0.0/16",
        IsDefault: false,
        Tags: [{ Key: "Name", Value: "insurance" }],
      },
    ],
  },
  [`${region} ec2:DescribeSubnets`]: {
    Subnets: [
      {
        SubnetId: subnetId,
        VpcId: vpcId,
        MapPublicIpOnLaunch: false,
        Tags: [{ Key: "Name", Value: "private" }],
      },
      ...(region === home ? [frontSubnet] : []),
    ],
  },
  [`${region} ec2:DescribeRouteTables`]: {
    RouteTables: [
      {
        VpcId: vpcId,
        Associations: [{ Main: true }],
        Routes: [{ DestinationCidrBlock: "10.20.0.0/16", GatewayId: "local", State: "active" }],
      },
      ...(region === home ? [frontTable] : []),
    ],
  },
  [`${region} ec2:DescribeNetworkAcls`]: {
    NetworkAcls: [
      {
        NetworkAclId: `acl-${idOf(`insurance ${region}`, 17)}`,
        VpcId: vpcId,
        IsDefault: true,
        Associations: [subnetId, ...(region === home ? [frontSubnetId] : [])].map((SubnetId) => ({
          SubnetId,
        })),
        Entries: [false, true].flatMap((Egress) => [
          { RuleNumber: 100, Protocol: "-1", RuleAction: "allow", Egress, CidrBlock: "0.0.0.0/0" },
          { RuleNumber: 32_767, Protocol: "-1", RuleAction: "deny", Egress, CidrBlock: "0.0.0.0/0" },
        ]),
      },
    ],
  },
  [`${region} ec2:DescribeFlowLogs`]: {
    FlowLogs: [
      { ResourceId: vpcId, FlowLogStatus: "ACTIVE", TrafficType: "REJECT", LogGroupName: "/vpc/insurance" },
    ],
  },
});

const frontSubnet = {
  SubnetId: frontSubnetId,
  VpcId: vpcId,
  MapPublicIpOnLaunch: false,
  Tags: [{ Key: "Name", Value: "front" }],
};
const frontTable = {
  VpcId: vpcId,
  Associations: [{ Main: false, SubnetId: frontSubnetId }],
  Routes: [
    { DestinationCidrBlock: "10.20.0.0/16", GatewayId: "local", State: "active" },
    { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-0a9b8c7d6e5f40312", State: "active" },
  ],
};

/** What the insurer runs in containers, what stands before it, and the network it is in. */
export const hosting: Part = {
  roles: ["broker-portal", "commission-run"].map((name) => ({
    name: `${name}-task`,
    trust: [trustedService("ecs-tasks.amazonaws.com")],
    may: [
      allow(
        "secretsmanager:GetSecretValue",
        arn("secretsmanager", home, `secret:brokers-portal/database-${idOf("brokers-portal/database", 6)}`),
      ),
    ],
    tags: { owner: "brokers", environment: "production" },
    lastUsedAt: "2026-11-15T21:00:00.000Z",
  })),
  securityGroups: [{ id: front, name: "broker-portal-front", region: home, opens: 443 }],
  logGroups: [
    { name: "/ecs/broker-portal", region: home, days: 365, key: "logs" },
    ...regions.map((region) => ({ name: "/vpc/insurance", region, days: 365, key: "logs" })),
  ],
  answers: {
    [here("ecs:ListClusters")]: { clusterArns: [cluster] },
    [here("ecs:ListServices")]: { serviceArns: [serviceArn] },
    [here("ecs:DescribeServices")]: {
      services: [
        {
          serviceArn,
          serviceName: "broker-portal",
          clusterArn: cluster,
          status: "ACTIVE",
          taskDefinition: definition("broker-portal"),
          launchType: "FARGATE",
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: [subnetId],
              securityGroups: [group],
              assignPublicIp: "DISABLED",
            },
          },
          loadBalancers: [{ targetGroupArn: targetGroup, containerName: "app", containerPort: 8080 }],
          tags: owned,
        },
      ],
    },
    [here("ecs:ListTaskDefinitionFamilies")]: { families: ["broker-portal", "commission-run"] },
    [here(`ecs:DescribeTaskDefinition ${definition("broker-portal")}`)]: task("broker-portal"),
    [here("ecs:DescribeTaskDefinition commission-run")]: task("commission-run"),
    [here(`${elb}:DescribeTargetGroups`)]: {
      TargetGroups: [{ TargetGroupArn: targetGroup, TargetType: "ip", LoadBalancerArns: [balancer] }],
    },
    [here(`${elb}:DescribeLoadBalancers`)]: {
      LoadBalancers: [
        {
          LoadBalancerArn: balancer,
          LoadBalancerName: "broker-portal",
          DNSName: `broker-portal-${idOf("broker-portal", 10)}.${home}.elb.amazonaws.com`,
          Scheme: "internet-facing",
          Type: "application",
          VpcId: vpcId,
          SecurityGroups: [front],
          AvailabilityZones: [{ ZoneName: `${home}a`, SubnetId: frontSubnetId }],
        },
      ],
    },
    [here(`${elb}:DescribeListeners`)]: {
      Listeners: [
        {
          ListenerArn: arn(elb, home, `listener/app/broker-portal/${idOf("broker-portal", 16)}/1`),
          Protocol: "HTTPS",
          Port: 443,
          DefaultActions: [{ Type: "authenticate-oidc" }, { Type: "forward", TargetGroupArn: targetGroup }],
        },
      ],
    },
    [here(`${elb}:DescribeRules`)]: {
      Rules: [{ IsDefault: true, Actions: [{ Type: "authenticate-oidc" }, { Type: "forward" }] }],
    },
    [here(`${elb}:DescribeLoadBalancerAttributes`)]: {
      Attributes: [
        { Key: "access_logs.s3.enabled", Value: "true" },
        { Key: "access_logs.s3.bucket", Value: "acme-platform-access-logs" },
      ],
    },
    [here(`${elb}:DescribeTags`)]: {
      TagDescriptions: [{ ResourceArn: balancer, Tags: [{ Key: "owner", Value: "brokers" }] }],
    },
    [here("wafv2:GetWebACLForResource")]: { WebACL: webAcl },
    [here("wafv2:ListWebACLs")]: { WebACLs: [{ Name: webAcl.Name, Id: webAcl.Id, ARN: acl }] },
    [here("wafv2:GetWebACL")]: { WebACL: webAcl },
    [here("wafv2:ListResourcesForWebACL APPLICATION_LOAD_BALANCER")]: { ResourceArns: [balancer] },
    [here("wafv2:ListResourcesForWebACL")]: { ResourceArns: [] },
    ...Object.assign({}, ...regions.map(network)),
  },
};
