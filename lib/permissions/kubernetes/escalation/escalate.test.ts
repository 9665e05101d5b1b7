import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { RbacRule } from "#lib/domain/resources/kubernetes.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { accessLimits } from "../../access.ts";
import { kubernetesAccess } from "../access.ts";
import {
  changesHost,
  changesHostTold,
  hosted,
  inNamespace,
  onNodes,
  readsToken,
  toAdministrators,
  type Needed,
} from "./techniques.ts";

const place = (key: string, name: string) => ({
  key: `k8s:0123456789ab/${key}`,
  name,
  account: "dev.0123456789ab",
  region: null,
  tags: {},
});
const account = (namespace: string, name: string, tokens = 0): Resource<"kubernetes.service-account"> => ({
  ...place(`serviceaccounts/${namespace}/${name}`, `${namespace}/${name}`),
  type: "kubernetes.service-account",
  properties: {
    namespace,
    automountsToken: true,
    awsRoleArn: null,
    azureClientId: null,
    gcpServiceAccount: null,
    imagePullSecrets: [],
    takeoverRights: [],
  },
  facets: { kind: "service-account", grants: [], trusts: [], longLivedKeyCount: tokens, lastUsedAt: null },
});
const ruleOf = ({ verb, group, resource, name }: Needed): RbacRule => ({
  verbs: [verb],
  apiGroups: [group],
  resources: [resource],
  resourceNames: name === undefined ? [] : [name],
  nonResourceURLs: [],
});

/** Rules that an account holds, in the whole cluster or in one namespace. */
function bound(holder: Resource, rules: readonly RbacRule[], namespace: string | null) {
  const name = holder.name.replace("/", "-");
  const role: Resource<"kubernetes.role"> = {
    ...place(`clusterroles/${name}`, name),
    type: "kubernetes.role",
    properties: { namespace: null, rules: [...rules], omittedRuleCount: 0, aggregates: [] },
    facets: {},
  };
  const [of = "", plain = ""] = holder.name.split("/");
  const binding: Resource<"kubernetes.role-binding"> = {
    ...place(`rolebindings/${namespace ?? "all"}/${name}`, name),
    type: "kubernetes.role-binding",
    properties: {
      namespace,
      roleKind: "ClusterRole",
      roleName: name,
      subjects: [{ kind: "ServiceAccount", name: plain, namespace: of }],
      omittedSubjectCount: 0,
    },
    facets: {},
  };
  const governs: Relationship = { from: binding.key, kind: "governed-by", to: role.key };
  return { resources: [role, binding] as Resource[], edges: [governs] };
}

const me = account("mine", "me");
const powerful = account("theirs", "powerful");
const workload = (kind: string): Resource => {
  const sample = sampleResource("compute", "model");
  // Safe because only its kind and name are read.
  return {
    ...sample,
    ...place(`${kind.toLowerCase()}s/theirs/model`, "model"),
    type: "kubernetes.workload",
    properties: { kind },
  } as unknown as Resource;
};
const runsAs = (host: Resource): Relationship => ({ from: host.key, kind: "runs-as", to: powerful.key });

function told(
  needed: readonly Needed[],
  { namespace = "theirs", others = [powerful], edges = [] as Relationship[] }: Partial<Given> = {},
): string[] {
  const held = bound(me, needed.map(ruleOf), namespace);
  const graph = new ResourceGraph([me, ...others, ...held.resources], [...held.edges, ...edges]);
  return kubernetesAccess(graph, accessLimits)
    .relationships.filter(({ kind, from }) => kind === "can-escalate-to" && from === me.key)
    .map(({ to, reason }) => `${to.split("/").at(-1)}: ${reason}`);
}
type Given = { namespace: string | null; others: Resource[]; edges: Relationship[] };
const each = (techniques: typeof inNamespace) =>
  techniques.flatMap(({ id, told: how, ways }) =>
    ways.map((needed) => ({
      label: `${id} by ${needed.map(({ verb, resource }) => `${verb} ${resource}`).join(", ")}`,
      how,
      needed,
    })),
  );
const shorter = (needed: readonly Needed[]) =>
  needed.map((missing) => needed.filter((one) => one !== missing));

describe.each(each(inNamespace))("in the namespace: $label", ({ how, needed }) => {
  test("takes every request, there", () => {
    const [edge = ""] = told(needed);
    expect(edge).toContain(`powerful: ${how}: `);
    for (const { verb, resource } of needed) expect(edge).toContain(`${verb} ${resource} (`);
    expect(told(needed, { namespace: null })).toHaveLength(1);
    expect(told(needed, { namespace: "other" })).toEqual([]);
    for (const fewer of shorter(needed)) expect(told(fewer)).toEqual([]);
  });
});

test.each(readsToken.ways.map((needed) => ({ needed })))("a token in a secret: $needed", ({ needed }) => {
  expect(told(needed, { others: [account("theirs", "powerful", 1)] }).join()).toContain(readsToken.told);
  expect(told(needed)).toEqual([]);
});

describe.each(each([...hosted]))("through what runs as it: $label", ({ how, needed }) => {
  const host = workload("Deployment");
  const [others, edges] = [[powerful, host], [runsAs(host)]];
  test("takes every request, and something that runs as it", () => {
    expect(told(needed, { others, edges }).join()).toContain(`powerful: ${how.replace("{host}", "model")}: `);
    expect(told(needed, { others })).toEqual([]);
    expect(told(needed, { others, edges, namespace: "other" })).toEqual([]);
  });
});

test.each(Object.entries(changesHost).flatMap(([kind, ways]) => ways.map((needed) => ({ kind, needed }))))(
  "changing a $kind that runs as it: $needed",
  ({ kind, needed }) => {
    const host = workload(kind);
    const how = changesHostTold.replace("{host}", "model");
    const [others, edges] = [[powerful, host], [runsAs(host)]];
    expect(told(needed, { others, edges }).join()).toContain(`powerful: ${how}: `);
    const named = needed.map((one) => ({ ...one, name: "model" }));
    expect(told(named, { others, edges })).toHaveLength(1);
    expect(
      told(
        needed.map((one) => ({ ...one, name: "another" })),
        { others, edges },
      ),
    ).toEqual([]);
    const unlike = workload(kind === "Pod" ? "Deployment" : "Pod");
    expect(told(needed, { others: [powerful, unlike], edges: [runsAs(unlike)] })).toEqual([]);
  },
);

describe.each(each([...onNodes]))("through the nodes: $label", ({ how, needed }) => {
  test("holds in the whole cluster alone", () => {
    const host = workload("Deployment");
    const [others, edges] = [[powerful, host], [runsAs(host)]];
    expect(told(needed, { others, edges, namespace: null }).join()).toContain(how.replace("{host}", "model"));
    expect(told(needed, { others, edges })).toEqual([]);
    expect(told(needed, { others, namespace: null })).toEqual([]);
  });
});

describe.each(each([...toAdministrators]))("to an administrator: $label", ({ how, needed }) => {
  const admin = account("system", "admin");
  const all: RbacRule = {
    verbs: ["*"],
    apiGroups: ["*"],
    resources: ["*"],
    resourceNames: [],
    nonResourceURLs: [],
  };
  test("takes every request, in the whole cluster", () => {
    const { resources, edges } = bound(admin, [all], null);
    const given = { namespace: null, others: [admin, ...resources], edges };
    const edge = told(needed, given).find((one) => one.includes(how));
    expect(edge).toContain(`admin: ${how}: `);
    for (const { verb, resource } of needed) expect(edge).toContain(`${verb} ${resource} (`);
    expect(told(needed, { ...given, namespace: "system" }).join()).not.toContain(how);
    for (const fewer of shorter(needed)) expect(told(fewer, given).join()).not.toContain(how);
    expect(told(needed, { ...given, others: [], edges: [] })).toEqual([]);
  });
});

test("each way says where it is documented", () => {
  for (const { source } of [...inNamespace, readsToken, ...hosted, ...onNodes, ...toAdministrators])
    expect(source).toMatch(/^https:\/\/kubernetes\.io\/docs\//);
});
