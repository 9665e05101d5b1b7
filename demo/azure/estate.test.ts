import { beforeAll, describe, expect, test } from "vitest";

import azure from "#lib/connectors/azure/connector.ts";
import { collectAll, type Collected } from "#lib/connectors/collect-all.ts";
import { record, replay, type RecordedCall } from "#lib/connectors/recording.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import { facetSchemas } from "#lib/domain/resource-class.ts";
import { classOf, resourceTypes } from "#lib/domain/resource.ts";
import { answer } from "./estate.ts";
import type { Variant } from "./arm.ts";

const signal = new AbortController().signal;

async function recorded(variant: Variant): Promise<RecordedCall[]> {
  const lines: RecordedCall[] = [];
  const live: Transport = async (call) => Promise.resolve().then(() => answer(call, variant));
  const keep = (value: unknown) => value;
  await collectAll(
    azure,
    record("azure", live, keep, (line) => lines.push(line)),
    signal,
  );
  return lines;
}

describe.each(["as-is", "fixed"] as const)("the estate %s", (variant) => {
  let collected: Collected;
  let lines: RecordedCall[];
  beforeAll(async () => {
    lines = await recorded(variant);
    collected = await collectAll(azure, replay(lines), signal);
  });

  test("is replayed without a gap", () => {
    expect(collected.gaps).toEqual([]);
    expect(collected.collections.filter(({ state }) => state !== "complete")).toEqual([]);
    expect(collected.resources.filter((resource) => resource.unknown)).toEqual([]);
  });

  test("is recorded the same every time", async () => {
    expect(JSON.stringify(await recorded(variant))).toBe(JSON.stringify(lines));
  });

  test("gives every resource one key and the properties and facets its type states", () => {
    const keys = collected.resources.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const resource of collected.resources) {
      expect(resource.key).toBe(resource.key.toLowerCase());
      resourceTypes[resource.type].properties.strict().parse(resource.properties);
      facetSchemas[classOf(resource.type)].strict().parse(resource.facets);
    }
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
  const { resources } = await collectAll(azure, replay(await recorded(variant)), signal);
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
