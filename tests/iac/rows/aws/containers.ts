import type { Answer, Row } from "../row.ts";
import { account, arn, region, roleArn } from "./names.ts";

const forms = ["good", "bad"] as const;
type Form = (typeof forms)[number];
const secret = "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6";
const groups = { good: "sg-0123456789abcdef0", bad: "sg-0fedcba9876543210" };
const cluster = arn("ecs", "cluster/apps");
const containers = (form: Form) => [
  {
    name: "app",
    image: `${account}.dkr.ecr.${region}.amazonaws.com/${form}:1`,
    essential: true,
    ...(form === "good"
      ? { secrets: [{ name: "OPENAI_API_KEY", valueFrom: arn("secretsmanager", "secret:openai") }] }
      : { environment: [{ name: "OPENAI_API_KEY", value: secret }] }),
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": "api", "awslogs-region": region, "awslogs-stream-prefix": "app" },
    },
  },
];
const definitionHcl = (name: string, form: Form) => `
    resource "aws_ecs_task_definition" "${name}" {
      family = "${name}"
      network_mode = "awsvpc"
      requires_compatibilities = ["FARGATE"]
      cpu = "256"
      memory = "512"
      task_role_arn = aws_iam_role.${form}.arn
      container_definitions = ${JSON.stringify(JSON.stringify(containers(form)))}
    }`;
/** A service names a revision, and a listing the family. */
const definition = (name: string, form: Form): readonly Answer[] =>
  [name, arn("ecs", `task-definition/${name}:1`)].map((taskDefinition) => [
    "ecs:DescribeTaskDefinition",
    { taskDefinition },
    {
      taskDefinition: {
        taskDefinitionArn: arn("ecs", `task-definition/${name}:1`),
        family: name,
        revision: 1,
        status: "ACTIVE",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        taskRoleArn: roleArn(form),
        containerDefinitions: containers(form),
      },
      tags: [],
    },
  ]);
const service = (form: Form) => ({
  serviceArn: arn("ecs", `service/apps/${form}`),
  serviceName: form,
  clusterArn: cluster,
  status: "ACTIVE",
  launchType: "FARGATE",
  taskDefinition: arn("ecs", `task-definition/served-${form}:1`),
  networkConfiguration: {
    awsvpcConfiguration: {
      subnets: ["subnet-0123456789abcdef0"],
      securityGroups: [groups[form]],
      assignPublicIp: "ENABLED",
    },
  },
  loadBalancers: [],
});
const serviceHcl = (form: Form, named: string) => `
    resource "aws_ecs_service" "${form}" {
      name = "${form}"
      cluster = aws_ecs_cluster.apps.id
      launch_type = "FARGATE"
      task_definition = ${named}
      network_configuration {
        subnets = ["subnet-0123456789abcdef0"]
        security_groups = [aws_security_group.${form}.id]
        assign_public_ip = true
      }
    }`;

/** Words checked with website/docs/r/ecs_{service,task_definition} of the provider. */
export const containerRows: readonly Row[] = [
  {
    type: "aws_ecs_task_definition",
    hcl: forms.map((form) => definitionHcl(form, form)).join(""),
    answers: [
      ["ecs:ListTaskDefinitionFamilies", {}, { families: forms.flatMap((form) => [form, `served-${form}`]) }],
      ...forms.flatMap((form) => definition(form, form)),
    ],
  },
  {
    type: "aws_ecs_service",
    parts: ["aws_ecs_cluster"],
    hcl: `
    resource "aws_ecs_cluster" "apps" { name = "apps" }
    ${forms.map((form) => definitionHcl(`served-${form}`, form)).join("")}
    ${serviceHcl("good", "aws_ecs_task_definition.served-good.arn")}
    ${serviceHcl("bad", '"${aws_ecs_task_definition.served-bad.family}:${aws_ecs_task_definition.served-bad.revision}"')}`,
    answers: [
      ["ecs:ListClusters", {}, { clusterArns: [cluster] }],
      [
        "ecs:ListServices",
        { cluster },
        { serviceArns: forms.map((form) => arn("ecs", `service/apps/${form}`)) },
      ],
      ["ecs:DescribeServices", { cluster }, { services: forms.map(service), failures: [] }],
      ...forms.flatMap((form) => definition(`served-${form}`, form)),
      [
        "ec2:DescribeSecurityGroups",
        { GroupIds: [groups.good] },
        { SecurityGroups: [{ GroupId: groups.good, GroupName: "good", IpPermissions: [] }] },
      ],
      [
        "ec2:DescribeSecurityGroups",
        { GroupIds: [groups.bad] },
        {
          SecurityGroups: [
            {
              GroupId: groups.bad,
              GroupName: "bad",
              IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
            },
          ],
        },
      ],
    ],
  },
];
