import type { Block } from "../block.ts";
import { tagPairs, type AwsEstate } from "./estate.ts";
import { managedPolicies } from "./managed-policies.ts";
import { policyText } from "./policies.ts";

const details = "iam:GetAccountAuthorizationDetails";

/** Roles, users, groups and policies, with what is attached to each from wherever it is attached. */
export function declareIdentities(estate: AwsEstate): void {
  const { answers } = estate;
  answers.list(
    details,
    null,
    "Policies",
    estate.each("aws_iam_policy", (block) => policy(estate, block)),
  );
  answers.list(details, null, "Policies", managedPolicies);
  answers.list(
    details,
    null,
    "GroupDetailList",
    estate.each("aws_iam_group", (block) => group(estate, block)),
  );
  answers.list(
    details,
    null,
    "RoleDetailList",
    estate.each("aws_iam_role", (block) => role(estate, block)),
  );
  answers.list(
    details,
    null,
    "UserDetailList",
    estate.each("aws_iam_user", (block) => user(estate, block)),
  );
}

const policy = (estate: AwsEstate, block: Block) => ({
  Arn: estate.arnOf(block),
  PolicyName: estate.idOf(block),
  AttachmentCount: attachmentCount(estate, estate.arnOf(block)),
  PolicyVersionList: [
    { Document: policyText(block, "policy") ?? "{}", IsDefaultVersion: true, VersionId: "v1" },
  ],
});

function attachmentCount(estate: AwsEstate, arn: string): number {
  const holders: readonly Holder[] = ["role", "user", "group"];
  const single = holders.flatMap((holder) =>
    estate.naming(`aws_iam_${holder}_policy_attachment`, "policy_arn", arn),
  );
  const several = estate
    .naming("aws_iam_policy_attachment", "policy_arn", arn)
    .flatMap((one) => holders.flatMap((holder) => one.texts(`${holder}s`)));
  const written = estate.all("aws_iam_role").flatMap((one) => one.texts("managed_policy_arns"));
  return single.length + several.length + written.filter((one) => one === arn).length;
}

const role = (estate: AwsEstate, block: Block) => ({
  Arn: estate.arnOf(block),
  Path: block.text("path") ?? "/",
  RoleName: estate.identityOf(block)["name"],
  AssumeRolePolicyDocument: policyText(block, "assume_role_policy") ?? "{}",
  RolePolicyList: [
    ...block
      .blocks("inline_policy")
      .filter((one) => one.has("policy"))
      .map((one) => inline(one)),
    ...inlineOf(estate, block, "role"),
  ],
  AttachedManagedPolicies: attached([
    ...block.texts("managed_policy_arns"),
    ...attachedTo(estate, block, "role"),
  ]),
  ...boundaryOf(block),
  Tags: tagPairs(block),
  RoleLastUsed: {},
});

const group = (estate: AwsEstate, block: Block) => ({
  Arn: estate.arnOf(block),
  Path: block.text("path") ?? "/",
  GroupName: estate.identityOf(block)["name"],
  GroupPolicyList: inlineOf(estate, block, "group"),
  AttachedManagedPolicies: attached(attachedTo(estate, block, "group")),
});

function user(estate: AwsEstate, block: Block) {
  const UserName = estate.identityOf(block)["name"];
  const keys = estate.naming("aws_iam_access_key", "user", UserName);
  estate.answers.list(
    "iam:ListAccessKeys",
    null,
    "AccessKeyMetadata",
    keys.map((key) => ({
      AccessKeyId: estate.idOf(key),
      Status: key.text("status") ?? "Active",
      CreateDate: key.known("create_date") ?? new Date().toISOString(),
    })),
    { UserName },
  );
  for (const key of keys)
    estate.answers.leaveOpen("iam:GetAccessKeyLastUsed", null, { AccessKeyId: estate.idOf(key) });
  estate.answers.list("iam:ListServiceSpecificCredentials", null, "ServiceSpecificCredentials", [], {
    UserName,
  });
  return {
    Arn: estate.arnOf(block),
    Path: block.text("path") ?? "/",
    UserName,
    UserPolicyList: inlineOf(estate, block, "user"),
    AttachedManagedPolicies: attached(attachedTo(estate, block, "user")),
    GroupList: estate
      .naming("aws_iam_user_group_membership", "user", UserName)
      .flatMap((one) => one.texts("groups")),
    ...boundaryOf(block),
    Tags: tagPairs(block),
  };
}

type Holder = "role" | "user" | "group";

const inlineOf = (estate: AwsEstate, block: Block, holder: Holder) =>
  estate.naming(`aws_iam_${holder}_policy`, holder, estate.idOf(block)).map(inline);

const inline = (block: Block) => ({
  PolicyName: block.known("name") ?? block.declared.place.address,
  PolicyDocument: policyText(block, "policy") ?? "{}",
});

const attachedTo = (estate: AwsEstate, block: Block, holder: Holder): string[] => [
  ...estate
    .naming(`aws_iam_${holder}_policy_attachment`, holder, estate.idOf(block))
    .flatMap((one) => one.text("policy_arn") ?? []),
  ...estate
    .all("aws_iam_policy_attachment")
    .filter((one) => one.texts(`${holder}s`).includes(estate.idOf(block)))
    .flatMap((one) => one.text("policy_arn") ?? []),
];

const attached = (arns: readonly string[]) =>
  [...new Set(arns)].map((PolicyArn) => ({
    PolicyArn,
    PolicyName: PolicyArn.split("/").at(-1) ?? PolicyArn,
  }));

function boundaryOf(block: Block) {
  const PermissionsBoundaryArn = block.text("permissions_boundary");
  return PermissionsBoundaryArn ? { PermissionsBoundary: { PermissionsBoundaryArn } } : {};
}
