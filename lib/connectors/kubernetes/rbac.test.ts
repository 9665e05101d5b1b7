import { describe, expect, test } from "vitest";

import type { RbacRule } from "#lib/domain/resources/kubernetes.ts";
import { grantsOfRules } from "./rbac-grants.ts";
import { ClusterRole, rulesWithAggregated } from "./rbac-source.ts";
import { takeoverRights } from "./rbac-takeover.ts";
import { setupSteps, rulesFor } from "./setup.ts";

const account = "acme.0123456789ab";
const rule = (
  verbs: string[],
  resources: string[],
  apiGroups = [""],
  resourceNames: string[] = [],
): RbacRule => ({
  verbs,
  resources,
  apiGroups,
  resourceNames,
  nonResourceURLs: [],
});
const said = (rules: RbacRule[], namespace: string | null) =>
  grantsOfRules(account, rules, namespace, "binding").map(
    ({ abilities, on }) => `${abilities.join("+")} ${on}`,
  );

describe("rules in the words every cloud shares", () => {
  test.each<[string, RbacRule, string | null, string[]]>([
    ["reading pods is nothing of the kind", rule(["get", "list"], ["pods"]), null, []],
    ["secrets everywhere", rule(["list"], ["secrets"]), null, ["read-secret k8s:0123456789ab/secrets/*/*"]],
    [
      "secrets of a namespace",
      rule(["get"], ["secrets"]),
      "chat",
      ["read-secret k8s:0123456789ab/secrets/chat/*"],
    ],
    [
      "one secret by name",
      rule(["get"], ["secrets"], [""], ["keys"]),
      "chat",
      ["read-secret k8s:0123456789ab/secrets/chat/keys"],
    ],
    ["secrets of a group that has none", rule(["get"], ["secrets"], ["apps"]), null, []],
    [
      "who may create pods runs them as any account",
      rule(["create"], ["pods"]),
      "chat",
      ["deploy+manage k8s:0123456789ab/pods/chat/*", "pass-role k8s:0123456789ab/serviceaccounts/chat/*"],
    ],
    [
      "a write to bindings alone hands out nothing that one has not",
      rule(["create"], ["rolebindings"], ["rbac.authorization.k8s.io"]),
      null,
      [],
    ],
    [
      "who may bind hands out everything",
      rule(["bind"], ["clusterroles"], ["rbac.authorization.k8s.io"]),
      null,
      ["manage-access k8s:0123456789ab/*"],
    ],
    [
      "tokens of others",
      rule(["create"], ["serviceaccounts/token"]),
      "chat",
      ["assume k8s:0123456789ab/serviceaccounts/chat/*"],
    ],
    ["a web address", { ...rule(["get"], []), nonResourceURLs: ["/metrics"] }, null, []],
  ])("%s", (_, given, namespace, expected) => {
    expect(said([given], namespace)).toEqual(expected);
  });

  test("everything is everything, and of a namespace only there", () => {
    const all = rule(["*"], ["*"], ["*"]);
    expect(grantsOfRules(account, [all], null, "b")).toMatchObject([{ on: "k8s:0123456789ab/*" }]);
    expect(grantsOfRules(account, [all], "chat", "b")).toMatchObject([{ on: "k8s:0123456789ab/*/chat/*" }]);
    expect(grantsOfRules(account, [all], null, "b")[0]?.abilities).toContain("manage-access");
    expect(grantsOfRules(account, [all], null, "b")[0]?.abilities).not.toContain("invoke-model");
  });
});

describe("rights that amount to the whole cluster", () => {
  test.each<[string, RbacRule, string | null, string[]]>([
    ["everything", rule(["*"], ["*"], ["*"]), null, ["do everything"]],
    ["everything in one namespace", rule(["*"], ["*"], ["*"]), "chat", []],
    ["every secret", rule(["list"], ["secrets"]), null, ["read every secret"]],
    [
      "secrets of kube-system, where the cluster's own accounts are",
      rule(["get"], ["secrets"]),
      "kube-system",
      ["read every secret"],
    ],
    ["secrets of a namespace", rule(["get"], ["secrets"]), "chat", []],
    ["secrets by name", rule(["get"], ["secrets"], [""], ["one"]), null, []],
    ["making deployments", rule(["create"], ["deployments"], ["apps"]), null, ["create pods as any account"]],
    [
      "commands in every pod by a wildcard over subresources",
      rule(["create"], ["*/exec"]),
      null,
      ["run commands in every pod"],
    ],
    ["the kubelets", rule(["get"], ["nodes/proxy"]), null, ["command the kubelets"]],
    ["impersonation", rule(["impersonate"], ["users"]), null, ["impersonate anybody"]],
    ["reading all but secrets", rule(["get", "list"], ["pods", "services", "configmaps"]), null, []],
  ])("%s", (_, given, namespace, expected) => {
    expect(takeoverRights([given], namespace)).toEqual(expected);
  });
});

test("a cluster role that gathers others has their rules, whether or not the control plane wrote them down", () => {
  const gathered = ClusterRole.parse({
    metadata: { name: "view", labels: { part: "true" } },
    rules: [rule(["get"], ["secrets"])],
  });
  const other = ClusterRole.parse({ metadata: { name: "other" }, rules: [rule(["get"], ["nodes"])] });
  const selector = { clusterRoleSelectors: [{ matchLabels: { part: "true" } }] };
  const empty = ClusterRole.parse({ metadata: { name: "all" }, rules: null, aggregationRule: selector });
  const filled = ClusterRole.parse({
    metadata: { name: "all" },
    rules: gathered.rules,
    aggregationRule: selector,
  });
  for (const role of [empty, filled])
    expect(rulesWithAggregated(role, [role, gathered, other])).toEqual([rule(["get"], ["secrets"])]);
});

test("the reader's own role is made of the permissions, one rule for each group", () => {
  expect(rulesFor(["list pods", "list deployments.apps", "list daemonsets.apps", "get configmaps"])).toEqual([
    { apiGroups: [""], resources: ["configmaps"], verbs: ["get"] },
    { apiGroups: ["apps"], resources: ["daemonsets", "deployments"], verbs: ["list"] },
    { apiGroups: [""], resources: ["pods"], verbs: ["list"] },
  ]);
  const [first] = setupSteps(["list pods"]);
  expect(first?.code?.text).toContain("kind: ClusterRoleBinding");
  expect(first?.code?.text).not.toMatch(/verbs:\n\s+- ["']?(\*|create|update|patch|delete)/);
});
