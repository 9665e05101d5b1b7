import { describe, expect, test } from "vitest";

import { commandLineOf } from "./command-line.ts";
import { engines } from "./engines.ts";
import { digestIn, isPinned, parseImage, versionIn } from "./image-reference.ts";
import { podFacts } from "./pod-facts.ts";
import { ownerOfPod } from "./pod-owner.ts";
import { Container, PodSpec } from "./pod-spec.ts";
import { Metadata } from "./metadata.ts";
import { servedModel, trustsRemoteCode } from "./served-model.ts";
import { isExampleKey } from "./server-proof.ts";
import { stripAnswer } from "./strip.ts";

const line = (more: object) => commandLineOf(Container.parse({ name: "main", image: "x", ...more }));
const proof = (engine: string, more: object, config: string | null = null) =>
  engines.find(({ id }) => id === engine)?.proof(line(more), config).authentication;
const env = (name: string, value: string) => ({ env: [{ name, value }] });
const secret = (name: string) => ({ env: [{ name, valueFrom: { secretKeyRef: { name: "s", key: "k" } } }] });

describe("how callers prove themselves to", () => {
  test.each<[string, object, string | null, string | null]>([
    ["vllm", {}, null, "none"],
    ["vllm", { args: ["--api-key", "abc"] }, null, "key"],
    ["vllm", { args: ["--api-key=abc"] }, null, "key"],
    ["vllm", { args: ["--api-key", "--port"] }, null, "none"],
    ["vllm", { command: ["sh", "-c", "vllm serve m --api-key $KEY"] }, null, "key"],
    ["vllm", secret("VLLM_API_KEY"), null, "key"],
    ["vllm", env("VLLM_API_KEY", ""), null, "none"],
    ["vllm", { envFrom: [{ secretRef: { name: "s" } }] }, null, null],
    ["ollama", { envFrom: [{ secretRef: { name: "s" } }] }, null, "none"],
    ["triton", {}, null, "none"],
    ["triton", { args: ["--http-restricted-api=model-repository:key=x"] }, null, null],
    ["torchserve", { args: ["--disable-token-auth"] }, null, "none"],
    ["torchserve", {}, null, null],
    ["ray", {}, null, "none"],
    ["ray", env("RAY_AUTH_MODE", "token"), null, "key"],
    ["qdrant", {}, null, "none"],
    ["qdrant", secret("QDRANT__SERVICE__API_KEY"), null, "key"],
    ["qdrant", {}, "service:\n  api_key: xxxxxxxx\n", "key"],
    ["qdrant", {}, "service:\n  # api_key:\n", "none"],
    ["weaviate", {}, null, "none"],
    ["weaviate", env("AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED", "true"), null, "none"],
    ["weaviate", env("AUTHENTICATION_APIKEY_ENABLED", "true"), null, "key"],
    ["weaviate", env("AUTHENTICATION_OIDC_ENABLED", "true"), null, "identity"],
    [
      "weaviate",
      {
        env: [
          { name: "AUTHENTICATION_APIKEY_ENABLED", value: "true" },
          { name: "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED", value: "true" },
        ],
      },
      null,
      "none",
    ],
    ["milvus", {}, null, "none"],
    ["milvus", {}, "common:\n  security:\n    authorizationEnabled: true\n", "key"],
    ["milvus", {}, "common:\n  security:\n    authorizationEnabled: false\n", "none"],
    ["chroma", {}, null, "none"],
    ["pgvector", secret("POSTGRES_PASSWORD"), null, "key"],
    ["pgvector", env("POSTGRES_HOST_AUTH_METHOD", "trust"), null, "none"],
    ["pgvector", {}, null, null],
    ["litellm", {}, null, "none"],
    ["litellm", {}, "general_settings:\n  master_key: os.environ/KEY\n", "key"],
    ["mlflow", { args: ["server"] }, null, "none"],
    ["mlflow", { args: ["server", "--app-name", "basic-auth"] }, null, "key"],
    ["jupyter", {}, null, "key"],
    ["jupyter", { args: ["--ServerApp.token="] }, null, "none"],
    ["jupyter", { args: ["--NotebookApp.token=''"] }, null, "key"],
    ["jupyter", { command: ["sh", "-c", "jupyter lab --NotebookApp.token=''"] }, null, "none"],
    ["jupyter", { args: ["--ServerApp.token=", "--ServerApp.password=sha1:x"] }, null, "key"],
    ["jupyterhub", {}, null, null],
  ])("%s with %j and configuration %j: %s", (engine, more, config, expected) => {
    expect(proof(engine, more, config)).toBe(expected);
  });

  test("the key of the documentation is told from a key", () => {
    expect(isExampleKey(line(env("LITELLM_MASTER_KEY", "sk-1234")), null)).toBe(true);
    expect(isExampleKey(line(env("LITELLM_MASTER_KEY", "sk-12345")), null)).toBe(false);
    expect(isExampleKey(line({}), "general_settings:\n  master_key: sk-1234\n")).toBe(true);
    expect(isExampleKey(line({}), "general_settings:\n  master_key: sk-123456\n")).toBe(false);
  });
});

describe("what a server was told to load", () => {
  const pinned = "0123456789abcdef0123456789abcdef01234567";
  test.each<[string, object, object | null]>([
    [
      "vllm",
      { args: ["--model", "org/m"] },
      {
        source: "org/m",
        origin: "open-weight",
        publisher: "org",
        weightsFormat: "unstated",
        revisionPinned: false,
      },
    ],
    [
      "vllm",
      { args: ["serve", "org/m", "--load-format", "pt"] },
      { source: "org/m", weightsFormat: "pickle" },
    ],
    [
      "vllm",
      { args: ["serve", "org/m", "--load-format=safetensors", "--revision", pinned] },
      { weightsFormat: "safe", revisionPinned: true },
    ],
    ["vllm", { args: ["serve", "org/m", "--revision", "main"] }, { revisionPinned: false, revision: "main" }],
    [
      "vllm",
      { args: ["serve", "s3://models/m"] },
      { origin: "custom", publisher: null, storeKey: "arn:aws:s3:::models" },
    ],
    ["vllm", { args: ["serve", "/models/m"] }, { origin: "custom", storeKey: null }],
    ["vllm", { command: ["sh", "-c", "vllm serve $MODEL"] }, null],
    ["vllm", { args: ["--port", "8000"] }, null],
    ["tgi", env("MODEL_ID", "org/m"), { source: "org/m" }],
    [
      "triton",
      { args: ["--model-repository=gs://models/r"] },
      { storeKey: "//storage.googleapis.com/models" },
    ],
    ["llama-cpp", { args: ["-m", "/m/a.gguf"] }, { weightsFormat: "safe" }],
    ["ollama", { args: ["serve"] }, null],
  ])("%s with %j", (engine, more, expected) => {
    const found = servedModel(engine, line(more));
    expect(found && expected ? { ...found, ...expected } : expected).toEqual(found);
  });

  test("code that comes with a model is told", () => {
    expect(trustsRemoteCode(line({ args: ["--trust-remote-code"] }))).toBe(true);
    expect(trustsRemoteCode(line({ args: ["--model", "x"] }))).toBe(false);
  });
});

describe("an image's name", () => {
  test.each([
    ["nginx", { registry: "docker.io", repository: "library/nginx", tag: null, digest: null }],
    ["vllm/vllm-openai:v1", { registry: "docker.io", repository: "vllm/vllm-openai", tag: "v1" }],
    ["localhost:5000/a/b:1", { registry: "localhost:5000", repository: "a/b", tag: "1" }],
    ["reg.example/a@sha256:ab", { registry: "reg.example", repository: "a", tag: null, digest: "sha256:ab" }],
    [
      "reg.example:5000/a:1@sha256:ab",
      { registry: "reg.example:5000", repository: "a", tag: "1", digest: "sha256:ab" },
    ],
  ])("%s", (image, expected) => {
    expect(parseImage(image)).toMatchObject(expected);
  });

  test.each([
    ["v0.6.3.post1", "0.6.3"],
    ["24.05-py3", "24.05"],
    ["main-v1.55.8", "1.55.8"],
    ["latest", null],
    ["pg17", null],
    ["abc123", null],
    [null, null],
  ])("tag %s is version %s", (tag, expected) => {
    expect(versionIn(tag)).toBe(expected);
  });

  test("only a whole digest pins it", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    expect(isPinned(`a@${digest}`)).toBe(true);
    expect(isPinned("a@sha256:abc")).toBe(false);
    expect(isPinned("a:1")).toBe(false);
    expect(digestIn(`docker-pullable://a@${digest}`)).toBe(digest);
    expect(digestIn("sha256:short")).toBeNull();
  });
});

describe("what a pod may do to its node", () => {
  const facts = (spec: object) => podFacts(PodSpec.parse({ containers: [{ name: "main" }], ...spec }));
  const withSecurity = (securityContext: object, pod = {}) =>
    facts({ securityContext: pod, containers: [{ name: "main", securityContext }] });

  test.each([
    ["nothing said", {}, {}, ["main"]],
    ["the pod says not root", {}, { runAsNonRoot: true }, []],
    ["the container outranks the pod", { runAsNonRoot: false }, { runAsNonRoot: true }, ["main"]],
    ["a user by number", { runAsUser: 1000 }, {}, []],
    ["root by number, though the pod says otherwise", { runAsUser: 0 }, { runAsNonRoot: true }, ["main"]],
    ["the pod's user", {}, { runAsUser: 1000 }, []],
  ])("root: %s", (_, container, pod, expected) => {
    expect(withSecurity(container, pod).rootContainers).toEqual(expected);
  });

  test("capabilities, but for the one that everybody may have", () => {
    expect(
      withSecurity({ capabilities: { add: ["NET_BIND_SERVICE", "SYS_ADMIN"] } }).addedCapabilities,
    ).toEqual(["main: SYS_ADMIN"]);
  });

  test("a profile that confines nothing is none", () => {
    expect(withSecurity({ seccompProfile: { type: "Unconfined" } }).containersWithoutSeccomp).toEqual([
      "main",
    ]);
    expect(withSecurity({}, { seccompProfile: { type: "RuntimeDefault" } }).containersWithoutSeccomp).toEqual(
      [],
    );
  });

  test("host paths that are mounted, writable where any container may write", () => {
    const spec = (readOnly: boolean[], path = "/var/lib/models") => ({
      volumes: [
        { name: "v", hostPath: { path } },
        { name: "unused", hostPath: { path: "/etc" } },
      ],
      containers: readOnly.map((only, index) => ({
        name: `c${index}`,
        volumeMounts: [{ name: "v", mountPath: "/m", readOnly: only }],
      })),
    });
    expect(facts(spec([true, true]))).toMatchObject({
      writableHostPaths: [],
      readOnlyHostPaths: ["/var/lib/models"],
    });
    expect(facts(spec([true, false]))).toMatchObject({ writableHostPaths: ["/var/lib/models"] });
    expect(facts(spec([true], "/run/containerd/containerd.sock")).runtimeSockets).toHaveLength(1);
    expect(facts(spec([true], "/var/run")).runtimeSockets).toHaveLength(1);
    expect(facts(spec([true], "/var/run/app")).runtimeSockets).toEqual([]);
  });

  test("limits are missed in what keeps running, not in what only prepares it", () => {
    const limited = { resources: { limits: { cpu: 1, memory: "1Gi" } } };
    const spec = {
      containers: [{ name: "main", ...limited }],
      initContainers: [{ name: "prepare" }, { name: "sidecar", restartPolicy: "Always" }],
    };
    expect(facts(spec).missingLimits).toEqual(["sidecar: memory", "sidecar: cpu"]);
  });
});

test.each([
  [
    { kind: "ReplicaSet", name: "web-5d4f", controller: true },
    { "pod-template-hash": "5d4f" },
    "Deployment/web",
  ],
  [{ kind: "ReplicaSet", name: "web-5d4f", controller: true }, {}, "ReplicaSet/web-5d4f"],
  [{ kind: "Job", name: "train-29123456", controller: true }, {}, "CronJob/train"],
  [{ kind: "Job", name: "train", controller: true }, {}, "Job/train"],
  [{ kind: "RayCluster", name: "ray", controller: true }, {}, "RayCluster/ray"],
  [{ kind: "Node", name: "n", controller: false }, {}, "Pod/pod"],
])("a pod owned by %j with %j belongs to %s", (owner, labels, expected) => {
  const { kind, name } = ownerOfPod(Metadata.parse({ name: "pod", labels, ownerReferences: [owner] }));
  expect(`${kind}/${name}`).toBe(expected);
});

test("copies of whole objects, and credentials in files, do not leave the client", () => {
  const key = "sk-abcdefghijklmnopqrstuvwxyz";
  const answer = stripAnswer({
    items: [
      {
        metadata: {
          name: "a",
          managedFields: [{ manager: "kubectl", fieldsV1: { "f:data": {} } }],
          annotations: {
            "kubectl.kubernetes.io/last-applied-configuration": '{"data":{"k":"c2VjcmV0"}}',
            kept: "yes",
          },
        },
        data: {
          "config.yaml": `general_settings:\n  master_key: ${key}\n  database_url: postgres://u:hunter2hunter2@db/x\n  store: true\n`,
          plain: "value",
        },
      },
    ],
  });
  const text = JSON.stringify(answer);
  expect(text).not.toContain("c2VjcmV0");
  expect(text).not.toContain(key);
  expect(text).not.toContain("hunter2hunter2");
  expect(text).not.toContain("fieldsV1");
  expect(answer).toMatchObject({
    items: [{ metadata: { annotations: { kept: "yes" } }, data: { plain: "value" } }],
  });
  expect(text).toContain("store: true");
});
