import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import type { RbacRule, RbacSubject } from "#lib/domain/resources/kubernetes.ts";
import { accessLimits } from "../access.ts";
import { kubernetesAccess } from "./access.ts";

const cluster = "dev.0123456789ab";
const place = (key: string, name: string) => ({
  key: `k8s:0123456789ab/${key}`,
  name,
  account: cluster,
  region: null,
  tags: {},
});
const account = (
  namespace: string,
  name: string,
  sources: string[] = [],
  azureClientId: string | null = null,
): Resource<"kubernetes.service-account"> => ({
  ...place(`serviceaccounts/${namespace}/${name}`, `${namespace}/${name}`),
  type: "kubernetes.service-account",
  properties: {
    namespace,
    automountsToken: true,
    awsRoleArn: null,
    azureClientId,
    gcpServiceAccount: null,
    imagePullSecrets: [],
    takeoverRights: [],
  },
  facets: {
    kind: "service-account",
    grants: sources.map((source) => ({
      effect: "allow",
      abilities: [],
      on: "*",
      conditional: false,
      source,
    })),
    trusts: [],
    longLivedKeyCount: 0,
    lastUsedAt: null,
  },
});
const secret = (namespace: string, name: string): Resource => ({
  ...sampleResource("secret", "secret"),
  ...place(`secrets/${namespace}/${name}`, name),
  type: "kubernetes.secret",
});
const rule = (parts: Partial<RbacRule>): RbacRule => ({
  verbs: ["get"],
  apiGroups: [""],
  resources: [],
  resourceNames: [],
  nonResourceURLs: [],
  ...parts,
});
const app: RbacSubject = { kind: "ServiceAccount", name: "app", namespace: "claims" };

function bound(namespace: string | null, rules: RbacRule[], omittedRuleCount = 0) {
  const role: Resource<"kubernetes.role"> = {
    ...place("clusterroles/role", "role"),
    type: "kubernetes.role",
    properties: { namespace: null, rules, omittedRuleCount, aggregates: [] },
    facets: {},
  };
  const binding: Resource<"kubernetes.role-binding"> = {
    ...place("rolebindings/claims/binding", "binding"),
    type: "kubernetes.role-binding",
    properties: {
      namespace,
      roleKind: "ClusterRole",
      roleName: "role",
      subjects: [app],
      omittedSubjectCount: 0,
    },
    facets: {},
  };
  const edge: Relationship = { from: binding.key, kind: "governed-by", to: role.key };
  return { resources: [role, binding], edges: [edge] };
}
const told = (resources: readonly Resource[], { resources: more, edges }: ReturnType<typeof bound>) =>
  kubernetesAccess(new ResourceGraph([...resources, ...more], edges), accessLimits).relationships.map(
    ({ from, kind, to, reason }) =>
      `${from.split("/").slice(2).join("/")} ${kind} ${to.split("/").slice(1).join("/")}: ${reason}`,
  );

test("an edge names the binding and the rule, and what is named alone is reached", () => {
  const named = bound("claims", [rule({}), rule({ resources: ["secrets"], resourceNames: ["one"] })]);
  const resources = [
    account("claims", "app"),
    secret("claims", "one"),
    secret("claims", "two"),
    secret("portal", "one"),
  ];
  expect(told(resources, named)).toEqual([
    "claims/app can-read secrets/claims/one: role binding binding, rule 2",
  ]);
});

test("whoever makes pods in a namespace passes its accounts to them", () => {
  const makes = bound("claims", [rule({ verbs: ["create"], apiGroups: ["batch"], resources: ["jobs"] })]);
  expect(
    told([account("claims", "app"), account("claims", "other"), account("portal", "other")], makes),
  ).toEqual([
    "claims/app can-pass serviceaccounts/claims/other: role binding binding, rule 1, by making pods that run as it",
    "claims/app can-escalate-to serviceaccounts/claims/other: runs a pod as it: create jobs (role binding binding, rule 1)",
  ]);
});

test("rules that were not kept are a maybe", () => {
  expect(told([account("claims", "app"), secret("claims", "one")], bound("claims", [], 1))).toContain(
    "claims/app can-read secrets/claims/one: role binding binding, under a condition on rules of a role that were not kept",
  );
});

test("an account whose bindings are not all here is left to its record", () => {
  const { resources, edges } = bound("claims", []);
  const { decided } = kubernetesAccess(
    new ResourceGraph([account("claims", "app", ["role binding other"]), ...resources], edges),
    accessLimits,
  );
  expect([...decided]).toEqual([]);
});
