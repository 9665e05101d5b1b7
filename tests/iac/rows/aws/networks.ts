import type { Row } from "../row.ts";
import { account, arn, policy, region } from "./names.ts";

const each = (make: (form: string) => object) => ["good", "bad"].map(make);
const written = JSON.stringify;
const anyEndpoint = policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });
const ownEndpoint = policy({
  Effect: "Allow",
  Principal: "*",
  Action: "bedrock:InvokeModel",
  Resource: "*",
  Condition: { StringEquals: { "aws:PrincipalAccount": account } },
});
const endpoint = (id: string, more: object) => ({
  VpcEndpointId: id,
  VpcEndpointType: "Interface",
  VpcId: "vpc-0123456789abcdef0",
  ServiceName: `com.amazonaws.${region}.bedrock-runtime`,
  State: "available",
  PrivateDnsEnabled: false,
  Groups: [],
  Tags: [],
  ...more,
});
const named = (name: string) => [{ Key: "Name", Value: name }];

export const networks: readonly Row[] = [
  {
    type: "aws_security_group",
    parts: [
      "aws_security_group_rule",
      "aws_vpc_security_group_ingress_rule",
      "aws_vpc_security_group_egress_rule",
    ],
    hcl: `
    resource "aws_security_group" "good" {
      name = "good"
      vpc_id = "vpc-0123456789abcdef0"
    }
    resource "aws_security_group_rule" "good" {
      type = "egress"
      security_group_id = aws_security_group.good.id
      from_port = 443
      to_port = 443
      protocol = "tcp"
      cidr_blocks = ["10.0.0.0/8"]
    }
    resource "aws_vpc_security_group_egress_rule" "good" {
      security_group_id = aws_security_group.good.id
      from_port = 5432
      to_port = 5432
      ip_protocol = "tcp"
      cidr_ipv4 = "10.0.0.0/8"
    }
    resource "aws_security_group" "bad" {
      name = "bad"
      vpc_id = "vpc-0123456789abcdef0"
    }
    resource "aws_vpc_security_group_ingress_rule" "bad" {
      security_group_id = aws_security_group.bad.id
      ip_protocol = "-1"
      cidr_ipv4 = "0.0.0.0/0"
    }`,
    answers: [
      [
        "ec2:DescribeSecurityGroups",
        {},
        {
          SecurityGroups: [
            {
              GroupId: "sg-0123456789abcdef0",
              GroupName: "good",
              VpcId: "vpc-0123456789abcdef0",
              IpPermissions: [],
              IpPermissionsEgress: [
                {
                  IpProtocol: "tcp",
                  FromPort: 443,
                  ToPort: 443,
                  IpRanges: [{ CidrIp: "10.0.0.0/8" }],
                  Ipv6Ranges: [],
                  PrefixListIds: [],
                  UserIdGroupPairs: [],
                },
                {
                  IpProtocol: "tcp",
                  FromPort: 5432,
                  ToPort: 5432,
                  IpRanges: [{ CidrIp: "10.0.0.0/8" }],
                  Ipv6Ranges: [],
                  PrefixListIds: [],
                  UserIdGroupPairs: [],
                },
              ],
              Tags: [],
            },
            {
              GroupId: "sg-0fedcba9876543210",
              GroupName: "bad",
              VpcId: "vpc-0123456789abcdef0",
              IpPermissions: [
                {
                  IpProtocol: "-1",
                  IpRanges: [{ CidrIp: "0.0.0.0/0" }],
                  Ipv6Ranges: [],
                  PrefixListIds: [],
                  UserIdGroupPairs: [],
                },
              ],
              IpPermissionsEgress: [],
              Tags: [],
            },
          ],
        },
      ],
    ],
  },
  {
    type: "aws_wafv2_web_acl",
    parts: ["aws_wafv2_web_acl_association"],
    hcl: `
    resource "aws_wafv2_web_acl" "good" {
      name = "good"
      scope = "REGIONAL"
      default_action {
        allow {}
      }
      rule {
        name = "injection"
        priority = 1
        override_action {
          none {}
        }
        statement {
          managed_rule_group_statement {
            vendor_name = "AWS"
            name = "AWSManagedRulesSQLiRuleSet"
          }
        }
      }
      rule {
        name = "rate"
        priority = 2
        action {
          block {}
        }
        statement {
          rate_based_statement {
            limit = 1000
            aggregate_key_type = "IP"
          }
        }
      }
    }
    resource "aws_wafv2_web_acl_association" "good" {
      resource_arn = aws_bedrockagentcore_gateway.good.gateway_arn
      web_acl_arn = aws_wafv2_web_acl.good.arn
    }
    resource "aws_wafv2_web_acl" "bad" {
      name = "bad"
      scope = "REGIONAL"
      default_action {
        allow {}
      }
      rule {
        name = "counted"
        priority = 1
        override_action {
          count {}
        }
        statement {
          managed_rule_group_statement {
            vendor_name = "AWS"
            name = "AWSManagedRulesSQLiRuleSet"
          }
        }
      }
    }`,
    answers: [
      [
        "wafv2:ListWebACLs",
        {},
        {
          WebACLs: each((form) => ({
            Name: form,
            Id: `w1${form}`,
            ARN: arn("wafv2", `regional/webacl/${form}/w1${form}`),
          })),
        },
      ],
      [
        "wafv2:GetWebACL",
        { Name: "good" },
        {
          WebACL: {
            Name: "good",
            Id: "w1good",
            ARN: arn("wafv2", "regional/webacl/good/w1good"),
            DefaultAction: { Allow: {} },
            Rules: [
              {
                Name: "injection",
                Priority: 1,
                OverrideAction: { None: {} },
                Statement: {
                  ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesSQLiRuleSet" },
                },
              },
              {
                Name: "rate",
                Priority: 2,
                Action: { Block: {} },
                Statement: { RateBasedStatement: { Limit: 1000, AggregateKeyType: "IP" } },
              },
            ],
          },
        },
      ],
      [
        "wafv2:GetWebACL",
        { Name: "bad" },
        {
          WebACL: {
            Name: "bad",
            Id: "w1bad",
            ARN: arn("wafv2", "regional/webacl/bad/w1bad"),
            DefaultAction: { Allow: {} },
            Rules: [
              {
                Name: "counted",
                Priority: 1,
                OverrideAction: { Count: {} },
                Statement: {
                  ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesSQLiRuleSet" },
                },
              },
            ],
          },
        },
      ],
    ],
  },
  {
    type: "aws_vpc_endpoint",
    hcl: `
    resource "aws_vpc_endpoint" "good" {
      id = "vpce-0aaaaaaaaaaaaaaaa"
      vpc_id = "vpc-0123456789abcdef0"
      vpc_endpoint_type = "Interface"
      service_name = "com.amazonaws.${region}.bedrock-runtime"
      private_dns_enabled = true
      policy = ${written(ownEndpoint)}
      tags = { Name = "good" }
    }
    resource "aws_vpc_endpoint" "bad" {
      id = "vpce-0bbbbbbbbbbbbbbbb"
      vpc_id = "vpc-0123456789abcdef0"
      vpc_endpoint_type = "Interface"
      service_name = "com.amazonaws.${region}.bedrock-runtime"
      policy = ${written(anyEndpoint)}
      tags = { Name = "bad" }
    }`,
    answers: [
      [
        "ec2:DescribeVpcEndpoints",
        {},
        {
          VpcEndpoints: [
            endpoint("vpce-0aaaaaaaaaaaaaaaa", {
              PolicyDocument: ownEndpoint,
              PrivateDnsEnabled: true,
              Tags: named("good"),
            }),
            endpoint("vpce-0bbbbbbbbbbbbbbbb", { PolicyDocument: anyEndpoint, Tags: named("bad") }),
          ],
        },
      ],
    ],
  },
];
