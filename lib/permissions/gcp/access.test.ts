import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { classOf, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import {
  googleAccount as account,
  googleDenial as denying,
  googlePlace as place,
  googlePolicy as policy,
  googleProjectKey as projectKey,
} from "#tests/factories/google-estate.ts";
import { accessLimits } from "../access.ts";
import { googleAccess } from "./access.ts";

const bucket = (name: string): Resource => ({
  ...sampleResource("data-store", `//storage.googleapis.com/${name}`),
  ...place(`//storage.googleapis.com/${name}`),
  type: "gcp.storage.bucket",
});
const me = "serviceAccount:app@demo.iam.gserviceaccount.com";
const viewer = "roles/storage.objectViewer";
const short = (key: string) => key.split("/").at(-1)?.split("@")[0];
const told = (resources: readonly Resource[], edges: readonly Relationship[] = []) =>
  googleAccess(new ResourceGraph(resources, edges), accessLimits).relationships.map(
    ({ from, kind, to, reason }) => `${short(from)} ${kind} ${short(to)}: ${reason}`,
  );

test("an edge names the policy, the binding and the role", () => {
  const here = policy(bucket("claims").key, { role: viewer, members: [me] });
  expect(told([account("app"), bucket("claims"), bucket("other"), here])).toEqual([
    `app can-read claims: allow policy of //storage.googleapis.com/claims, binding 1: ${viewer}`,
  ]);
});

test("what anybody may do is the bucket's to tell, and no right of each account", () => {
  for (const anybody of ["allUsers", "allAuthenticatedUsers"]) {
    const open = policy(bucket("claims").key, { role: viewer, members: [anybody] });
    expect(told([account("app"), bucket("claims"), open])).toEqual([]);
    const elsewhere = policy(projectKey, {
      role: viewer,
      members: [me],
      condition: { title: "own", expression: 'resource.name.startsWith("projects/_/buckets/own/")' },
    });
    expect(told([account("app"), bucket("claims"), open, elsewhere])).toEqual([]);
    const both = policy(bucket("claims").key, { role: viewer, members: [anybody, me] });
    expect(told([account("app"), bucket("claims"), both])).toHaveLength(1);
  }
});

test("what a folder gives holds in the projects below it, and a project's denial takes it", () => {
  const folder = {
    ...sampleResource("account", "//cloudresourcemanager.googleapis.com/folders/1"),
    type: "gcp.cloudresourcemanager.folder" as const,
  };
  const held = sampleResource("account", projectKey);
  const contains: Relationship = { from: folder.key, kind: "contains", to: projectKey };
  const above = policy(folder.key, { role: viewer, members: [me] });
  const resources = [account("app"), bucket("claims"), folder, held, above];
  expect(told(resources, [contains])).toHaveLength(1);
  expect(told(resources)).toEqual([]);
  expect(told([...resources, denying(projectKey, "storage.googleapis.com/objects.get")], [contains])).toEqual(
    [],
  );
  expect(
    told([...resources, denying(projectKey, "storage.googleapis.com/objects.delete")], [contains]),
  ).toHaveLength(1);
});

describe("an account of a cluster that a policy names", () => {
  const server = "https://203.0.113.7";
  const inCluster = (type: ResourceType, key: string, properties: object, more: object = {}): Resource =>
    ({
      ...sampleResource(classOf(type), key),
      account: "cluster",
      region: null,
      tags: {},
      type,
      properties,
      ...more,
      // Safe because the facets are the class's own and nothing else of the properties is read.
    }) as unknown as Resource;
  const pod = {
    ...inCluster("kubernetes.service-account", "k8s:1/serviceaccounts/claims/pod", { namespace: "claims" }),
    name: "claims/pod",
  };
  const clusters = (project = "demo") => [
    inCluster("kubernetes.cluster", "k8s:1/cluster", { server }),
    inCluster(
      "gcp.container.cluster",
      "gke",
      { endpoint: "203.0.113.7" },
      { account: project, facets: { workloadIdentity: true } },
    ),
  ];
  const member =
    "principal://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/demo.svc.id.goog/subject/ns/claims/sa/pod";

  test("reads what it is let read, without an account of Google's", () => {
    const here = policy(bucket("claims").key, { role: viewer, members: [member] });
    const edge = `pod can-read claims: allow policy of //storage.googleapis.com/claims, binding 1: ${viewer}`;
    expect(told([pod, ...clusters(), bucket("claims"), bucket("other"), here])).toEqual([edge]);
    expect(told([pod, ...clusters("another"), bucket("claims"), here])).toEqual([]);
    expect(told([pod, bucket("claims"), here])).toEqual([]);
    const others = policy(bucket("claims").key, { role: viewer, members: [member.replace("pod", "pods")] });
    expect(told([pod, ...clusters(), bucket("claims"), others])).toEqual([]);
  });

  test("takes an account that lets it, whether or not it names it", () => {
    const here = policy(account("app").key, { role: "roles/iam.workloadIdentityUser", members: [member] });
    expect(told([pod, ...clusters(), account("app"), here])).toEqual([
      expect.stringMatching(/^pod can-assume app: .*roles\/iam\.workloadIdentityUser$/),
    ]);
  });

  test("gets the rights of an account that it may act as and start something with", () => {
    const here = policy(projectKey, {
      role: "roles/editor",
      members: [member],
    });
    const passing = policy(account("app").key, { role: "roles/iam.serviceAccountUser", members: [member] });
    const ways = told([pod, ...clusters(), account("app"), here, passing]);
    expect(ways).toContainEqual(expect.stringMatching(/^pod can-escalate-to app: /));
    expect(told([pod, ...clusters(), account("app"), passing]).join()).not.toContain("can-escalate-to");
  });

  test("is not decided here as far as its own cluster goes", () => {
    const here = policy(bucket("claims").key, { role: viewer, members: [member] });
    const graph = new ResourceGraph([pod, ...clusters(), bucket("claims"), here], []);
    expect(googleAccess(graph, accessLimits).decided.has(pod.key)).toBe(false);
  });
});

test("a condition on the name of a bucket is decided for each bucket", () => {
  const expression = 'resource.name.startsWith("projects/_/buckets/claims/")';
  const here = policy(projectKey, {
    role: viewer,
    members: [me],
    condition: { title: "claims", expression },
  });
  expect(told([account("app"), bucket("claims"), bucket("other"), here])).toEqual([
    `app can-read claims: allow policy of ${projectKey}, binding 1: ${viewer}`,
  ]);
});

test("whoever edits a project has what a bucket gives its editors", () => {
  const roles = policy(projectKey, { role: "roles/editor", members: [me] });
  const own = policy(bucket("claims").key, {
    role: "roles/storage.legacyBucketOwner",
    members: ["projectEditor:demo"],
  });
  const edges = told([account("app"), bucket("claims"), roles, own]).filter((edge) =>
    edge.includes("can-write"),
  );
  expect(edges).toEqual([
    "app can-write claims: allow policy of //storage.googleapis.com/claims, binding 1: roles/storage.legacyBucketOwner",
  ]);
});

test("an account with a role that nobody could read, or a policy that is not here, is left to its record", () => {
  const unread = `roles/new.role on ${projectKey}`;
  const absent = `${viewer} on //cloudresourcemanager.googleapis.com/folders/9`;
  const here = policy(projectKey, { role: "roles/new.role", members: [me] });
  const { decided } = googleAccess(
    new ResourceGraph([account("app", unread), account("web", absent), account("idle"), here], []),
    accessLimits,
  );
  expect([...decided].map(short)).toEqual(["idle"]);
});

test("a condition that could not be read is no promise", () => {
  const here = policy(projectKey, {
    role: viewer,
    members: [me],
    condition: { title: "?", expression: "a &&" },
  });
  expect(told([account("app"), bucket("claims"), here])).toEqual([
    `app can-read claims: allow policy of ${projectKey}, binding 1: ${viewer}, under a condition on a condition that could not be read`,
  ]);
});

test("whoever may act as an account and start a job has the account's rights, by both permissions", () => {
  const passes = { role: "roles/iam.serviceAccountUser", members: [me] };
  const on = policy(account("powerful").key, passes);
  const starts = policy(projectKey, { role: "roles/aiplatform.user", members: [me] });
  const escalating = (...resources: Resource[]) =>
    told([account("app"), account("powerful"), ...resources]).filter((edge) =>
      edge.includes("can-escalate-to"),
    );
  expect(escalating(on)).toEqual([]);
  expect(escalating(starts)).toEqual([]);
  const [edge = ""] = escalating(on, starts);
  expect(edge).toContain(
    "app can-escalate-to powerful: starts a training job as it: iam.serviceAccounts.actAs (",
  );
  expect(edge).toContain("aiplatform.customJobs.create (");
  expect(escalating(on, starts, denying(projectKey, "iam.googleapis.com/serviceAccounts.actAs"))).toEqual([]);
});

test("whoever may change an account's policy may let itself act as it", () => {
  const admin = policy(account("powerful").key, { role: "roles/iam.serviceAccountAdmin", members: [me] });
  const edge = told([account("app"), account("powerful"), admin]).find((each) =>
    each.includes("can-escalate-to"),
  );
  expect(edge).toContain("lets itself act as it: iam.serviceAccounts.setIamPolicy (");
});
