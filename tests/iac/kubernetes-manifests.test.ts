import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { formatJson } from "#lib/commands/format-json.ts";
import { formatSarif } from "#lib/commands/format-sarif.ts";
import { scanRecordings, type Scan } from "#lib/commands/scan-recordings.ts";
import { findingsOf, scanText } from "./scanned-plan.ts";

type Located = { physicalLocation: { artifactLocation: object; region: object } };
type Sarif = { runs: [{ results: { locations: [Located] }[] }] };

const folder = "tests/iac/kubernetes";
const scan = await scanRecordings([folder], AbortSignal.timeout(30_000));
const found = findingsOf(scan);
const lineOf = (text: string, from = 0) =>
  readFileSync(`${folder}/bad.yaml`, "utf8")
    .split("\n")
    .findIndex((line, at) => at >= from && line.includes(text)) + 1;

describe("a folder of manifests", () => {
  test("has every bad object found at its address", () => {
    expect([...new Set(scan.findings.map(({ place }) => place?.address ?? "nowhere"))].toSorted()).toEqual([
      "Deployment bad/jupyter",
      "Deployment bad/litellm",
      "Deployment bad/vllm",
      "Ingress bad/chat",
      "Namespace bad",
      "Sandbox bad/coder",
      "Service bad/vllm",
      "ServiceAccount bad/vllm",
      "StatefulSet bad/qdrant",
    ]);
  });

  test.each([
    ["kubernetes/model-privileged", "Deployment bad/vllm"],
    ["kubernetes/inference-exposed", "Deployment bad/vllm"],
    ["kubernetes/inference-authentication", "Deployment bad/vllm"],
    ["kubernetes/model-remote-code", "Deployment bad/vllm"],
    ["kubernetes/vector-db-authentication", "StatefulSet bad/qdrant"],
    ["kubernetes/llm-gateway-master-key", "Deployment bad/litellm"],
    ["kubernetes/notebook-exposed", "Deployment bad/jupyter"],
    ["kubernetes/ingress-tls", "Ingress bad/chat"],
    ["kubernetes/identity-takeover", "ServiceAccount bad/vllm"],
    ["kubernetes/namespace-pod-security", "Namespace bad"],
    ["kubernetes/agent-sandbox-isolation", "Sandbox bad/coder"],
  ])("finds %s at %s", (check, address) => {
    expect(found).toContain(`${check} ${address}`);
  });

  test("tells the line of the object, and of an image its own", () => {
    const placeOf = (check: string, name: string) =>
      scan.findings.find((one) => one.check.id === check && one.resource.name === name)?.place?.line;
    expect(placeOf("kubernetes/model-privileged", "vllm")).toBe(lineOf("kind: Deployment") - 1);
    expect(placeOf("image/pinned-by-digest", "qdrant/qdrant:v1.9.0")).toBe(lineOf("image: qdrant"));
    const { runs } = JSON.parse(formatSarif(scan, folder)) as Sarif;
    expect(runs[0].results.map(({ locations }) => locations[0].physicalLocation)).toContainEqual({
      artifactLocation: expect.objectContaining({ uri: `${folder}/bad.yaml` }) as unknown,
      region: { startLine: lineOf("image: qdrant") },
    });
  });

  test("lets no credential out", () => {
    expect(formatJson(scan)).not.toContain("sk-proj-");
  });

  test("says nothing good of what other objects of the cluster may turn bad", () => {
    const open = new Set(scan.unknowns.map(({ check, resource }) => `${check.id} ${resource.name}`));
    expect(open).toContain("kubernetes/inference-exposed vllm (vLLM)");
    expect(open).toContain("kubernetes/model-imds vllm");
    expect(open).toContain("kubernetes/identity-takeover good/vllm");
  });
});

/** What is in the cluster of the demo, as somebody would have written it. */
type Call = { service: string; operation: string; output?: { items?: object[] } };
const recorded = readFileSync("demo/kubernetes.jsonl", "utf8");
const kinds: Readonly<Record<string, string>> = {
  deployments: "Deployment",
  statefulsets: "StatefulSet",
  daemonsets: "DaemonSet",
  jobs: "Job",
  cronjobs: "CronJob",
  services: "Service",
  namespaces: "Namespace",
  serviceaccounts: "ServiceAccount",
  ingresses: "Ingress",
  networkpolicies: "NetworkPolicy",
  roles: "Role",
  rolebindings: "RoleBinding",
  clusterroles: "ClusterRole",
  clusterrolebindings: "ClusterRoleBinding",
  rayclusters: "RayCluster",
  sandboxes: "Sandbox",
  sandboxtemplates: "SandboxTemplate",
  inferenceservices: "InferenceService",
  authorizationpolicies: "AuthorizationPolicy",
  gateways: "Gateway",
  httproutes: "HTTPRoute",
  pytorchjobs: "PyTorchJob",
};

function manifestOf(service: string, operation: string, item: object): object[] {
  const kind = kinds[operation.split(".")[0] ?? ""];
  const { status: _, ...body } = { status: null, ...item };
  if (!kind) return [];
  return [{ apiVersion: service === "core" ? "v1" : `${service}/v1`, kind, ...body }];
}

const written = recorded
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Call)
  .filter(({ operation }) => operation.endsWith(".list") && !/^(nodes|secrets)/.test(operation))
  .flatMap(({ service, operation, output }) =>
    (output?.items ?? []).flatMap((item) => manifestOf(service, operation, item)),
  );

/** The id of a cluster stands in every key, and the two are not one. */
const withoutCluster = (key: string): string => key.replace(/^k8s:[0-9a-f]+\//, "");
const idsOf = (some: Scan["findings"] | Scan["unknowns"]): string[] =>
  some.map(({ check, resource }) => `${check.id} ${withoutCluster(resource.key)}`);

test("one cluster gets the same verdicts as a recording and as manifests, or none", async () => {
  const [live, code] = [
    await scanText("cluster.jsonl", recorded),
    await scanText("cluster.json", JSON.stringify({ apiVersion: "v1", kind: "List", items: written })),
  ];
  const [failedLive, failedInCode] = [new Set(idsOf(live.findings)), new Set(idsOf(code.findings))];
  const openInCode = new Set(idsOf(code.unknowns));
  expect(failedInCode.size).toBeGreaterThan(10);
  expect([...failedInCode].filter((id) => !failedLive.has(id))).toEqual([]);
  expect([...failedLive].filter((id) => !failedInCode.has(id) && !openInCode.has(id))).toEqual([]);
});
