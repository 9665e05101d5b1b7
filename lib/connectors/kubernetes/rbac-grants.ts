import type { Ability, Grant } from "#lib/domain/ability.ts";
import type { RbacRule } from "#lib/domain/resources/kubernetes.ts";
import { clusterId } from "./keys.ts";

/** What may be done to a kind of resource, in the words every cloud shares. */
type Meaning = { plural: string; groups: readonly string[]; abilities: (verb: string) => Ability[] };

const reads = new Set(["get", "list", "watch"]);
const writes = new Set(["create", "update", "patch", "delete", "deletecollection"]);

const workload = (verb: string): Ability[] => (writes.has(verb) ? ["deploy", "manage"] : []);
/** Whoever may write a pod, or what makes pods, runs code as any account of its namespace. */
const podMakers: readonly [plural: string, group: string][] = [
  ["pods", ""],
  ["deployments", "apps"],
  ["statefulsets", "apps"],
  ["daemonsets", "apps"],
  ["jobs", "batch"],
  ["cronjobs", "batch"],
];

const meanings: readonly Meaning[] = [
  ...podMakers.map(([plural, group]) => ({ plural, groups: [group], abilities: workload })),
  {
    plural: "pods/exec",
    groups: [""],
    abilities: (verb) => (verb === "create" || verb === "get" ? ["manage"] : []),
  },
  {
    plural: "secrets",
    groups: [""],
    abilities: (verb) => [
      ...(reads.has(verb) ? (["read-secret"] as const) : []),
      ...(writes.has(verb) ? (["manage"] as const) : []),
    ],
  },
  {
    plural: "serviceaccounts",
    groups: [""],
    abilities: (verb) => [
      ...(verb === "impersonate" ? (["assume"] as const) : []),
      ...(writes.has(verb) ? (["manage"] as const) : []),
    ],
  },
  {
    plural: "serviceaccounts/token",
    groups: [""],
    abilities: (verb) => (verb === "create" ? ["assume"] : []),
  },
  {
    plural: "inferenceservices",
    groups: ["serving.kserve.io"],
    abilities: workload,
  },
];

const escalating = new Set(["roles", "clusterroles", "rolebindings", "clusterrolebindings"]);
const rbacGroup = "rbac.authorization.k8s.io";
const everything: readonly Ability[] = [
  "read-data",
  "write-data",
  "manage",
  "manage-access",
  "assume",
  "pass-role",
  "read-secret",
  "deploy",
];

/** Where each kind's keys lie: `pods/exec` acts on the workloads that the pods belong to. */
const keyKind: Readonly<Record<string, string>> = {
  "pods/exec": "*",
  "serviceaccounts/token": "serviceaccounts",
  inferenceservices: "inferenceservices",
};

/** Grants in keys of this cluster. A null namespace holds in all of them. Sums up; the exact rules stay with the role. */
export function grantsOfRules(
  account: string,
  rules: readonly RbacRule[],
  namespace: string | null,
  source: string,
): Grant[] {
  const allow = (abilities: readonly Ability[], on: string): Grant => ({
    effect: "allow",
    abilities: [...new Set(abilities)],
    on,
    conditional: false,
    source,
  });
  const where = namespace ?? "*";
  const base = `k8s:${clusterId(account)}`;
  const whole = namespace === null ? `${base}/*` : `${base}/*/${namespace}/*`;
  return rules.flatMap((rule) => {
    if (rule.resources.length === 0) return [];
    if (isEverything(rule)) return [allow(everything, whole)];
    const names = rule.resourceNames.length > 0 ? rule.resourceNames : ["*"];
    const grants = meanings
      .filter((meaning) => covers(rule, meaning))
      .flatMap((meaning) => {
        const abilities = verbsOf(rule).flatMap(meaning.abilities);
        const kind = keyKind[meaning.plural] ?? meaning.plural;
        return abilities.length === 0
          ? []
          : names.map((name) => allow(abilities, `${base}/${kind}/${where}/${name}`));
      });
    const passes =
      podMakers.some(([plural, group]) => covers(rule, { plural, groups: [group] })) && mayWrite(rule);
    return [
      ...grants,
      ...(passes && rule.resourceNames.length === 0
        ? [allow(["pass-role"], `${base}/serviceaccounts/${where}/*`)]
        : []),
      ...(mayEscalate(rule) ? [allow(["manage-access"], whole)] : []),
    ];
  });
}

const allVerbs = [...reads, ...writes, "impersonate", "bind", "escalate"];
const verbsOf = ({ verbs }: RbacRule): readonly string[] => (verbs.includes("*") ? allVerbs : verbs);
const mayWrite = (rule: RbacRule): boolean =>
  verbsOf(rule).some((verb) => verb === "create" || verb === "patch" || verb === "update");

const isEverything = ({ verbs, apiGroups, resources, resourceNames }: RbacRule): boolean =>
  verbs.includes("*") && apiGroups.includes("*") && resources.includes("*") && resourceNames.length === 0;

const covers = (rule: RbacRule, { plural, groups }: Pick<Meaning, "plural" | "groups">): boolean =>
  (rule.resources.includes("*") ||
    rule.resources.includes(plural) ||
    rule.resources.includes(subresourceGlob(plural))) &&
  (rule.apiGroups.includes("*") || groups.some((group) => rule.apiGroups.includes(group)));

/** `*` + `/exec` stands for that subresource of every kind. */
const subresourceGlob = (plural: string): string => `*/${plural.split("/")[1] ?? "\0"}`;

/** The API refuses to hand out more than one has, except to who may bind or escalate: a write alone is no way up. */
function mayEscalate(rule: RbacRule): boolean {
  const isOnRbac =
    (rule.resources.includes("*") || rule.resources.some((resource) => escalating.has(resource))) &&
    (rule.apiGroups.includes("*") || rule.apiGroups.includes(rbacGroup));
  const verbs = verbsOf(rule);
  return (
    isOnRbac && rule.resourceNames.length === 0 && (verbs.includes("bind") || verbs.includes("escalate"))
  );
}
