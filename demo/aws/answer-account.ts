import type { ProviderCall } from "../../lib/domain/provider-call.ts";
import type { Estate, Role, Statement } from "./estate-type.ts";
import { account, idOf, madeAt, regions, roleArn } from "./names.ts";

/** Who we are, where we look, and who may do what. */
export function answerFromAccount(
  estate: Estate,
  { region, service, operation, input }: ProviderCall,
): unknown {
  switch (`${service}:${operation}`) {
    case "sts:GetCallerIdentity":
      return {
        Account: account,
        UserId: "AROADEMODEMODEMODEMO1:nacre",
        Arn: `arn:aws:sts::${account}:assumed-role/nacre-reader/nacre`,
      };
    case "ec2:DescribeRegions":
      return { Regions: regions.map((name) => ({ RegionName: name, OptInStatus: "opt-in-not-required" })) };
    case "cloudtrail:LookupEvents":
      // Other look-ups are of calls of models, which stand in no trail of the demo.
      return JSON.stringify(input).includes('"ReadOnly"') ? estate.answers[`${region} changes`] : undefined;
    case "cloudfront:ListDistributions":
      return { DistributionList: { Marker: "", MaxItems: 100, IsTruncated: false, Quantity: 0, Items: [] } };
    case "iam:ListAccountAliases":
      return { AccountAliases: ["acme-insurance"], IsTruncated: false };
    case "iam:GetAccountAuthorizationDetails":
      return {
        UserDetailList: [],
        GroupDetailList: [],
        RoleDetailList: estate.roles.map(roleDetail),
        Policies: [],
        IsTruncated: false,
      };
    case "s3control:GetPublicAccessBlock":
    case "s3:GetPublicAccessBlock":
      return {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      };
    default:
      return undefined;
  }
}

const roleDetail = (role: Role) => ({
  Path: "/",
  RoleName: role.name,
  RoleId: `AROA${idOf(role.name, 17).toUpperCase()}`,
  Arn: roleArn(role.name),
  CreateDate: madeAt,
  AssumeRolePolicyDocument: encodeURIComponent(policyText(role.trust)),
  InstanceProfileList: [],
  RolePolicyList: [{ PolicyName: "own", PolicyDocument: encodeURIComponent(policyText(role.may)) }],
  AttachedManagedPolicies: [],
  Tags: pairs(role.tags ?? {}),
  RoleLastUsed: role.lastUsedAt ? { LastUsedDate: role.lastUsedAt, Region: "eu-west-1" } : {},
});

export const policyText = (statements: readonly Statement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const pairs = (tags: Record<string, string>) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
