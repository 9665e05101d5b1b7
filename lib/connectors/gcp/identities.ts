import { z } from "zod";

import type { Grant, Trust } from "#lib/domain/ability.ts";
import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { normalizeAllowPolicies } from "./allow-policies.ts";
import { inheritedPermissions, readAncestry, readInherited, type InheritedPolicy } from "./ancestry.ts";
import {
  assetOf,
  assetPermissions,
  assetsCall,
  bindingsByKey,
  listAssets,
  policyPermissions,
} from "./assets.ts";
import { readBoundRoles, rolePermissions, unreadRole } from "./custom-roles.ts";
import { assertRead, type Detail } from "./detail.ts";
import { grantsByMember, type MemberGrants } from "./grants.ts";
import { isPersonMember, type Binding } from "./iam-policy.ts";
import { readUnusedRoles, recommendationPermission } from "./iam-recommendations.ts";
import { lastSegment, memberKey, projectKey, serviceAccountKey } from "./names.ts";
import { listItems } from "./paging.ts";
import { abilitiesOfRole } from "./role-abilities.ts";
import { trustsOf } from "./trusts.ts";
import { normalizeEach } from "../normalized.ts";

const ServiceAccount = assetOf(
  z.object({
    email: z.string(),
    uniqueId: z.string(),
    displayName: z.string().optional(),
    disabled: z.boolean().default(false),
  }),
);
const ServiceAccountKey = assetOf(
  z.object({
    name: z.string(),
    keyType: z.string().optional(),
    validAfterTime: z.iso.datetime(),
    validBeforeTime: z.iso.datetime().optional(),
    disabled: z.boolean().default(false),
  }),
);
const Activity = z.object({
  fullResourceName: z.string(),
  activity: z.object({ lastAuthenticatedTime: z.iso.datetime().optional() }).optional(),
});

type UserManagedKey = Resource<"gcp.iam.service-account">["properties"]["userManagedKeys"][number];
export type IdentityFacts = {
  bindings: ReadonlyMap<string, readonly Binding[]>;
  /** Policies of the folders and the organization above, as far as they may be read. */
  inherited: readonly Pick<InheritedPolicy, "name" | "bindings">[];
  members: MemberGrants;
  keysByAccount: ReadonlyMap<string, readonly UserManagedKey[]>;
  /** Roles that were granted and not used, by member. */
  unused: Detail<ReadonlyMap<string, readonly string[]>>;
  /** Last sign-in by e-mail address, or why it is not known. */
  lastUsed: ReadonlyMap<string, string> | Unknown;
};

/** Service accounts, users and groups, each with everything its bindings let it do. */
export const identities: Collector = {
  id: "identities",
  title: "Service accounts, users, groups and allow policies",
  per: "account",
  produces: ["gcp.iam.service-account", "gcp.iam.user", "gcp.iam.group", "gcp.iam.allow-policy"],
  permissions: [
    ...assetPermissions,
    ...policyPermissions,
    ...inheritedPermissions,
    ...rolePermissions,
    recommendationPermission,
    "policyanalyzer.serviceAccountLastAuthenticationActivities.query",
  ],
  collect: async function* (source) {
    const { account } = source.scope;
    const accounts: unknown[][] = [];
    for await (const page of listAssets(source, "iam.googleapis.com/ServiceAccount")) accounts.push(page);
    const bindings = keyedByEmail(await bindingsByKey(source), accounts.flat(), account);
    const above = await readInherited(source, await readAncestry(source));
    const inherited = above.policies;
    const customRoles = await readBoundRoles(
      source,
      new Map([...bindings, ...inherited.map((policy) => [policy.name, policy.bindings] as const)]),
    );
    const buckets: string[] = [];
    for await (const page of listAssets(source, "storage.googleapis.com/Bucket"))
      buckets.push(
        ...z
          .array(z.object({ name: z.string() }))
          .parse(page)
          .map(({ name }) => lastSegment(name)),
      );
    const resolve = (role: string) => abilitiesOfRole(role, customRoles);
    const facts: IdentityFacts = {
      bindings,
      inherited,
      members: grantsByMember(bindings, resolve, account, buckets, inherited),
      keysByAccount: await readKeys(source),
      unused: await readUnusedRoles(source),
      lastUsed: await readLastUsed(source),
    };
    for (const page of accounts)
      yield normalizeEach(assetsCall, page, (raw) => normalizeServiceAccount(raw, facts, source.scope));
    yield normalizeMembers(facts, source.scope);
    yield normalizeAllowPolicies(bindings, source.scope);
    assertRead(above.unknown);
  },
};

/** The inventory names a service account by its number, everything else by its address: a grant must meet the key. */
export function keyedByEmail(
  bindings: ReadonlyMap<string, readonly Binding[]>,
  accounts: readonly unknown[],
  projectId: string,
): Map<string, readonly Binding[]> {
  const keyByName = new Map(
    accounts.flatMap((raw) => {
      const { data } = ServiceAccount.safeParse(raw);
      return data ? [[data.name, serviceAccountKey(data.resource.data.email, projectId)] as const] : [];
    }),
  );
  const keyed = new Map<string, readonly Binding[]>();
  for (const [name, list] of bindings) {
    const key = keyByName.get(name) ?? name;
    keyed.set(key, [...(keyed.get(key) ?? []), ...list]);
  }
  return keyed;
}

async function readKeys(source: Source): Promise<Map<string, UserManagedKey[]>> {
  const keys = new Map<string, UserManagedKey[]>();
  for await (const page of listAssets(source, "iam.googleapis.com/ServiceAccountKey"))
    for (const { resource } of z.array(ServiceAccountKey).parse(page)) {
      const { name, keyType, validAfterTime, validBeforeTime, disabled } = resource.data;
      if (keyType !== "USER_MANAGED" || disabled) continue;
      const account = /serviceAccounts\/([^/]+)\/keys\//.exec(name)?.[1] ?? "";
      // Google writes the year 9999 for a key that never expires.
      const expiresAt = validBeforeTime?.startsWith("9999") ? null : (validBeforeTime ?? null);
      keys.set(account, [
        ...(keys.get(account) ?? []),
        { id: lastSegment(name), createdAt: validAfterTime, expiresAt },
      ]);
    }
  return keys;
}

async function readLastUsed(source: Source): Promise<ReadonlyMap<string, string> | Unknown> {
  const operation = "projects.locations.activityTypes.activities.query";
  const lastUsed = new Map<string, string>();
  try {
    const input = { activityType: "serviceAccountLastAuthentication", pageSize: 1000 };
    for await (const page of listItems(source, "policyanalyzer", operation, "activities", input))
      for (const { fullResourceName, activity } of z.array(Activity).parse(page))
        if (activity?.lastAuthenticatedTime)
          lastUsed.set(lastSegment(fullResourceName), activity.lastAuthenticatedTime);
    return lastUsed;
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    const reason = error.reason === "not-found" ? "failed" : error.reason;
    return { reason, call: error.call, permission: error.permission, message: error.message };
  }
}

export function normalizeServiceAccount(raw: unknown, facts: IdentityFacts, scope: Scope): Batch {
  const { name, resource: asset } = ServiceAccount.parse(raw);
  const { email, uniqueId, displayName, disabled } = asset.data;
  const member = `serviceAccount:${email}`;
  const own = facts.bindings.get(name) ?? facts.bindings.get(serviceAccountKey(email, scope.account)) ?? [];
  const userManagedKeys = [...(facts.keysByAccount.get(uniqueId) ?? facts.keysByAccount.get(email) ?? [])];
  const { lastUsed } = facts;
  const unknown: Record<string, Unknown> = grantsUnknown(member, facts.members);
  if (!(lastUsed instanceof Map)) unknown["facets.lastUsedAt"] = lastUsed as Unknown;
  if (facts.unused.unknown) unknown["properties.unusedRoles"] = facts.unused.unknown;
  const resource: Resource<"gcp.iam.service-account"> = {
    key: serviceAccountKey(email, scope.account),
    type: "gcp.iam.service-account",
    name: displayName ?? email,
    account: scope.account,
    region: null,
    tags: {},
    properties: {
      email,
      disabled,
      defaultAccount: isDefaultAccount(email),
      basicRoles: basicRolesOf(member, facts, scope),
      impersonators: [
        ...new Set(
          own
            .filter(({ role }) => impersonatingRoles.has(role))
            .flatMap(({ members }) => members.filter(isPersonMember)),
        ),
      ],
      userManagedKeys,
      unusedRoles: [...(facts.unused.value?.get(member) ?? [])],
    },
    facets: {
      kind: "service-account",
      // A disabled account gets no token, so its bindings let it do nothing.
      grants: disabled ? [] : ownGrants(member, facts),
      trusts: trustsOf(own, scope.account),
      longLivedKeyCount: userManagedKeys.filter(({ expiresAt }) => expiresAt === null).length,
      lastUsedAt: lastUsed instanceof Map ? (lastUsed.get(email) ?? null) : null,
    },
    ...(Object.keys(unknown).length > 0 ? { unknown } : {}),
  };
  return { resources: [resource], relationships: [] };
}

/** Those bound on its project, and those bound above it, which hold there too. */
function basicRolesOf(member: string, { bindings, inherited }: IdentityFacts, { account }: Scope): string[] {
  const all = [
    ...(bindings.get(projectKey(account)) ?? []),
    ...inherited.flatMap((policy) => policy.bindings),
  ];
  const held = all.filter(({ role, members }) => basicRoles.has(role) && members.includes(member));
  return [...new Set(held.map(({ role }) => role))];
}

const basicRoles: ReadonlySet<string> = new Set(["roles/owner", "roles/editor"]);
const impersonatingRoles: ReadonlySet<string> = new Set([
  "roles/iam.serviceAccountTokenCreator",
  "roles/iam.serviceAccountUser",
  "roles/iam.serviceAccountKeyAdmin",
  "roles/iam.workloadIdentityUser",
]);

/** Compute Engine's and App Engine's: what a workload runs as when it names no account. */
export const isDefaultAccount = (email: string): boolean =>
  /^\d+-compute@developer\.gserviceaccount\.com$|@appspot\.gserviceaccount\.com$/.test(email);

/** Users and groups exist for us where a binding names them. */
export function normalizeMembers(facts: IdentityFacts, scope: Scope): Batch {
  const people = [...facts.members.grants.keys()]
    .filter((member) => /^(user|group):/.test(member))
    .toSorted();
  return { resources: people.map((member) => toMember(member, facts, scope)), relationships: [] };
}

function toMember(
  member: string,
  facts: IdentityFacts,
  scope: Scope,
): Resource<"gcp.iam.user"> | Resource<"gcp.iam.group"> {
  const kind = member.startsWith("user:") ? "user" : "group";
  const email = member.slice(member.indexOf(":") + 1);
  const neverAsked: Unknown = {
    reason: "unsupported",
    call: "admin:users.get",
    permission: null,
    message: "Sign-ins of people are known to Google Workspace, which is not connected",
  };
  const shared = {
    key: memberKey(kind, email, scope.account),
    name: email,
    account: scope.account,
    region: null,
    tags: {},
    properties: { email },
    facets: {
      kind,
      grants: ownGrants(member, facts),
      trusts: [] as Trust[],
      longLivedKeyCount: 0,
      lastUsedAt: null,
    },
    unknown: { ...grantsUnknown(member, facts.members), "facets.lastUsedAt": neverAsked },
  } as const;
  return kind === "user" ? { ...shared, type: "gcp.iam.user" } : { ...shared, type: "gcp.iam.group" };
}

const ownGrants = (member: string, { members }: IdentityFacts): Grant[] => members.grants.get(member) ?? [];

function grantsUnknown(member: string, { unread }: MemberGrants): Record<string, Unknown> {
  const role = unread.get(member);
  if (role === undefined) return {};
  return { "facets.grants": unreadRole(role) };
}
