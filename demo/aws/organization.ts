import type { Part, Statement } from "./estate-type.ts";
import { account, home } from "./names.ts";

const management = "210987654321";
const organizationId = "o-acmeinsure";
const root = "r-acme";
const unit = "ou-acme-workload";
const policyArn = (folder: string, id: string) =>
  `arn:aws:organizations::${management}:policy/${organizationId}/${folder}/${id}`;
const awsPolicyArn = (folder: string, id: string) => `arn:aws:organizations::aws:policy/${folder}/${id}`;

type Policy = { Id: string; Arn: string; Name: string; Type: string; AwsManaged: boolean };
const summary = (type: string, folder: string, id: string, name: string, awsManaged = false): Policy => ({
  Id: id,
  Arn: awsManaged ? awsPolicyArn(folder, id) : policyArn(folder, id),
  Name: name,
  Type: type,
  AwsManaged: awsManaged,
});
const document = (statements: (Statement & { NotResource?: string | string[] })[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const scp = "SERVICE_CONTROL_POLICY";
const rcp = "RESOURCE_CONTROL_POLICY";
const optOut = "AISERVICES_OPT_OUT_POLICY";

const policies: readonly { policy: Policy; content: string; targets: readonly string[] }[] = [
  {
    policy: summary(scp, "service_control_policy", "p-FullAWSAccess", "FullAWSAccess", true),
    content: document([{ Effect: "Allow", Action: "*", Resource: "*" }]),
    targets: [root, unit, account],
  },
  {
    policy: summary(scp, "service_control_policy", "p-models01", "approved-models"),
    content: document([
      {
        Effect: "Deny",
        Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        NotResource: [
          "arn:aws:bedrock:*::foundation-model/anthropic.*",
          "arn:aws:bedrock:*::foundation-model/amazon.titan-embed-*",
          `arn:aws:bedrock:*:${account}:inference-profile/*`,
        ],
      },
    ]),
    targets: [unit],
  },
  {
    policy: summary(rcp, "resource_control_policy", "p-RCPFullAWSAccess", "RCPFullAWSAccess", true),
    content: document([{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }]),
    targets: [root, unit, account],
  },
  {
    policy: summary(rcp, "resource_control_policy", "p-https001", "only-encrypted-transport"),
    content: document([
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]),
    targets: [root],
  },
  {
    policy: summary(optOut, "aiservices_opt_out_policy", "p-optout01", "keep-content-out"),
    content: JSON.stringify({ services: { default: { opt_out_policy: { "@@assign": "optOut" } } } }),
    targets: [root],
  },
];

const kindOf = (target: string) => {
  if (target === root) return "ROOT";
  return target === unit ? "ORGANIZATIONAL_UNIT" : "ACCOUNT";
};
const member = (id: string, name: string) => ({
  Id: id,
  Arn: `arn:aws:organizations::${management}:account/${organizationId}/${id}`,
  Email: `aws+${name}@acme-insurance.example`,
  Name: name,
  State: "ACTIVE",
  JoinedMethod: "CREATED",
});
const op = (name: string) => `null organizations:${name}`;

/** The account is a member and a delegated administrator of the insurer's organization. */
export const organization: Part = {
  answers: {
    [op("DescribeOrganization")]: {
      Organization: {
        Id: organizationId,
        Arn: `arn:aws:organizations::${management}:organization/${organizationId}`,
        FeatureSet: "ALL",
        MasterAccountArn: `arn:aws:organizations::${management}:account/${organizationId}/${management}`,
        MasterAccountId: management,
        MasterAccountEmail: "aws@acme-insurance.example",
      },
    },
    [op("DescribeEffectivePolicy")]: {
      EffectivePolicy: {
        PolicyContent: JSON.stringify({ services: { default: { opt_out_policy: "optOut" } } }),
        TargetId: account,
        PolicyType: optOut,
      },
    },
    [op("ListRoots")]: {
      Roots: [
        {
          Id: root,
          Arn: `arn:aws:organizations::${management}:root/${organizationId}/${root}`,
          Name: "Root",
          PolicyTypes: [scp, rcp, optOut].map((Type) => ({ Type, Status: "ENABLED" })),
        },
      ],
    },
    [op(`ListOrganizationalUnitsForParent ${root}`)]: {
      OrganizationalUnits: [
        {
          Id: unit,
          Arn: `arn:aws:organizations::${management}:ou/${organizationId}/${unit}`,
          Name: "Workloads",
        },
      ],
    },
    [op(`ListAccountsForParent ${root}`)]: { Accounts: [member(management, "management")] },
    [op(`ListAccountsForParent ${unit}`)]: { Accounts: [member(account, "insurance")] },
    ...Object.fromEntries(
      [scp, rcp, optOut].map((type) => [
        op(`ListPolicies ${type}`),
        { Policies: policies.map(({ policy }) => policy).filter(({ Type }) => Type === type) },
      ]),
    ),
    ...Object.fromEntries(
      policies.flatMap(({ policy, content, targets }) => [
        [op(`DescribePolicy ${policy.Id}`), { Policy: { PolicySummary: policy, Content: content } }],
        [
          op(`ListTargetsForPolicy ${policy.Id}`),
          { Targets: targets.map((id) => ({ TargetId: id, Name: id, Type: kindOf(id) })) },
        ],
      ]),
    ),
    ...identityCenter(),
  },
};

function identityCenter() {
  const instance = "arn:aws:sso:::instance/ssoins-acme0123456789";
  const set = "arn:aws:sso:::permissionSet/ssoins-acme0123456789/ps-0123456789abcdef";
  const here = (name: string) => `${home} sso-admin:${name}`;
  return {
    [here("ListInstances")]: {
      Instances: [{ InstanceArn: instance, IdentityStoreId: "d-9367000001", OwnerAccountId: account }],
    },
    [here("ListPermissionSets")]: { PermissionSets: [set] },
    [here("DescribePermissionSet")]: {
      PermissionSet: { Name: "ReadOnly", PermissionSetArn: set, SessionDuration: "PT4H" },
    },
    [here("ListManagedPoliciesInPermissionSet")]: {
      AttachedManagedPolicies: [{ Name: "ReadOnlyAccess", Arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    },
    [here("ListCustomerManagedPolicyReferencesInPermissionSet")]: { CustomerManagedPolicyReferences: [] },
    [here("GetInlinePolicyForPermissionSet")]: { InlinePolicy: "" },
    [here("ListAccountsForProvisionedPermissionSet")]: { AccountIds: [account] },
    [here("ListAccountAssignments")]: {
      AccountAssignments: [
        {
          AccountId: account,
          PermissionSetArn: set,
          PrincipalType: "GROUP",
          PrincipalId: "9367aa11-2233-4455-6677-8899aabbccdd",
        },
      ],
    },
  };
}
