import type { Batch } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { toTags } from "./to-tags.ts";
import { withUnknowns } from "./batch.ts";
import { heldGrants, isCustomerPolicy, notIncluded, type PolicyDocuments } from "./iam-policies.ts";
import {
  accessKeyRecord,
  groupRecord,
  keyUseRecord,
  policyRecord,
  roleRecord,
  serviceCredentialRecord,
  userRecord,
  type AttachedPolicy,
  type GroupRecord,
} from "./iam-record.ts";
import { trustsOf } from "./iam-trusts.ts";
import { heldPolicies, keptPolicy } from "./kept-policy.ts";
import type { Unknowns } from "./pages.ts";

/** Policies that AWS writes are the same everywhere, so only the customer's own are part of the estate. */
export function normalizePolicy(raw: unknown, account: string): Batch {
  const policy = policyRecord.parse(raw);
  if (!isCustomerPolicy(policy.Arn)) return { resources: [], relationships: [] };
  const version = policy.PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion);
  const resource = {
    key: policy.Arn,
    type: "aws.iam.policy" as const,
    name: policy.Arn.split("/").at(-1) ?? policy.Arn,
    account,
    region: null,
    tags: {},
    properties: {
      attachmentCount: policy.AttachmentCount,
      document: version ? keptPolicy(version.Document) : "",
    },
    facets: {},
  };
  const unknowns: Unknowns = version ? {} : { "properties.document": notIncluded(policy.Arn) };
  return { resources: [withUnknowns(resource, unknowns)], relationships: [] };
}

export function normalizeGroup(raw: unknown, account: string, documents: PolicyDocuments): Batch {
  const group = groupRecord.parse(raw);
  const holder = { inline: group.GroupPolicyList, attached: group.AttachedManagedPolicies, boundary: null };
  const held = heldGrants(holder, documents);
  const resource = {
    key: group.Arn,
    type: "aws.iam.group" as const,
    name: group.GroupName,
    account,
    region: null,
    tags: {},
    properties: {
      path: group.Path,
      attachedPolicies: arnsOf(group.AttachedManagedPolicies),
      policies: held.unknown ? [] : heldPolicies(holder, documents),
    },
    facets: {
      kind: "group" as const,
      grants: held.grants,
      trusts: [],
      longLivedKeyCount: 0,
      lastUsedAt: null,
    },
  };
  return {
    resources: [withUnknowns(resource, grantUnknowns(held.unknown))],
    relationships: governedBy(group.Arn, group.AttachedManagedPolicies),
  };
}

export function normalizeRole(raw: unknown, account: string, documents: PolicyDocuments): Batch {
  const role = roleRecord.parse(raw);
  const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn ?? null;
  const holder = { inline: role.RolePolicyList, attached: role.AttachedManagedPolicies, boundary };
  const held = heldGrants(holder, documents);
  const trusts = trustsOf(role.AssumeRolePolicyDocument);
  const resource = {
    key: role.Arn,
    type: "aws.iam.role" as const,
    name: role.RoleName,
    account,
    region: null,
    tags: toTags(role.Tags),
    properties: {
      path: role.Path,
      attachedPolicies: arnsOf(role.AttachedManagedPolicies),
      permissionsBoundary: boundary,
      policies: held.unknown ? [] : heldPolicies(holder, documents),
      trustPolicy: keptPolicy(role.AssumeRolePolicyDocument),
      serviceLinked: role.Path.startsWith("/aws-service-role/"),
      unguardedCalls: held.unguardedCalls,
    },
    facets: {
      kind: "role" as const,
      grants: held.grants,
      trusts,
      longLivedKeyCount: 0,
      lastUsedAt: role.RoleLastUsed?.LastUsedDate ?? null,
    },
  };
  const canAssume = trusts
    .filter(({ kind }) => kind === "identity")
    .map(({ principal, conditional }): Relationship => ({
      from: principal,
      kind: "can-assume",
      to: role.Arn,
      reason: conditional
        ? "named by the role's trust policy, under a condition"
        : "named by the role's trust policy",
    }));
  return {
    resources: [withUnknowns(resource, callUnknowns(held.unknown))],
    relationships: [...canAssume, ...governedBy(role.Arn, role.AttachedManagedPolicies)],
  };
}

/** What only further calls tell about a user. */
export type UserFacts = {
  accessKeys: readonly { key: unknown; use: unknown }[];
  serviceCredentials: readonly unknown[];
  unknowns: Unknowns;
};

export function normalizeUser(
  raw: unknown,
  account: string,
  documents: PolicyDocuments,
  groups: readonly GroupRecord[],
  facts: UserFacts,
): Batch {
  const user = userRecord.parse(raw);
  const boundary = user.PermissionsBoundary?.PermissionsBoundaryArn ?? null;
  const memberOf = groups.filter((group) => user.GroupList.includes(group.GroupName));
  const own = { inline: user.UserPolicyList, attached: user.AttachedManagedPolicies, boundary };
  const held = heldGrants(
    {
      inline: [...own.inline, ...memberOf.flatMap((group) => group.GroupPolicyList)],
      attached: [...own.attached, ...memberOf.flatMap((group) => group.AttachedManagedPolicies)],
      boundary,
    },
    documents,
  );
  const keys = activeKeys(facts);
  const credentials = activeServiceCredentials(facts);
  const resource = {
    key: user.Arn,
    type: "aws.iam.user" as const,
    name: user.UserName,
    account,
    region: null,
    tags: toTags(user.Tags),
    properties: {
      path: user.Path,
      attachedPolicies: arnsOf(user.AttachedManagedPolicies),
      permissionsBoundary: boundary,
      policies: held.unknown ? [] : heldPolicies(own, documents),
      accessKeys: keys,
      serviceCredentials: credentials,
      unguardedCalls: held.unguardedCalls,
    },
    facets: {
      kind: "user" as const,
      grants: held.grants,
      trusts: [],
      longLivedKeyCount: keys.length + credentials.filter(({ expiresAt }) => expiresAt === null).length,
      lastUsedAt: latest(keys.map(({ lastUsedAt }) => lastUsedAt)),
    },
  };
  return {
    resources: [withUnknowns(resource, { ...facts.unknowns, ...callUnknowns(held.unknown) })],
    relationships: [
      ...memberOf.map((group): Relationship => ({ from: user.Arn, kind: "member-of", to: group.Arn })),
      ...governedBy(user.Arn, user.AttachedManagedPolicies),
    ],
  };
}

function activeKeys({ accessKeys }: UserFacts) {
  return accessKeys
    .map(({ key, use }) => ({
      key: accessKeyRecord.parse(key),
      lastUsedAt: use === null ? null : (keyUseRecord.parse(use).AccessKeyLastUsed?.LastUsedDate ?? null),
    }))
    .filter(({ key }) => key.Status === "Active")
    .map(({ key, lastUsedAt }) => ({ createdAt: key.CreateDate, lastUsedAt }));
}

function activeServiceCredentials({ serviceCredentials }: UserFacts) {
  return serviceCredentials
    .map((raw) => serviceCredentialRecord.parse(raw))
    .filter(({ Status }) => Status === "Active")
    .map(({ ServiceName, ExpirationDate }) => ({ service: ServiceName, expiresAt: ExpirationDate ?? null }));
}

const latest = (dates: readonly (string | null)[]): string | null =>
  dates.reduce((newest, date) => (date !== null && (newest === null || date > newest) ? date : newest), null);

const arnsOf = (policies: readonly AttachedPolicy[]): string[] => policies.map(({ PolicyArn }) => PolicyArn);

const governedBy = (from: string, policies: readonly AttachedPolicy[]): Relationship[] =>
  arnsOf(policies)
    .filter(isCustomerPolicy)
    .map((to) => ({ from, kind: "governed-by", to }));

/** Of those that call by themselves, besides. */
const callUnknowns = (unknown: Unknown | null): Unknowns =>
  unknown ? { ...grantUnknowns(unknown), "properties.unguardedCalls": unknown } : {};

const grantUnknowns = (unknown: Unknown | null): Unknowns =>
  unknown ? { "facets.grants": unknown, "properties.policies": unknown } : {};
