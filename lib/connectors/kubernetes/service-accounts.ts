import type { Grant } from "#lib/domain/ability.ts";
import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { RbacSubject } from "#lib/domain/resources/kubernetes.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { ServiceAccount } from "./account-source.ts";
import { namedIdentities } from "./cloud-identity.ts";
import { serviceAccountKey } from "./keys.ts";
import { incomplete, type Listed, listParsed } from "./listing.ts";
import { tagsOf } from "./metadata.ts";
import { grantsOfRules } from "./rbac-grants.ts";
import { rbacPermissions, readRbac, rulesOf, subjectOf, type Binding, type Rbac } from "./rbac-source.ts";
import { takeoverRights } from "./rbac-takeover.ts";
import { subjectKey } from "./role-bindings.ts";
import { readTokenSecrets, type SecretRow } from "./secret-source.ts";
import { withUnknown } from "./undecidable.ts";

const grantsMax = 500;

export const serviceAccounts: Collector = {
  id: "service-accounts",
  title: "Service accounts, users and groups",
  per: "account",
  produces: ["kubernetes.service-account", "kubernetes.subject"],
  permissions: ["list serviceaccounts", "list secrets", ...rbacPermissions],
  collect: async function* (source) {
    const { items, unparsed } = await listParsed(source, "core", "serviceaccounts", ServiceAccount);
    const rbac = await readRbac(source);
    const tokens = await readTokenSecrets(source);
    yield { ...normalizeServiceAccounts(source.scope.account, items, rbac, tokens), unparsed };
    yield normalizeSubjects(source.scope.account, rbac);
    // Users and groups are known by their bindings alone.
    if (rbac.unknown && unparsed.length === 0) throw incomplete(rbac.unknown);
  },
};

type Held = { grants: Grant[]; takeover: string[] };

/** What each subject holds, over every binding that names it. */
function heldBy(account: string, rbac: Rbac): Map<string, Held> {
  const held = new Map<string, Held>();
  const add = (binding: Binding, namespace: string | null) => {
    const rules = rulesOf(binding, rbac);
    const source = `${namespace === null ? "cluster role binding" : "role binding"} ${binding.metadata.name}`;
    const grants = grantsOfRules(account, rules, namespace, source);
    const takeover = takeoverRights(rules, namespace).map((right) => `${right} (${source})`);
    for (const key of new Set(binding.subjects.map((subject) => subjectKey(account, subjectOf(subject))))) {
      const known = held.get(key) ?? { grants: [], takeover: [] };
      held.set(key, {
        grants: [...known.grants, ...grants].slice(0, grantsMax),
        takeover: [...known.takeover, ...takeover],
      });
    }
  };
  for (const binding of rbac.clusterRoleBindings) add(binding, null);
  for (const binding of rbac.roleBindings) add(binding, binding.metadata.namespace);
  return held;
}

const nothing: Held = { grants: [], takeover: [] };

export function normalizeServiceAccounts(
  account: string,
  items: readonly ServiceAccount[],
  rbac: Rbac,
  tokens: Listed<SecretRow>,
): Batch {
  const held = heldBy(account, rbac);
  // Every account is in these groups, whatever else it is.
  const ofAll = ["system:serviceaccounts", "system:authenticated"].map(
    (name) => held.get(subjectKey(account, group(name))) ?? nothing,
  );
  const resources = items.map((item) => {
    const { metadata } = item;
    const key = serviceAccountKey(account, metadata.namespace, metadata.name);
    const ofNamespace = held.get(subjectKey(account, group(`system:serviceaccounts:${metadata.namespace}`)));
    const own = [held.get(key) ?? nothing, ofNamespace ?? nothing, ...ofAll];
    return toResource(account, key, item, own, tokensOf(item, tokens.items), rbac.unknown, tokens.unknown);
  });
  return { resources, relationships: [] };
}

const group = (name: string): RbacSubject => ({ kind: "Group", name, namespace: null });

const tokensOf = ({ metadata }: ServiceAccount, tokens: readonly SecretRow[]): number =>
  tokens.filter((token) => token.namespace === metadata.namespace && token.serviceAccount === metadata.name)
    .length;

function toResource(
  account: string,
  key: string,
  item: ServiceAccount,
  held: readonly Held[],
  tokenCount: number,
  rbacUnknown: Unknown | null,
  tokensUnknown: Unknown | null,
): Resource<"kubernetes.service-account"> {
  const { metadata } = item;
  return {
    key,
    type: "kubernetes.service-account",
    name: `${metadata.namespace}/${metadata.name}`,
    account,
    region: null,
    tags: tagsOf(metadata),
    properties: {
      namespace: metadata.namespace,
      automountsToken: item.automountServiceAccountToken ?? true,
      ...namedIdentities(item),
      imagePullSecrets: item.imagePullSecrets.map(({ name }) => name).filter((name) => name !== ""),
      takeoverRights: [...new Set(held.flatMap(({ takeover }) => takeover))],
    },
    facets: {
      kind: "service-account",
      grants: held.flatMap(({ grants }) => grants).slice(0, grantsMax),
      trusts: [],
      longLivedKeyCount: tokenCount,
      lastUsedAt: null,
    },
    ...withUnknown({
      "properties.takeoverRights": rbacUnknown,
      "facets.grants": rbacUnknown,
      "facets.longLivedKeyCount": tokensUnknown,
    }),
  };
}

/** Users and groups exist by being named: the cluster keeps no list of them. */
export function normalizeSubjects(account: string, rbac: Rbac): Batch {
  const held = heldBy(account, rbac);
  const subjects = new Map(
    [...rbac.clusterRoleBindings, ...rbac.roleBindings]
      .flatMap((binding) => binding.subjects.map(subjectOf))
      .filter(({ kind }) => kind !== "ServiceAccount")
      .map((subject) => [subjectKey(account, subject), subject]),
  );
  const resources = [...subjects].flatMap(([key, { kind, name }]): Resource<"kubernetes.subject">[] =>
    kind === "ServiceAccount"
      ? []
      : [
          {
            key,
            type: "kubernetes.subject",
            name,
            account,
            region: null,
            tags: {},
            properties: { kind },
            facets: {
              kind: kind === "User" ? "user" : "group",
              grants: (held.get(key) ?? nothing).grants,
              trusts: [],
              longLivedKeyCount: 0,
              lastUsedAt: null,
            },
            ...withUnknown({ "facets.grants": rbac.unknown }),
          },
        ],
  );
  return { resources, relationships: [] };
}
