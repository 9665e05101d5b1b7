import type { Subject } from "#lib/permissions/kubernetes/decide.ts";
import type { Rule } from "#lib/permissions/kubernetes/rule.ts";
import type { Random } from "#tests/factories/random.ts";
import type { KubernetesCase } from "./kubernetes-case.ts";
import { world } from "./kubernetes-reference.ts";

const subjects: readonly Subject[] = [
  { kind: "ServiceAccount", name: "app", namespace: "claims" },
  { kind: "ServiceAccount", name: "app", namespace: "portal" },
  { kind: "User", name: "ann", namespace: null },
  { kind: "User", name: "system:serviceaccount:claims:app", namespace: null },
  { kind: "User", name: "system:anonymous", namespace: null },
  { kind: "Group", name: "developers", namespace: null },
  { kind: "Group", name: "ann", namespace: null },
  { kind: "Group", name: "system:authenticated", namespace: null },
  { kind: "Group", name: "system:unauthenticated", namespace: null },
  { kind: "Group", name: "system:serviceaccounts", namespace: null },
  { kind: "Group", name: "system:serviceaccounts:claims", namespace: null },
];
const callers: readonly KubernetesCase["caller"][] = [
  { is: "account", namespace: "claims", name: "app" },
  { is: "account", namespace: "portal", name: "app" },
  { is: "user", name: "ann", groups: [] },
  { is: "user", name: "ann", groups: ["developers"] },
  { is: "user", name: "system:anonymous", groups: [] },
];
const resources = ["*", "*/exec", "*/scale", ...world.resources];
const urls = ["/healthz", "/healthz/*", "/metrics*", "*", "/logs"];

const some = <T>(random: Random, from: readonly T[], max: number): T[] =>
  random.shuffled(from).slice(0, random.below(max + 1));

export const randomKubernetesCase = (random: Random): KubernetesCase => ({
  caller: random.oneIn(40) ? { is: "user", name: "root", groups: ["system:masters"] } : random.pick(callers),
  request: random.oneIn(6)
    ? { verb: random.pick(["get", "list"]), path: random.pick(world.paths) }
    : {
        verb: random.pick(world.verbs),
        group: random.pick(world.groups),
        resource: random.pick(world.resources),
        namespace: random.pick(world.namespaces),
        name: random.pick(world.names),
      },
  bindings: Array.from({ length: 1 + random.below(4) }, () => ({
    subjects: some(random, subjects, 5),
    namespace: random.pick([...world.namespaces, null]),
    rules: Array.from({ length: 1 + random.below(3) }, () => randomRule(random)),
  })),
});

const randomRule = (random: Random): Rule => ({
  verbs: some(random, ["*", ...world.verbs], 4),
  apiGroups: some(random, ["*", ...world.groups], 3),
  resources: some(random, resources, 4),
  resourceNames: random.oneIn(3) ? some(random, ["one", "two"], 2) : [],
  nonResourceURLs: random.oneIn(3) ? some(random, urls, 2) : [],
});
