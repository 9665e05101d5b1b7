import { expect, test } from "vitest";

import { untold } from "../rest/facts.ts";
import { engineOf } from "./engines.ts";
import type { EngineKind } from "./engine-kind.ts";
import type { Target } from "./inventory.ts";
import { publicNetworkOf } from "./machine.ts";
import { normalizeBucket } from "./minio.ts";
import { normalizeModelServer } from "./model-server.ts";
import type { FoundServer } from "./read-server.ts";
import { normalizeRegisteredModel } from "./registered-model.ts";
import { normalizeServedModel } from "./served-models.ts";
import { normalizeVectorStore } from "./vector-store.ts";

const found = (kind: EngineKind, more: Partial<FoundServer> = {}): FoundServer => ({
  site: "lab",
  host: `${kind}.lab`,
  url: `https://${kind}.lab:1`,
  tags: {},
  engine: engineOf(kind),
  version: { value: "1.0", unknown: null },
  access: { authentication: "key", reason: "It turns a caller away", unknown: null },
  openMetrics: { value: false, unknown: null },
  items: { value: [], unknown: null },
  publicNetwork: { value: false, unknown: null },
  ...more,
});
const target = (kind: EngineKind): Target => ({
  host: `${kind}.lab`,
  url: `https://${kind}.lab:1`,
  kind,
  exposure: null,
  tags: {},
});
const nothing = { value: null, unknown: null };
const bucketOf = (Statement: readonly object[]) =>
  normalizeBucket(
    {
      bucket: { Name: "b" },
      policy: { value: { Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }, unknown: null },
      encryption: nothing,
      versioning: { value: {}, unknown: null },
      tagging: nothing,
    },
    found("minio"),
  ).resources[0]?.facets;
const everybody = { Effect: "Allow", Principal: { AWS: ["*"] }, Resource: ["arn:aws:s3:::b/*"] };

test.each([
  ["nobody", [], { publicRead: false, publicWrite: false }],
  ["readers", [{ ...everybody, Action: ["s3:GetObject"] }], { publicRead: true, publicWrite: false }],
  ["writers", [{ ...everybody, Action: ["s3:PutObject"] }], { publicRead: false, publicWrite: true }],
  ["all", [{ ...everybody, Action: "s3:*" }], { publicRead: true, publicWrite: true }],
  [
    "one user",
    [{ ...everybody, Action: "s3:*", Principal: { AWS: ["arn:aws:iam:::user/a"] } }],
    { publicRead: false, publicWrite: false },
  ],
])("a bucket's policy lets in %s", (_, statements, expected) => {
  expect(bucketOf(statements)).toMatchObject({ ...expected, encryption: "none", versioning: false });
});

test("a policy that was not read is no private bucket", () => {
  const denied = { value: null, unknown: untold("s3:GetBucketPolicy", "No") };
  const answers = {
    bucket: { Name: "b" },
    policy: denied,
    encryption: nothing,
    versioning: nothing,
    tagging: nothing,
  };
  const [bucket] = normalizeBucket(answers, found("minio")).resources;
  expect(Object.keys(bucket?.unknown ?? {})).toContain("facets.publicRead");
  expect(bucket?.facets).not.toHaveProperty("publicRead");
});

const versions = [
  { version: "9", current_stage: "Staging", source: "s3://models/9", run_id: "r9" },
  { version: "10", current_stage: "None", source: "s3://models/10", run_id: "r10" },
];
const registered = (more: object, targets: readonly Target[] = [target("minio")]) =>
  normalizeRegisteredModel(
    { name: "m", latest_versions: versions, ...more },
    found("mlflow"),
    targets,
    new Map(),
  );

test.each([
  ["the newest by number", {}, "10"],
  ["the one an alias names", { aliases: [{ alias: "champion", version: "9" }] }, "9"],
  [
    "the one in production before all",
    {
      latest_versions: [...versions, { version: "3", current_stage: "Production" }],
      aliases: [{ alias: "champion", version: "9" }],
    },
    "3",
  ],
  ["none", { latest_versions: [] }, null],
])("a registered model's version is %s", (_, more, version) => {
  expect(registered(more).resources[0]?.properties).toMatchObject({ version, signed: false });
});

test("a signature among the tags counts, and one that says no does not", () => {
  const signedBy = (key: string, value: string) =>
    registered({ tags: [{ key, value }] }).resources[0]?.properties;
  expect(signedBy("cosign.signature", "MEUCIQ")).toMatchObject({ signed: true });
  expect(signedBy("signed", "false")).toMatchObject({ signed: false });
  expect(signedBy("designed_by", "someone")).toMatchObject({ signed: false });
});

test("files lie in the one object store of the list, and with two nobody can tell", () => {
  const edge = registered({}).relationships.find(({ kind }) => kind === "stores-artifacts-in");
  expect(edge?.to).toBe("onprem://lab/servers/minio.lab:1/buckets/models");
  const two = [target("minio"), { ...target("minio"), url: "https://other.lab:1" }];
  expect(registered({}, two).resources[0]?.unknown).toHaveProperty(["relationships.stores-artifacts-in"]);
});

test.each([
  ["triton", [{ name: "a", version: "1", state: "READY" }], undefined],
  ["triton", [{ name: "a", state: "UNAVAILABLE", reason: "unloaded" }], true],
  ["triton", [{ name: "a" }], true],
  ["ollama", [], true],
  ["vllm", [], null],
] as const)("%s with %o takes orders: %s", (kind, items, expected) => {
  const { resources } = normalizeModelServer(found(kind, { items: { value: items, unknown: null } }));
  const properties: Partial<Record<string, unknown>> = resources[0]?.properties ?? {};
  expect(properties["takesModelOrders"]).toBe(expected);
});

test.each([
  ["ollama", { name: "llama3:8b", digest: "sha256:1", details: { format: "gguf" } }, "safe", "open-weight"],
  ["vllm", { id: "chat", root: "/models/chat.bin" }, "pickle", "custom"],
  ["vllm", { id: "mistralai/Mistral-7B", root: "mistralai/Mistral-7B" }, "unstated", "open-weight"],
  ["triton", { name: "m", platform: "onnxruntime_onnx" }, "safe", "custom"],
  ["tgi", { model_id: "org/model", model_sha: "abc" }, "unstated", "open-weight"],
] as const)("a model of %s is what its list says", (kind, raw, weightsFormat, origin) => {
  const [model] = normalizeServedModel(raw, found(kind), []).resources;
  expect(model).toMatchObject({ properties: { weightsFormat }, facets: { origin } });
});

test("a model of one's own is the one that the site's registry holds by that name", () => {
  const { relationships } = normalizeServedModel({ name: "m" }, found("triton"), [target("mlflow")]);
  expect(relationships.map(({ to }) => to)).toContain("onprem://lab/servers/mlflow.lab:1/models/m");
});

test("collections of each product are told by name, and one without is counted", () => {
  const items = ["a", { name: "b" }, { class: "C" }, {}];
  const batch = normalizeVectorStore(found("qdrant", { items: { value: items, unknown: null } }));
  expect(batch.resources[0]?.properties).toMatchObject({ collections: ["C", "a", "b"] });
  expect(batch.unparsed).toHaveLength(1);
});

test.each([
  [null, ["10.0.0.1"], false, false],
  [null, ["10.0.0.1", "203.0.113.4"], false, true],
  [null, [], false, true],
  ["public", ["10.0.0.1"], true, false],
  ["internal", ["203.0.113.4"], false, false],
] as const)("said to be %s at %o: public %s, unknown %s", (exposure, addresses, value, isUnknown) => {
  const told = publicNetworkOf(exposure, addresses);
  expect([told.value, told.unknown !== null]).toEqual([value, isUnknown]);
});
