import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import azure from "#lib/connectors/azure/connector.ts";
import { collectAll, graphOf, type Collected } from "#lib/connectors/collect-all.ts";
import { readRecording } from "#lib/connectors/read-recording.ts";
import { replay } from "#lib/connectors/recording.ts";
import { facetSchemas } from "#lib/domain/resource-class.ts";
import { classOf, resourceTypes } from "#lib/domain/resource.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import type { Variant } from "./arm.ts";
import { recordDemo } from "../record.ts";

const signal = new AbortController().signal;

const fileOf = (variant: Variant) => (variant === "as-is" ? "demo/azure.jsonl" : "demo/azure.fixed.jsonl");

async function replayed(variant: Variant): Promise<Collected> {
  const calls = [];
  for await (const call of readRecording(fileOf(variant))) calls.push(call);
  return collectAll(azure, replay(calls), signal);
}

describe.each(["as-is", "fixed"] as const)("the estate %s", (variant) => {
  let collected: Collected;
  beforeAll(async () => {
    collected = await replayed(variant);
  });

  test("is replayed without a gap", () => {
    expect(collected.gaps).toEqual([]);
    expect(collected.collections.filter(({ state }) => state !== "complete")).toEqual([]);
    const untold = collected.resources.flatMap(({ key, unknown }) =>
      Object.entries(unknown ?? {}).map(([path, { reason }]) => `${key} ${path} ${reason}`),
    );
    // When somebody last signed in is in a log that no API lists for free.
    expect(untold.filter((text) => !text.endsWith("facets.lastUsedAt unsupported"))).toEqual([]);
  });

  test("is recorded to the same bytes again", async () => {
    const lines = await recordDemo("azure", variant);
    expect(lines.map((line) => `${JSON.stringify(line)}\n`).join("")).toBe(
      readFileSync(fileOf(variant), "utf8"),
    );
  });

  test("gives every resource one key and the properties and facets its type states", () => {
    const keys = collected.resources.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const resource of collected.resources) {
      expect(resource.key).toBe(resource.key.toLowerCase());
      resourceTypes[resource.type].properties.strict().parse(resource.properties);
      const untold = resource.unknown?.["facets.lastUsedAt"] ? { lastUsedAt: null } : {};
      facetSchemas[classOf(resource.type)].strict().parse({ ...untold, ...resource.facets });
    }
  });

  test("has a busy subscription around what is wrong", () => {
    expect(collected.resources.length).toBeGreaterThan(150);
  });

  test("gives only what the collectors state they produce", () => {
    const produced = new Set<string>(azure.collectors.flatMap((collector) => collector.produces));
    for (const { type } of collected.resources) expect(produced).toContain(type);
    for (const { kind } of collected.relationships) expect(produced).toContain(kind);
  });

  test("has no relationship that leads nowhere", () => {
    const keys = new Set(collected.resources.map(({ key }) => key));
    const dangling = collected.relationships.filter(({ from, to }) => !keys.has(from) || !keys.has(to));
    expect(dangling).toEqual([]);
  });
});

async function facetsOf(variant: Variant, ending: string): Promise<unknown> {
  const { resources } = await replayed(variant);
  return resources.find(({ key }) => key.endsWith(ending))?.facets;
}

test.each([
  ["aoai-underwriting-weu", { keyAuthentication: true, publicNetwork: true, logsRequests: false }],
  [
    "raipolicies/underwriting-strict",
    { callerMayOverride: true, promptAttack: "high", contentFilter: "high" },
  ],
  ["containers/policies", { publicRead: true }],
  ["sites/app-underwriting-copilot", { publicNetwork: true, authentication: "none", secretVariables: [] }],
  ["aoai-research-weu", { keyAuthentication: true, publicNetwork: false, logsRequests: true }],
  ["raipolicies/research-strict", { callerMayOverride: false }],
])("as it is, %s is what its documentation says", async (ending, facets) => {
  expect(await facetsOf("as-is", ending)).toMatchObject(facets);
});

test.each([
  ["aoai-underwriting-weu", { keyAuthentication: false, publicNetwork: false, logsRequests: true }],
  ["raipolicies/underwriting-strict", { callerMayOverride: false }],
  ["containers/policies", { publicRead: false }],
  ["sites/app-underwriting-copilot", { authentication: "identity" }],
  ["aoai-research-weu", { keyAuthentication: false }],
])("fixed, %s is mended", async (ending, facets) => {
  expect(await facetsOf("fixed", ending)).toMatchObject(facets);
});

const owned = /^(azure|ai-service|vector-store|key-vault|secret|workspace)\/|^data-store\/private$/;
async function failuresOf(variant: Variant): Promise<string[]> {
  const graph = graphOf(await replayed(variant));
  return checks
    .filter(({ id }) => owned.test(id))
    .flatMap((check) =>
      graph.nodes
        .filter(({ type }) => check.appliesTo.includes(type))
        .filter((resource) => check.evaluate(resource, graph).status !== "pass")
        .filter((resource) => check.evaluate(resource, graph).status !== "not-applicable")
        .map(({ name }) => `${check.id} ${name}`),
    )
    .toSorted();
}

test("as it is, what is wrong is what its documentation names, no more and no less", async () => {
  expect(await failuresOf("as-is")).toEqual([
    "ai-service/logs-requests aoai-underwriting-weu",
    "ai-service/not-reachable-from-public-network aoai-underwriting-weu",
    "ai-service/requires-identity-not-keys aoai-research-weu",
    "ai-service/requires-identity-not-keys aoai-underwriting-weu",
    "azure/identity-not-contributor id-underwriting-copilot",
    "azure/storage-network stunderwritingdocs",
    "data-store/private policies",
  ]);
});

test("fixed, nothing is wrong and nothing is unknown", async () => {
  expect(await failuresOf("fixed")).toEqual([]);
});
