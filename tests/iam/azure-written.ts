import type { Verdict } from "#lib/permissions/decision.ts";
import type { AzureCase, CaseCondition, CasePermission } from "./azure-case.ts";

type Written = {
  rule: string;
  link: string;
  given: AzureCase;
  attributes?: Record<string, readonly string[]>;
  expected: Verdict;
  /** What the decision has to name. */
  names: string;
};

const docs = "https://learn.microsoft.com/azure/role-based-access-control";
const steps = `${docs}/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource`;
const definitions = `${docs}/role-definitions`;
const denyDocs = `${docs}/deny-assignments`;
const format = `${docs}/conditions-format`;
const scopeDocs = `${docs}/scope-overview`;

const group = "/subscriptions/s1/resourcegroups/rg";
const account = `${group}/providers/microsoft.storage/storageaccounts/docs`;
const container = `${account}/blobservices/default/containers/claims`;
const readBlob = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read";
const writeBlob = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write";
const containerName = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]";

const permission = (parts: Partial<CasePermission>): CasePermission => ({
  actions: [],
  notActions: [],
  dataActions: [],
  notDataActions: [],
  ...parts,
});
const contributor = permission({
  actions: ["*"],
  notActions: ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"],
});
const owner = permission({ actions: ["*"] });
const blobReader = permission({ dataActions: [readBlob] });

const call = (parts: Partial<AzureCase>): AzureCase => ({
  principals: ["me"],
  action: "Microsoft.Storage/storageAccounts/read",
  isData: false,
  resource: account,
  groupsAbove: ["corp"],
  assignments: [],
  denials: [],
  ...parts,
});
const held = (one: CasePermission, scope = group, principal = "me", condition?: CaseCondition) => ({
  principal,
  scope,
  permissions: [one],
  ...(condition ? { condition } : {}),
});
const denied = (parts: Partial<AzureCase["denials"][number]>) => ({
  principals: ["everybody"],
  excluded: [],
  scope: group,
  appliesBeneath: true,
  permissions: [owner],
  ...parts,
});
const onlyIn = (name: string): CaseCondition => ({
  is: "or",
  parts: [
    { is: "not", part: { is: "action", patterns: [readBlob] } },
    { is: "compared", attribute: containerName, quantifier: null, operator: "StringEquals", values: [name] },
  ],
});
const reads = { action: readBlob, isData: true, resource: container };

export const azureCases: readonly Written[] = [
  {
    rule: "without a role assignment nobody has access",
    link: steps,
    given: call({}),
    expected: "denied",
    names: "silent at ",
  },
  {
    rule: "a role at the resource group holds for what is in it",
    link: scopeDocs,
    given: call({ assignments: [held(owner)] }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "a role at a management group holds for the subscriptions in it",
    link: scopeDocs,
    given: call({ assignments: [held(owner, "/providers/Microsoft.Management/managementGroups/corp")] }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "a role at another management group does not",
    link: scopeDocs,
    given: call({ assignments: [held(owner, "/providers/Microsoft.Management/managementGroups/lab")] }),
    expected: "denied",
    names: "silent",
  },
  {
    rule: "a resource group whose name only begins alike is another",
    link: scopeDocs,
    given: call({ assignments: [held(owner, "/subscriptions/s1/resourcegroups/r")] }),
    expected: "denied",
    names: "silent",
  },
  {
    rule: "a role at a container does not hold for its account",
    link: scopeDocs,
    given: call({ assignments: [held(owner, container)] }),
    expected: "denied",
    names: "silent",
  },
  {
    rule: "what a group holds, its members hold",
    link: `${docs}/overview#groups`,
    given: call({ principals: ["me", "team"], assignments: [held(owner, group, "team")] }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "Contributor cannot assign roles",
    link: `${definitions}#notactions`,
    given: call({
      action: "Microsoft.Authorization/roleAssignments/write",
      assignments: [held(contributor)],
    }),
    expected: "denied",
    names: "silent role 0",
  },
  {
    rule: "NotActions deny nothing: another role may give what they leave out",
    link: `${definitions}#notactions`,
    given: call({
      action: "Microsoft.Authorization/roleAssignments/write",
      assignments: [
        held(contributor),
        held(permission({ actions: ["Microsoft.Authorization/roleAssignments/*"] })),
      ],
    }),
    expected: "allowed",
    names: "allow role 1",
  },
  {
    rule: "of one role with two permissions, one may give what the other leaves out",
    link: `${definitions}#notactions`,
    given: call({
      assignments: [
        {
          ...held(owner),
          permissions: [
            permission({ actions: ["*"], notActions: ["*/read"] }),
            permission({ actions: ["Microsoft.Storage/*/read"] }),
          ],
        },
      ],
    }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "Owner of the account may not read its blobs by that role",
    link: `${definitions}#control-and-data-actions`,
    given: call({ ...reads, assignments: [held(owner)] }),
    expected: "denied",
    names: "silent role 0",
  },
  {
    rule: "data actions are no control actions",
    link: `${definitions}#control-and-data-actions`,
    given: call({ action: readBlob, resource: container, assignments: [held(blobReader)] }),
    expected: "denied",
    names: "silent role 0",
  },
  {
    rule: "wildcards may stand in the middle, in any case",
    link: `${definitions}#actions-format`,
    given: call({ assignments: [held(permission({ actions: ["microsoft.STORAGE/*/read"] }))] }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "a wildcard after the provider stands for every type of it",
    link: `${definitions}#actions-format`,
    given: call({ assignments: [held(permission({ actions: ["microsoft.STORAGE/*"] }))] }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "a deny assignment takes precedence over any role",
    link: denyDocs,
    given: call({ assignments: [held(owner)], denials: [denied({})] }),
    expected: "denied",
    names: "deny denial 0",
  },
  {
    rule: "whoever a deny assignment excludes keeps what it has",
    link: denyDocs,
    given: call({ assignments: [held(owner)], denials: [denied({ excluded: ["me"] })] }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "a group that is excluded excludes its members",
    link: denyDocs,
    given: call({
      principals: ["me", "team"],
      assignments: [held(owner)],
      denials: [denied({ excluded: ["team"] })],
    }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "a deny assignment that does not apply to child scopes leaves them alone",
    link: `${denyDocs}#deny-assignment-properties`,
    given: call({ assignments: [held(owner)], denials: [denied({ appliesBeneath: false })] }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "and holds at its own scope",
    link: `${denyDocs}#deny-assignment-properties`,
    given: call({
      resource: group,
      assignments: [held(owner)],
      denials: [denied({ appliesBeneath: false })],
    }),
    expected: "denied",
    names: "deny denial 0",
  },
  {
    rule: "a deny assignment about somebody else is none",
    link: denyDocs,
    given: call({ assignments: [held(owner)], denials: [denied({ principals: ["other"] })] }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "NotActions of a deny assignment are not denied",
    link: `${denyDocs}#deny-assignment-properties`,
    given: call({
      assignments: [held(owner)],
      denials: [denied({ permissions: [permission({ actions: ["*"], notActions: ["*/read"] })] })],
    }),
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "a condition lets through what its action names where its expression is true",
    link: format,
    given: call({ ...reads, assignments: [held(blobReader, group, "me", onlyIn("claims"))] }),
    attributes: { [containerName]: ["claims"] },
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "and stops it where it is false",
    link: format,
    given: call({ ...reads, assignments: [held(blobReader, group, "me", onlyIn("drafts"))] }),
    attributes: { [containerName]: ["claims"] },
    expected: "denied",
    names: "silent role 0",
  },
  {
    rule: "a condition says nothing of an action it does not name",
    link: `${format}#simple-condition`,
    given: call({
      ...reads,
      action: writeBlob,
      assignments: [held(permission({ dataActions: [writeBlob] }), group, "me", onlyIn("drafts"))],
    }),
    attributes: { [containerName]: ["claims"] },
    expected: "allowed",
    names: "allow role 0",
  },
  {
    rule: "an attribute nobody told leaves it a maybe",
    link: format,
    given: call({ ...reads, assignments: [held(blobReader, group, "me", onlyIn("claims"))] }),
    expected: "maybe",
    names: "allow role 0",
  },
  ...crossProducts(),
];

/** The examples of the table of operators, each under both answers. */
function crossProducts(): Written[] {
  const attribute = "@Request[subject:tag]";
  const rows = [
    ["ForAnyOfAnyValues", ["red", "blue"], ["blue", "green"], "allowed"],
    ["ForAnyOfAnyValues", ["red", "blue"], ["orange", "green"], "denied"],
    ["ForAllOfAnyValues", ["red", "blue"], ["orange", "red", "blue"], "allowed"],
    ["ForAllOfAnyValues", ["red", "blue"], ["red", "green"], "denied"],
    ["ForAnyOfAllValues", ["red", "blue"], ["red"], "allowed"],
    ["ForAnyOfAllValues", ["red", "blue"], ["red", "blue"], "denied"],
    ["ForAllOfAllValues", ["red"], ["red"], "allowed"],
    ["ForAllOfAllValues", ["red", "blue"], ["red"], "denied"],
  ] as const;
  return rows.map(([quantifier, own, values, expected]) => ({
    rule: `{${own.join(", ")}} ${quantifier}:StringEquals {${values.join(", ")}} is ${expected}`,
    link: `${format}#cross-product-comparison-operators`,
    given: call({
      ...reads,
      assignments: [
        held(blobReader, group, "me", {
          is: "compared",
          attribute,
          quantifier,
          operator: "StringEquals",
          values,
        }),
      ],
    }),
    attributes: { [attribute]: own },
    expected,
    names: "role 0",
  }));
}
