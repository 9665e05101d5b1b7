import type { Row } from "../row.ts";
import { arn, roleArn } from "./names.ts";

const service = "bedrock-agentcore-control";
const core = (rest: string) => arn("bedrock-agentcore", rest);
const each = (make: (form: string) => object) => ["good", "bad"].map(make);
const group = "sg-0123456789abcdef0";

export const agentcoreTools: readonly Row[] = [
  {
    type: "aws_bedrockagentcore_browser",
    hcl: `
    resource "aws_bedrockagentcore_browser" "good" {
      name = "good"
      execution_role_arn = aws_iam_role.good.arn
      network_configuration {
        network_mode = "VPC"
        vpc_config {
          security_groups = [aws_security_group.good.id]
          subnets = ["subnet-0123456789abcdef0"]
        }
      }
      recording {
        enabled = true
        s3_location {
          bucket = "acme-good"
          prefix = "sessions"
        }
      }
    }
    resource "aws_bedrockagentcore_browser" "bad" {
      name = "bad"
      network_configuration { network_mode = "PUBLIC" }
    }`,
    answers: [
      [
        `${service}:ListBrowsers`,
        {},
        {
          browserSummaries: each((form) => ({
            browserId: `br-${form}`,
            browserArn: core(`browser-custom/br-${form}`),
            status: "READY",
          })),
        },
      ],
      [
        `${service}:GetBrowser`,
        { browserId: "br-good" },
        {
          browserId: "br-good",
          browserArn: core("browser-custom/br-good"),
          name: "good",
          status: "READY",
          executionRoleArn: roleArn("good"),
          networkConfiguration: {
            networkMode: "VPC",
            vpcConfig: { securityGroups: [group], subnets: ["subnet-0123456789abcdef0"] },
          },
          recording: { enabled: true, s3Location: { bucket: "acme-good", prefix: "sessions" } },
        },
      ],
      [
        `${service}:GetBrowser`,
        { browserId: "br-bad" },
        {
          browserId: "br-bad",
          browserArn: core("browser-custom/br-bad"),
          name: "bad",
          status: "READY",
          networkConfiguration: { networkMode: "PUBLIC" },
        },
      ],
    ],
  },
  {
    type: "aws_bedrockagentcore_code_interpreter",
    hcl: `
    resource "aws_bedrockagentcore_code_interpreter" "good" {
      name = "good"
      network_configuration { network_mode = "SANDBOX" }
    }
    resource "aws_bedrockagentcore_code_interpreter" "bad" {
      name = "bad"
      execution_role_arn = aws_iam_role.bad.arn
      network_configuration { network_mode = "PUBLIC" }
    }`,
    answers: [
      [
        `${service}:ListCodeInterpreters`,
        {},
        {
          codeInterpreterSummaries: each((form) => ({
            codeInterpreterId: `ci-${form}`,
            codeInterpreterArn: core(`code-interpreter-custom/ci-${form}`),
            status: "READY",
          })),
        },
      ],
      [
        `${service}:GetCodeInterpreter`,
        { codeInterpreterId: "ci-good" },
        {
          codeInterpreterId: "ci-good",
          codeInterpreterArn: core("code-interpreter-custom/ci-good"),
          name: "good",
          status: "READY",
          networkConfiguration: { networkMode: "SANDBOX" },
        },
      ],
      [
        `${service}:GetCodeInterpreter`,
        { codeInterpreterId: "ci-bad" },
        {
          codeInterpreterId: "ci-bad",
          codeInterpreterArn: core("code-interpreter-custom/ci-bad"),
          name: "bad",
          status: "READY",
          executionRoleArn: roleArn("bad"),
          networkConfiguration: { networkMode: "PUBLIC" },
        },
      ],
    ],
  },
];
