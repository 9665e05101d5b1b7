import type { Verdict } from "#lib/permissions/decision.ts";
import type { Subject } from "#lib/permissions/kubernetes/decide.ts";
import type { Rule } from "#lib/permissions/kubernetes/rule.ts";
import type { KubernetesCase } from "./kubernetes-case.ts";

type Written = { rule: string; link: string; given: KubernetesCase; expected: Verdict; names: string };

const docs = "https://kubernetes.io/docs/reference/access-authn-authz/rbac";
const practices = "https://kubernetes.io/docs/concepts/security/rbac-good-practices";
const authentication = "https://kubernetes.io/docs/reference/access-authn-authz/authentication";

const app = { is: "account", namespace: "claims", name: "app" } as const;
const appSubject: Subject = { kind: "ServiceAccount", name: "app", namespace: "claims" };
const group = (name: string): Subject => ({ kind: "Group", name, namespace: null });
const rule = (parts: Partial<Rule>): Rule => ({
  verbs: ["get"],
  apiGroups: [""],
  resources: [],
  resourceNames: [],
  nonResourceURLs: [],
  ...parts,
});
const ask = (verb: string, resource: string, parts: object = {}) => ({
  verb,
  group: "",
  resource,
  namespace: "claims",
  name: "one",
  ...parts,
});
const bound = (one: Rule, namespace: string | null = null, ...subjects: Subject[]) => ({
  subjects: subjects.length > 0 ? subjects : [appSubject],
  namespace,
  rules: [one],
});
const written = (
  [title, link]: readonly [string, string],
  request: KubernetesCase["request"],
  bindings: KubernetesCase["bindings"],
  expected: Verdict,
  names = expected === "denied" ? "silent" : "allow binding 0",
  caller: KubernetesCase["caller"] = app,
): Written => ({ rule: title, link, given: { caller, request, bindings }, expected, names });

const pods = rule({ resources: ["pods"] });
const secrets = rule({ resources: ["secrets"] });
const subresources = `${docs}/#referring-to-resources`;
const subjectDocs = `${docs}/#referring-to-subjects`;
const bindingDocs = `${docs}/#rolebinding-and-clusterrolebinding`;

export const kubernetesCases: readonly Written[] = [
  written(["roles only add up: without one nothing is allowed", docs], ask("get", "pods"), [], "denied"),
  written(
    ["a role in the namespace gives there", bindingDocs],
    ask("get", "pods"),
    [bound(pods, "claims")],
    "allowed",
  ),
  written(
    ["a role in another namespace does not", bindingDocs],
    ask("get", "pods"),
    [bound(pods, "portal")],
    "denied",
  ),
  written(
    ["a cluster role bound in a namespace gives nothing that stands in none", bindingDocs],
    ask("get", "nodes", { namespace: null }),
    [bound(rule({ resources: ["nodes"] }), "claims")],
    "denied",
  ),
  written(
    ["nor over all namespaces", bindingDocs],
    ask("list", "secrets", { namespace: null, name: null }),
    [bound(rule({ verbs: ["list"], resources: ["secrets"] }), "claims")],
    "denied",
  ),
  written(
    ["a cluster role bound in the cluster gives in every namespace", bindingDocs],
    ask("get", "secrets", { namespace: "portal" }),
    [bound(secrets)],
    "allowed",
  ),
  written(["pods are not their logs", subresources], ask("get", "pods/log"), [bound(pods)], "denied"),
  written(
    ["a subresource is named with its resource", subresources],
    ask("get", "pods/log"),
    [bound(rule({ resources: ["pods/log"] }))],
    "allowed",
  ),
  written(
    ["a star before a slash is the subresource of every resource", subresources],
    ask("get", "pods/log"),
    [bound(rule({ resources: ["*/log"] }))],
    "allowed",
  ),
  written(
    ["and not the resource", subresources],
    ask("get", "pods"),
    [bound(rule({ resources: ["*/log"] }))],
    "denied",
  ),
  written(
    ["a star is every resource with what is under it", subresources],
    ask("create", "pods/exec"),
    [bound(rule({ verbs: ["*"], resources: ["*"] }))],
    "allowed",
  ),
  written(
    ["a resource of another group is another", subresources],
    ask("get", "deployments", { group: "apps" }),
    [bound(rule({ resources: ["deployments"] }))],
    "denied",
  ),
  written(
    ["named resources are those", `${docs}/#referring-to-resources`],
    ask("get", "secrets"),
    [bound(rule({ resources: ["secrets"], resourceNames: ["two"] }))],
    "denied",
  ),
  written(
    ["creating cannot be limited to names, so such a rule never gives it", `${docs}/#referring-to-resources`],
    ask("create", "secrets", { name: null }),
    [bound(rule({ verbs: ["create"], resources: ["secrets"], resourceNames: ["one"] }))],
    "denied",
  ),
  written(
    ["listing one by name is", `${docs}/#referring-to-resources`],
    ask("list", "secrets"),
    [bound(rule({ verbs: ["list"], resources: ["secrets"], resourceNames: ["one"] }))],
    "allowed",
  ),
  written(
    ["reading is no listing", practices],
    ask("list", "secrets", { name: null }),
    [bound(secrets)],
    "denied",
  ),
  written(
    ["a path is given by its beginning before a star", docs],
    { verb: "get", path: "/healthz/etcd" },
    [bound(rule({ nonResourceURLs: ["/healthz", "/healthz/*"] }))],
    "allowed",
  ),
  written(
    ["a path is nothing of a namespace", docs],
    { verb: "get", path: "/healthz" },
    [bound(rule({ nonResourceURLs: ["*"] }), "claims")],
    "denied",
  ),
  written(
    ["a path is no resource", docs],
    { verb: "get", path: "/metrics" },
    [bound(rule({ resources: ["*"], apiGroups: ["*"] }))],
    "denied",
  ),
  written(
    ["every service account is in the group of all", subjectDocs],
    ask("get", "pods"),
    [bound(pods, null, group("system:serviceaccounts"))],
    "allowed",
  ),
  written(
    ["and of those in its namespace", subjectDocs],
    ask("get", "pods"),
    [bound(pods, null, group("system:serviceaccounts:claims"))],
    "allowed",
  ),
  written(
    ["and in no group of another", subjectDocs],
    ask("get", "pods"),
    [bound(pods, null, group("system:serviceaccounts:portal"))],
    "denied",
  ),
  written(
    ["whoever signs in is authenticated", authentication],
    ask("get", "pods"),
    [bound(pods, null, group("system:authenticated"))],
    "allowed",
  ),
  written(
    ["who does not sign in is anonymous and in one group", `${authentication}/#anonymous-requests`],
    ask("get", "pods"),
    [bound(pods, null, group("system:unauthenticated"))],
    "allowed",
    "allow binding 0",
    { is: "user", name: "system:anonymous", groups: [] },
  ),
  written(
    ["who does not sign in is not authenticated", `${authentication}/#anonymous-requests`],
    ask("get", "pods"),
    [bound(pods, null, group("system:authenticated"))],
    "denied",
    "silent",
    { is: "user", name: "system:anonymous", groups: [] },
  ),
  written(
    ["an account is also a user by its long name", subjectDocs],
    ask("get", "pods"),
    [bound(pods, null, { kind: "User", name: "system:serviceaccount:claims:app", namespace: null })],
    "allowed",
  ),
  written(
    ["a user is no group of the same name", subjectDocs],
    ask("get", "pods"),
    [bound(pods, null, { kind: "User", name: "developers", namespace: null })],
    "denied",
    "silent",
    { is: "user", name: "ann", groups: ["developers"] },
  ),
  written(
    ["an account of the same name in another namespace is another", subjectDocs],
    ask("get", "pods"),
    [bound(pods, null, { kind: "ServiceAccount", name: "app", namespace: "portal" })],
    "denied",
  ),
  written(
    ["members of system:masters pass every check", `${practices}/#least-privilege`],
    ask("delete", "nodes", { namespace: null }),
    [],
    "allowed",
    "allow system:masters",
    { is: "user", name: "root", groups: ["system:masters"] },
  ),
  written(
    ["to impersonate is a verb like others", `${authentication}/#user-impersonation`],
    ask("impersonate", "groups", { namespace: null, name: "system:masters" }),
    [bound(rule({ verbs: ["impersonate"], resources: ["groups"], resourceNames: ["developers"] }))],
    "denied",
  ),
  written(
    ["every verb includes those that nobody thinks of", `${practices}/#escalate-verb`],
    ask("escalate", "roles", { group: "rbac.authorization.k8s.io" }),
    [bound(rule({ verbs: ["*"], apiGroups: ["*"], resources: ["roles"] }))],
    "allowed",
  ),
  written(
    ["rules that were not kept may give anything", docs],
    ask("get", "pods"),
    [{ ...bound(secrets), isPartial: true }],
    "maybe",
  ),
];
