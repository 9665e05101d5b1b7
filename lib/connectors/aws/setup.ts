import type { SetupStep } from "#lib/domain/connector.ts";

/** Calls the connection itself makes, besides those of its collectors. */
const ownPermissions = ["sts:GetCallerIdentity", "ec2:DescribeRegions"];

export function setupSteps(permissions: readonly string[]): readonly SetupStep[] {
  const policy = leastPrivilegePolicy(permissions);
  return [
    {
      title: "Create a read-only role",
      text: "Deploy this stack in the account to be watched. Put in the principal Nacre runs as, and an external id that only you and Nacre know.",
      code: { language: "yaml", text: cloudFormation(policy) },
    },
    {
      title: "Or attach the policy yourself",
      text: "These are all the permissions Nacre asks for. It reads configuration, never objects, prompts or secret values. A permission left out shows as a gap in coverage.",
      code: { language: "json", text: JSON.stringify(policy, null, 2) },
    },
    {
      title: "Give Nacre the role",
      text: "Enter the role's ARN and the external id. Nacre assumes the role from the credentials of the machine it runs on, or from an access key if you give one.",
    },
  ];
}

type PolicyDocument = {
  Version: "2012-10-17";
  Statement: { Sid: string; Effect: "Allow"; Action: string[]; Resource: "*" }[];
};

export function leastPrivilegePolicy(permissions: readonly string[]): PolicyDocument {
  const actions = [...new Set([...ownPermissions, ...permissions])].toSorted();
  return {
    Version: "2012-10-17",
    Statement: [{ Sid: "NacreInventory", Effect: "Allow", Action: actions, Resource: "*" }],
  };
}

function cloudFormation(policy: PolicyDocument): string {
  const actions = policy.Statement.flatMap((statement) => statement.Action);
  return `AWSTemplateFormatVersion: "2010-09-09"
Description: Read-only role for Nacre
Parameters:
  NacrePrincipalArn:
    Type: String
    Description: ARN of the role or user that Nacre runs as
  ExternalId:
    Type: String
    NoEcho: true
    MinLength: 16
Resources:
  NacreInventoryPolicy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: NacreInventory
            Effect: Allow
            Resource: "*"
            Action:
${actions.map((action) => `              - ${action}`).join("\n")}
  NacreRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: nacre-read-only
      ManagedPolicyArns:
        - !Ref NacreInventoryPolicy
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Ref NacrePrincipalArn
            Action: sts:AssumeRole
            Condition:
              StringEquals:
                sts:ExternalId: !Ref ExternalId
Outputs:
  RoleArn:
    Value: !GetAtt NacreRole.Arn
`;
}
