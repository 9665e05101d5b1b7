import { describe, expect, test } from "vitest";

import { collectRecorded, undeclared, unknownsOf, type Answers } from "#tests/support/recorded-aws.ts";
import { identityCenter } from "./identity-center.ts";

const instance = "arn:aws:sso:::instance/ssoins-1";
const set = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
const answers: Answers = {
  "sso-admin:ListInstances": { Instances: [{ InstanceArn: instance, OwnerAccountId: "111122223333" }] },
  "sso-admin:ListPermissionSets": { PermissionSets: [set] },
  "sso-admin:DescribePermissionSet": {
    PermissionSet: { Name: "Builders", PermissionSetArn: set, SessionDuration: "PT1H" },
  },
  "sso-admin:ListManagedPoliciesInPermissionSet": {
    AttachedManagedPolicies: [{ Name: "ViewOnly", Arn: "arn:aws:iam::aws:policy/ViewOnly" }],
  },
  "sso-admin:ListCustomerManagedPolicyReferencesInPermissionSet": {
    CustomerManagedPolicyReferences: [{ Name: "models", Path: "/ai/" }],
  },
  "sso-admin:GetInlinePolicyForPermissionSet": { InlinePolicy: "" },
  "sso-admin:ListAccountsForProvisionedPermissionSet": { AccountIds: ["111122223333"] },
  "sso-admin:ListAccountAssignments": {
    AccountAssignments: [{ AccountId: "111122223333", PrincipalType: "GROUP", PrincipalId: "g-1" }],
  },
};

describe("a permission set", () => {
  test("is told with its policies, its accounts and who has it there", async () => {
    const recorded = await collectRecorded(identityCenter, answers);
    expect(recorded.get(set)).toMatchObject({
      name: "Builders",
      properties: {
        sessionDuration: "PT1H",
        managedPolicies: ["arn:aws:iam::aws:policy/ViewOnly", "/ai/models"],
        inlinePolicy: null,
        accounts: ["111122223333"],
        assignments: [{ account: "111122223333", kind: "GROUP", principal: "g-1" }],
      },
    });
    expect(undeclared(identityCenter, recorded)).toEqual([]);
  });

  test("whose assignments may not be read says so", async () => {
    const recorded = await collectRecorded(identityCenter, {
      ...answers,
      "sso-admin:ListAccountAssignments": "denied",
    });
    expect(unknownsOf(recorded, set)).toEqual({ "properties.assignments": "denied" });
  });

  test("of an instance that another account owns is that account's to tell", async () => {
    const recorded = await collectRecorded(identityCenter, {
      "sso-admin:ListInstances": { Instances: [{ InstanceArn: instance, OwnerAccountId: "210987654321" }] },
    });
    expect(recorded.resources).toEqual([]);
    expect(recorded.outcome).toMatchObject({ state: "complete", callCount: 1 });
  });
});
