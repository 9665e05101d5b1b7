import { expect, test } from "vitest";

import { isKubernetesMember, type KubernetesCaller } from "./kubernetes-member.ts";

const caller: KubernetesCaller = {
  kind: "kubernetes",
  project: "demo",
  namespace: "claims",
  name: "app",
  cluster: "projects/demo/locations/europe-west4/clusters/prod",
};
const pool = (kind: string, rest: string, project = "demo") =>
  `${kind}://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/${project}.svc.id.goog/${rest}`;
const cluster = "kubernetes.cluster/https://container.googleapis.com/v1/projects/demo/locations";

test.each<[string, string, boolean]>([
  ["the account by its name", pool("principal", "subject/ns/claims/sa/app"), true],
  ["the account as it was written before", "serviceAccount:demo.svc.id.goog[claims/app]", true],
  ["every account of its namespace", pool("principalSet", "namespace/claims"), true],
  ["every account of its cluster", pool("principalSet", `${cluster}/europe-west4/clusters/prod`), true],
  ["whatever is in the pool", pool("principalSet", "*"), true],
  ["another account", pool("principal", "subject/ns/claims/sa/app2"), false],
  ["one of that name elsewhere", pool("principal", "subject/ns/portal/sa/app"), false],
  ["a namespace as if it were an account", pool("principal", "namespace/claims"), false],
  ["another namespace", pool("principalSet", "namespace/portal"), false],
  ["another cluster", pool("principalSet", `${cluster}/europe-west4/clusters/dev`), false],
  ["the account in another project's pool", pool("principal", "subject/ns/claims/sa/app", "other"), false],
  ["another project's, as before", "serviceAccount:other.svc.id.goog[claims/app]", false],
  ["an account of Google's", "serviceAccount:app@demo.iam.gserviceaccount.com", false],
  [
    "a pool of one's own",
    "principal://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/ci/subject/ns/claims/sa/app",
    false,
  ],
])("whether it means it: %s", (_, written, expected) => {
  expect(isKubernetesMember(written, caller)).toBe(expected);
});
