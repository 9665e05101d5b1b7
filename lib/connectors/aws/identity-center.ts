import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { detail, detailItems, itemsOf, markUnknown, pages, type Unknowns } from "./pages.ts";

/** Who is assigned is asked for each account of each set, so no more than this many times. */
const assignmentCallsMax = 1_000;

const RawInstance = z.object({ InstanceArn: z.string(), OwnerAccountId: z.string().optional() });

export const identityCenter: Collector = {
  id: "identity-center",
  title: "IAM Identity Center permission sets and assignments",
  per: "region",
  produces: ["aws.identity-center.permission-set"],
  permissions: [
    "sso:ListInstances",
    "sso:ListPermissionSets",
    "sso:DescribePermissionSet",
    "sso:ListManagedPoliciesInPermissionSet",
    "sso:ListCustomerManagedPolicyReferencesInPermissionSet",
    "sso:GetInlinePolicyForPermissionSet",
    "sso:ListAccountsForProvisionedPermissionSet",
    "sso:ListAccountAssignments",
  ],
  collect: async function* (source) {
    const budget = { left: assignmentCallsMax };
    for await (const page of pages(source, "sso-admin", "ListInstances"))
      for (const raw of itemsOf(page, "Instances")) {
        const { InstanceArn, OwnerAccountId } = RawInstance.parse(raw);
        // Members see the instance of their organization, and may not look into it.
        if (OwnerAccountId !== undefined && OwnerAccountId !== source.scope.account) continue;
        yield* setsOf(source, InstanceArn, budget);
      }
  },
};

async function* setsOf(source: Source, InstanceArn: string, budget: { left: number }): AsyncGenerator<Batch> {
  for await (const page of pages(source, "sso-admin", "ListPermissionSets", { InstanceArn })) {
    const arns = itemsOf(page, "PermissionSets").filter((arn): arn is string => typeof arn === "string");
    const parts = await mapConcurrently(arns, 2, async (arn) => setParts(source, InstanceArn, arn, budget));
    yield batchOf("sso-admin:DescribePermissionSet", parts.filter(isPresent), (part) =>
      normalizePermissionSet(part, source.scope),
    );
  }
}

type SetParts = {
  raw: unknown;
  managed: readonly unknown[];
  named: readonly unknown[];
  inline: unknown;
  accounts: readonly unknown[];
  assignments: readonly unknown[];
  unknowns: Unknowns;
};

async function setParts(
  source: Source,
  InstanceArn: string,
  PermissionSetArn: string,
  budget: { left: number },
): Promise<SetParts | null> {
  const input = { InstanceArn, PermissionSetArn };
  const raw = await existing(source, "sso-admin", "DescribePermissionSet", input);
  if (raw === null) return null;
  const unknowns: Unknowns = {};
  const list = (operation: string, name: string, path: string) =>
    detailItems(source, { service: "sso-admin", operation, list: name, input }, unknowns, [path]);
  const inline = await detail(source, "sso-admin", "GetInlinePolicyForPermissionSet", input, unknowns, [
    "properties.inlinePolicy",
  ]);
  const accounts = await list("ListAccountsForProvisionedPermissionSet", "AccountIds", "properties.accounts");
  return {
    raw,
    managed: await list(
      "ListManagedPoliciesInPermissionSet",
      "AttachedManagedPolicies",
      "properties.managedPolicies",
    ),
    named: await list(
      "ListCustomerManagedPolicyReferencesInPermissionSet",
      "CustomerManagedPolicyReferences",
      "properties.managedPolicies",
    ),
    inline: inline?.["InlinePolicy"],
    accounts,
    assignments: await assignmentsOf(source, input, accounts, unknowns, budget),
    unknowns,
  };
}

async function assignmentsOf(
  source: Source,
  input: { InstanceArn: string; PermissionSetArn: string },
  accounts: readonly unknown[],
  unknowns: Unknowns,
  budget: { left: number },
): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const AccountId of accounts) {
    if (budget.left-- <= 0) {
      markUnknown(unknowns, ["properties.assignments"], {
        reason: "unsupported",
        call: "sso-admin:ListAccountAssignments",
        permission: null,
        message: `There are more assignments than ${assignmentCallsMax} calls tell`,
      });
      return found;
    }
    const call = { service: "sso-admin", operation: "ListAccountAssignments", list: "AccountAssignments" };
    found.push(
      ...(await detailItems(source, { ...call, input: { ...input, AccountId } }, unknowns, [
        "properties.assignments",
      ])),
    );
  }
  return found;
}

const RawSet = z.object({
  PermissionSet: z.object({
    PermissionSetArn: z.string(),
    Name: z.string(),
    SessionDuration: z.string().optional(),
  }),
});
const RawManaged = z.object({ Arn: z.string() });
const RawNamed = z.object({ Name: z.string(), Path: z.string().default("/") });
const RawAssignment = z.object({ AccountId: z.string(), PrincipalType: z.string(), PrincipalId: z.string() });
// A set's own policy has at most 32 KB.
const RawInline = z.string().max(65_536).optional();

function normalizePermissionSet(parts: SetParts, scope: Scope): Batch {
  const set = RawSet.parse(parts.raw).PermissionSet;
  const resource = {
    key: set.PermissionSetArn,
    type: "aws.identity-center.permission-set" as const,
    name: set.Name,
    ...scope,
    tags: {},
    properties: {
      sessionDuration: set.SessionDuration ?? null,
      managedPolicies: [
        ...parts.managed.map((raw) => RawManaged.parse(raw).Arn),
        ...parts.named.map((raw) => RawNamed.parse(raw)).map(({ Path, Name }) => `${Path}${Name}`),
      ],
      inlinePolicy: RawInline.parse(parts.inline) || null,
      accounts: parts.accounts.map((id) =>
        textOf({ id }, "id", "sso-admin:ListAccountsForProvisionedPermissionSet"),
      ),
      assignments: parts.assignments.map((raw) => {
        const { AccountId, PrincipalType, PrincipalId } = RawAssignment.parse(raw);
        return { account: AccountId, kind: PrincipalType, principal: PrincipalId };
      }),
    },
    facets: {},
  };
  return { resources: [withUnknowns(resource, parts.unknowns)], relationships: [] };
}
