import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
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
