import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { collectAll, graphOf } from "#lib/connectors/collect-all.ts";
import gcp from "#lib/connectors/gcp/connector.ts";
import { RecordedCall, replay } from "#lib/connectors/recording.ts";
import { recordDemo } from "../record.ts";

const files = { "as-is": "demo/gcp.jsonl", fixed: "demo/gcp.fixed.jsonl" } as const;
const replayed = (variant: keyof typeof files) => {
  const lines = readFileSync(files[variant], "utf8").trimEnd().split("\n");
  const calls = lines.map((line) => RecordedCall.parse(JSON.parse(line)));
  return collectAll(gcp, replay(calls), new AbortController().signal);
};
const byName = async (variant: keyof typeof files, type: string, name: string) => {
  const { resources } = await replayed(variant);
  return resources.find((resource) => resource.type === type && resource.name === name);
};

describe.each(["as-is", "fixed"] as const)("the recording of the estate %s", (variant) => {
  test("replays without a gap", async () => {
    const { gaps, collections, resources } = await replayed(variant);
    expect(gaps).toEqual([]);
    expect(collections.filter(({ state }) => state !== "complete")).toEqual([]);
    expect(resources.length).toBeGreaterThan(80);
  });

  test("is what recording it again gives, byte for byte", async () => {
    const lines = await recordDemo("gcp", variant);
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    expect(text).toBe(readFileSync(files[variant], "utf8"));
  });

  test("names every resource once", async () => {
    const keys = (await replayed(variant)).resources.map(({ key }) => key);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test("produces what its collectors declare and nothing else", async () => {
    const { resources, relationships } = await replayed(variant);
    const declared = new Set<string>(gcp.collectors.flatMap(({ produces }) => produces));
    const produced = [...resources.map(({ type }) => type), ...relationships.map(({ kind }) => kind)];
    expect(produced.filter((what) => !declared.has(what))).toEqual([]);
  });
});

test("the workload is connected from its service to its data, by ids and not by names", async () => {
  const graph = graphOf(await replayed("as-is"));
  const service = graph.all("gcp.run.service").find(({ name }) => name === "document-insights");
  const [endpoint] = graph.follow(service?.key ?? "", "invokes");
  const [model] = graph.follow(endpoint?.key ?? "", "serves");
  expect(graph.follow(model?.key ?? "", "trained-on").map(({ name }) => name)).toEqual([
    "labelled-documents",
    "acme-documents-training",
  ]);
  expect(graph.follow(model?.key ?? "", "stores-artifacts-in").map(({ name }) => name)).toEqual([
    "acme-documents-models",
  ]);
  const [indexEndpoint] = graph.follow(service?.key ?? "", "grounded-on");
  const [index] = graph.follow(indexEndpoint?.key ?? "", "serves");
  expect(graph.follow(index?.key ?? "", "ingests").map(({ name }) => name)).toEqual([
    "acme-documents-corpus",
  ]);
});

test("three things are wrong as it is and right once fixed", async () => {
  for (const [variant, isWrong] of [
    ["as-is", true],
    ["fixed", false],
  ] as const) {
    const bucket = await byName(variant, "gcp.storage.bucket", "acme-documents-training");
    expect(bucket?.facets).toMatchObject({ publicRead: isWrong, blocksPublicAccess: !isWrong });
    const endpoint = await byName(variant, "gcp.aiplatform.endpoint", "document-classifier");
    expect(endpoint?.facets).toMatchObject({ logsRequests: !isWrong });
    const notebook = await byName(variant, "gcp.notebooks.instance", "research-workbench");
    expect(notebook?.facets).toMatchObject({ publicAddress: isWrong });
    const account = await byName(variant, "gcp.iam.service-account", "research-workbench");
    expect(account?.properties).toMatchObject({ basicRoles: isWrong ? ["roles/editor"] : [] });
  }
});

test("no bucket but the training documents is public", async () => {
  const { resources } = await replayed("as-is");
  const open = resources.filter(({ facets }) => "publicRead" in facets && facets.publicRead);
  expect(open.map(({ name }) => name)).toEqual(["acme-documents-training"]);
});
