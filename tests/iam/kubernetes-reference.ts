import type { Rule } from "#lib/permissions/kubernetes/rule.ts";
import type { KubernetesCase } from "./kubernetes-case.ts";

/**
 * RBAC once more, as Kubernetes' documentation tells it: every rule is written out as the plain requests it stands for,
 * over the small world of the cases, and the request is looked up among them.
 */
export const world = {
  verbs: ["get", "list", "create", "patch", "delete", "impersonate", "escalate"],
  groups: ["", "apps", "rbac.authorization.k8s.io"],
  resources: [
    "pods",
    "pods/exec",
    "pods/log",
    "secrets",
    "deployments",
    "deployments/scale",
    "roles",
    "nodes",
  ],
  names: ["one", "two", null],
  namespaces: ["claims", "portal", null],
  paths: ["/healthz", "/healthz/etcd", "/metrics", "/logs/kubelet"],
};

export function referenceAllows({ caller, request, bindings }: KubernetesCase): boolean {
  const names = spellingsOf(caller);
  if (names.includes("Group system:masters")) return true;
  return bindings.some(({ subjects, namespace, rules }) => {
    const isMine = subjects.some((subject) => {
      const spelt =
        subject.kind === "ServiceAccount"
          ? `User system:serviceaccount:${subject.namespace}:${subject.name}`
          : `${subject.kind} ${subject.name}`;
      return names.includes(spelt);
    });
    return (
      isMine && rules.flatMap((rule) => requestsOf(rule, namespace)).includes(JSON.stringify(keyOf(request)))
    );
  });
}

function spellingsOf(caller: KubernetesCase["caller"]): string[] {
  if (caller.is === "account")
    return [
      `User system:serviceaccount:${caller.namespace}:${caller.name}`,
      "Group system:serviceaccounts",
      `Group system:serviceaccounts:${caller.namespace}`,
      "Group system:authenticated",
    ];
  const signedIn = caller.name === "system:anonymous" ? "system:unauthenticated" : "system:authenticated";
  return [`User ${caller.name}`, ...[signedIn, ...caller.groups].map((group) => `Group ${group}`)];
}

const keyOf = (request: KubernetesCase["request"]): (string | null)[] =>
  "path" in request
    ? [request.verb, request.path]
    : [request.verb, request.group, request.resource, request.namespace, request.name];

function requestsOf(rule: Rule, bound: string | null): string[] {
  const verbs = world.verbs.filter((verb) => rule.verbs.some((each) => each === "*" || each === verb));
  const groups = world.groups.filter((group) =>
    rule.apiGroups.some((each) => each === "*" || each === group),
  );
  const resources = world.resources.filter((resource) =>
    rule.resources.some(
      (each) =>
        each === "*" || each === resource || (each.startsWith("*/") && resource.endsWith(each.slice(1))),
    ),
  );
  const names = world.names.filter(
    (name) => rule.resourceNames.length === 0 || rule.resourceNames.some((each) => each === name),
  );
  const namespaces = world.namespaces.filter((namespace) => bound === null || namespace === bound);
  const paths =
    bound === null
      ? world.paths.filter((path) =>
          rule.nonResourceURLs.some((each) => new RegExp(`^${each.replace(/\*$/, ".*")}$`).test(path)),
        )
      : [];
  const found: string[] = [];
  for (const verb of verbs) {
    for (const path of paths) found.push(JSON.stringify([verb, path]));
    for (const group of groups)
      for (const resource of resources)
        for (const namespace of namespaces)
          for (const name of names) found.push(JSON.stringify([verb, group, resource, namespace, name]));
  }
  return found;
}
