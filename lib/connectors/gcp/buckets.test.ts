import { expect, test } from "vitest";

import { normalizeBucket } from "./buckets.ts";
import type { Binding, Home } from "./iam-policy.ts";

const scope = { account: "acme", region: null };
const home: Home = { projectIds: ["acme"], projectNumbers: ["1"], domains: ["acme.example"] };
const key = "//storage.googleapis.com/acme-training";
const asset = (data: object = {}) => ({
  name: key,
  assetType: "storage.googleapis.com/Bucket",
  resource: {
    version: "v1",
    location: "europe-west4",
    data: { name: "acme-training", location: "EUROPE-WEST4", ...data },
  },
});
const normalize = (data: object, bindings: Binding[], at: Home = home) =>
  normalizeBucket(asset(data), new Map([[key, bindings]]), at, scope);
const facets = (data: object, ...bindings: Binding[]) => normalize(data, bindings).resources[0]?.facets;
const prevented = { iamConfiguration: { publicAccessPrevention: "enforced" } };

test.each([
  ["roles/storage.objectViewer", "allUsers", true, false],
  ["roles/storage.objectViewer", "allAuthenticatedUsers", true, false],
  ["roles/storage.objectCreator", "allUsers", false, true],
  ["roles/storage.objectAdmin", "allUsers", true, true],
  ["roles/storage.legacyBucketReader", "allUsers", false, false],
])("%s for %s: read %s, write %s", (role, member, publicRead, publicWrite) => {
  const binding = { role, members: ["user:a@acme.example", member] };
  expect(facets({}, binding)).toMatchObject({ publicRead, publicWrite });
});

test("enforced prevention outranks a public binding, which is still shown", () => {
  const binding = { role: "roles/storage.objectAdmin", members: ["allUsers"] };
  const [bucket] = normalize(prevented, [binding]).resources;
  expect(bucket?.facets).toMatchObject({ publicRead: false, publicWrite: false, blocksPublicAccess: true });
  expect(bucket?.properties).toMatchObject({ publicRoles: ["roles/storage.objectAdmin"] });
});

test("without a policy nobody from outside may read", () => {
  expect(facets({})).toMatchObject({ publicRead: false, externalPrincipals: [] });
});

test("outsiders are named, and unknown where the own domain is", () => {
  const binding = { role: "roles/storage.objectViewer", members: ["user:a@partner.example"] };
  expect(facets({}, binding)).toMatchObject({ externalPrincipals: ["user:a@partner.example"] });
  const [bucket] = normalize({}, [binding], { ...home, domains: null }).resources;
  expect(Object.keys(bucket?.unknown ?? {})).toEqual(["facets.externalPrincipals"]);
});

test("encryption, versions, logs and labels are read, and their absence is not taken for presence", () => {
  const full = normalize(
    {
      encryption: { defaultKmsKeyName: "projects/acme/locations/l/keyRings/r/cryptoKeys/k" },
      versioning: { enabled: true },
      logging: { logBucket: "acme-logs" },
      labels: { owner: "document-ai" },
    },
    [],
  );
  expect(full.resources[0]).toMatchObject({
    tags: { owner: "document-ai" },
    facets: { encryption: "customer-key", versioning: true, accessLogging: true },
  });
  expect(full.relationships.map(({ kind }) => kind)).toEqual(["encrypted-by", "logs-to"]);
  expect(facets({ versioning: {} })).toMatchObject({
    encryption: "provider-key",
    versioning: false,
    accessLogging: false,
    blocksPublicAccess: false,
  });
});
