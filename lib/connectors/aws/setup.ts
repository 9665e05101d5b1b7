import { explorerPermissions } from "./resource-explorer.ts";
import type { SetupStep } from "#lib/domain/connector.ts";

/** Calls the connection itself makes, besides those of its collectors. */
const ownPermissions = [
  "sts:GetCallerIdentity",
  "ec2:DescribeRegions",
  "organizations:ListAccounts",
  ...explorerPermissions,
];

/** AWS refuses a managed policy with more characters than this, white space not counted. */
const policyCharactersMax = 6_144;

export function setupSteps(permissions: readonly string[]): readonly SetupStep[] {
  const policies = leastPrivilegePolicies(permissions);
  const count = policies.length;
  return [
    {
      title: "Create a read-only role",
      text: "Deploy this stack in the account to be watched. Put in the principal Nacre runs as, and an external id that only you and Nacre know.",
      code: { language: "yaml", text: cloudFormation(policies) },
    },
    ...policies.map((policy, at) => ({
      title:
        count === 1 ? "Or attach the policy yourself" : `Or attach policy ${at + 1} of ${count} yourself`,
      text: at === 0 ? attachText(count) : "Attach it to the same role.",
      code: { language: "json", text: JSON.stringify(policy, null, 2) },
    })),
    {
      title: "Give Nacre the role",
      text: "Enter the role's ARN and the external id. Nacre assumes the role from the credentials of the machine it runs on, or from an access key if you give one.",
    },
    {
      title: "For a whole organization",
      text: "Deploy the stack as a StackSet to every account, with the ARN of the role in the management account, or in a delegated administrator's, as the principal. Add this policy to that role, connect its account, and enter nacre-read-only as the role in every account. Accounts that join later are read by themselves; one whose role cannot be assumed is shown as a gap.",
      code: { language: "json", text: JSON.stringify(memberPolicy, null, 2) },
    },
  ];
}

const memberPolicy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "NacreMemberAccounts",
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: "arn:aws:iam::*:role/nacre-read-only",
    },
  ],
};

const attachText = (count: number): string =>
  [
    "These are all the permissions Nacre asks for.",
    ...(count === 1 ? [] : [`They are too many for one managed policy, so they come in ${count}.`]),
    "It reads configuration, never prompts or secret values, and objects only where you allow sampling. A permission left out shows as a gap in coverage.",
  ].join(" ");

type PolicyDocument = {
  Version: "2012-10-17";
  Statement: { Sid: string; Effect: "Allow"; Action: string[]; Resource: "*" }[];
};

/** As few managed policies as hold every permission. */
export function leastPrivilegePolicies(permissions: readonly string[]): PolicyDocument[] {
  const actions = [...new Set([...ownPermissions, ...permissions])].toSorted();
  const policies: PolicyDocument[] = [];
  let held: string[] = [];
  for (const action of actions) {
    if (sizeOf([...held, action]) > policyCharactersMax) {
      policies.push(policyOf(held));
      held = [];
    }
    held.push(action);
  }
  return [...policies, policyOf(held)];
}

const sizeOf = (actions: string[]): number => JSON.stringify(policyOf(actions)).length;

const policyOf = (Action: string[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "NacreInventory", Effect: "Allow", Action, Resource: "*" }],
});

function cloudFormation(policies: readonly PolicyDocument[]): string {
  const names = policies.map((_, at) => `NacreInventoryPolicy${at === 0 ? "" : at + 1}`);
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
${policies.map((policy, at) => managedPolicy(names[at] ?? "", policy)).join("\n")}
  NacreRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: nacre-read-only
      ManagedPolicyArns:
${names.map((name) => `        - !Ref ${name}`).join("\n")}
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

const managedPolicy = (name: string, policy: PolicyDocument): string => `  ${name}:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: NacreInventory
            Effect: Allow
            Resource: "*"
            Action:
${policy.Statement.flatMap(({ Action }) => Action)
  .map((action) => `              - ${action}`)
  .join("\n")}`;
