import type { Answer } from "../row.ts";

export const account = "000000000000";
export const region = "us-east-1";
/** Where what an account has once in a region has its bad form. */
export const abroad = "eu-west-1";
export const arn = (service: string, rest: string): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;
export const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
export const keyId = (form: string): string => `11111111-2222-3333-4444-${form.padStart(12, "0")}`;
/** The key that good forms are encrypted with, by what the provider calls it. */
export const keyArn = arn("kms", `key/${keyId("good")}`);
const trust = () =>
  policy({
    Effect: "Allow",
    Principal: { Service: "bedrock.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  });
/** A role that is nobody else's and may do nothing. */
export const ownRole = (name: string): string => `
    resource "aws_iam_role" "${name}" {
      name = "${name}"
      assume_role_policy = ${JSON.stringify(trust())}
    }`;
export const ownRoleAnswer = (name: string): Answer => [
  "iam:GetAccountAuthorizationDetails",
  {},
  {
    RoleDetailList: [
      {
        Path: "/",
        Arn: roleArn(name),
        RoleName: name,
        AssumeRolePolicyDocument: encodeURIComponent(trust()),
        RolePolicyList: [],
        AttachedManagedPolicies: [],
        Tags: [],
        RoleLastUsed: { LastUsedDate: new Date().toISOString(), Region: region },
      },
    ],
  },
];
export const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
