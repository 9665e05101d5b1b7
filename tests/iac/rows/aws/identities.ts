import type { Row } from "../row.ts";
import { account, policy, region } from "./names.ts";

const trust = policy({
  Effect: "Allow",
  Principal: { Service: "bedrock.amazonaws.com" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "aws:SourceAccount": account } },
});
const everybody = policy({ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" });
const model = `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0`;
const invoke = policy({ Effect: "Allow", Action: "bedrock:InvokeModel", Resource: model });
const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
const attached = { PolicyName: "AdministratorAccess", PolicyArn: admin };
const identity = { Path: "/", AttachedManagedPolicies: [], Tags: [] };
const named = (kind: string, name: string) => ({ Arn: `arn:aws:iam::${account}:${kind}/${name}` });
const written = JSON.stringify;

export const identities: readonly Row[] = [
  {
    type: "aws_iam_role",
    untold: { "aws/iam-ai-role-used": "Only what runs is used" },
    parts: [
      "aws_iam_role_policy",
      "aws_iam_role_policy_attachment",
      "aws_iam_policy",
      "aws_iam_policy_attachment",
      "data.aws_iam_policy_document",
    ],
    hcl: `
    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRole"]
        principals {
          type = "Service"
          identifiers = ["bedrock.amazonaws.com"]
        }
        condition {
          test = "StringEquals"
          variable = "aws:SourceAccount"
          values = ["${account}"]
        }
      }
    }
    resource "aws_iam_role" "good" {
      name = "good"
      assume_role_policy = data.aws_iam_policy_document.trust.json
    }
    resource "aws_iam_role_policy" "good" {
      name = "models"
      role = aws_iam_role.good.id
      policy = ${written(invoke)}
    }
    resource "aws_iam_policy" "models" {
      name = "models"
      policy = ${written(invoke)}
    }
    resource "aws_iam_policy_attachment" "good" {
      name = "models"
      roles = [aws_iam_role.good.name]
      policy_arn = aws_iam_policy.models.arn
    }
    resource "aws_iam_role" "bad" {
      name = "bad"
      assume_role_policy = ${written(everybody)}
    }
    resource "aws_iam_role_policy_attachment" "bad" {
      role = aws_iam_role.bad.name
      policy_arn = "${admin}"
    }`,
    answers: [
      [
        "iam:GetAccountAuthorizationDetails",
        {},
        {
          RoleDetailList: [
            {
              ...identity,
              ...named("role", "good"),
              RoleName: "good",
              AssumeRolePolicyDocument: encodeURIComponent(trust),
              RolePolicyList: [{ PolicyName: "models", PolicyDocument: encodeURIComponent(invoke) }],
              AttachedManagedPolicies: [
                { PolicyName: "models", PolicyArn: `arn:aws:iam::${account}:policy/models` },
              ],
              RoleLastUsed: { LastUsedDate: new Date().toISOString(), Region: region },
            },
            {
              ...identity,
              ...named("role", "bad"),
              RoleName: "bad",
              AssumeRolePolicyDocument: encodeURIComponent(everybody),
              RolePolicyList: [],
              AttachedManagedPolicies: [attached],
              RoleLastUsed: { LastUsedDate: new Date().toISOString(), Region: region },
            },
          ],
          Policies: [
            {
              ...named("policy", "models"),
              PolicyName: "models",
              AttachmentCount: 1,
              PolicyVersionList: [
                { Document: encodeURIComponent(invoke), IsDefaultVersion: true, VersionId: "v1" },
              ],
            },
            {
              Arn: admin,
              PolicyName: "AdministratorAccess",
              AttachmentCount: 1,
              PolicyVersionList: [
                {
                  Document: encodeURIComponent(policy({ Effect: "Allow", Action: "*", Resource: "*" })),
                  IsDefaultVersion: true,
                  VersionId: "v1",
                },
              ],
            },
          ],
        },
      ],
    ],
  },
  {
    type: "aws_iam_user",
    parts: [
      "aws_iam_user_policy",
      "aws_iam_user_policy_attachment",
      "aws_iam_access_key",
      "aws_iam_user_group_membership",
      "aws_iam_group",
      "aws_iam_group_policy",
      "aws_iam_group_policy_attachment",
    ],
    hcl: `
    resource "aws_iam_user" "good" { name = "good" }
    resource "aws_iam_user_policy" "good" {
      name = "read"
      user = aws_iam_user.good.name
      policy = ${written(policy({ Effect: "Allow", Action: "bedrock:ListFoundationModels", Resource: "*" }))}
    }
    resource "aws_iam_user" "bad" { name = "bad" }
    resource "aws_iam_access_key" "bad" { user = aws_iam_user.bad.name }
    resource "aws_iam_user_policy_attachment" "bad" {
      user = aws_iam_user.bad.name
      policy_arn = "${admin}"
    }
    resource "aws_iam_group" "readers" { name = "readers" }
    resource "aws_iam_group_policy" "readers" {
      name = "models"
      group = aws_iam_group.readers.name
      policy = ${written(invoke)}
    }
    resource "aws_iam_group_policy_attachment" "readers" {
      group = aws_iam_group.readers.name
      policy_arn = aws_iam_policy.models.arn
    }
    resource "aws_iam_user_group_membership" "bad" {
      user = aws_iam_user.bad.name
      groups = [aws_iam_group.readers.name]
    }`,
    answers: [
      [
        "iam:GetAccountAuthorizationDetails",
        {},
        {
          UserDetailList: [
            {
              ...identity,
              ...named("user", "good"),
              UserName: "good",
              GroupList: [],
              UserPolicyList: [
                {
                  PolicyName: "read",
                  PolicyDocument: encodeURIComponent(
                    policy({ Effect: "Allow", Action: "bedrock:ListFoundationModels", Resource: "*" }),
                  ),
                },
              ],
            },
            {
              ...identity,
              ...named("user", "bad"),
              UserName: "bad",
              GroupList: ["readers"],
              AttachedManagedPolicies: [attached],
            },
          ],
          GroupDetailList: [
            {
              ...identity,
              ...named("group", "readers"),
              GroupName: "readers",
              GroupPolicyList: [{ PolicyName: "models", PolicyDocument: encodeURIComponent(invoke) }],
              AttachedManagedPolicies: [
                { PolicyName: "models", PolicyArn: `arn:aws:iam::${account}:policy/models` },
              ],
            },
          ],
        },
      ],
      [
        "iam:ListAccessKeys",
        { UserName: "bad" },
        {
          AccessKeyMetadata: [
            {
              UserName: "bad",
              AccessKeyId: "AKIAIOSFODNN7EXAMPLE",
              Status: "Active",
              CreateDate: new Date().toISOString(),
            },
          ],
        },
      ],
      ["iam:GetAccessKeyLastUsed", {}, { AccessKeyLastUsed: { LastUsedDate: new Date().toISOString() } }],
    ],
  },
];
