import { describe, expect, test } from "vitest";

import { exampleTransport } from "#lib/connectors/example-transport.ts";
import { connectors } from "#lib/connectors/registry.ts";
import { runCollection } from "#lib/connectors/run-collection.ts";
import type { Collector, CollectorExample } from "#lib/domain/connector.ts";
import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

const shown = connectors.flatMap(({ id, collectors }) =>
  collectors.flatMap((collector) =>
    collector.examples ? [{ name: `${id}/${collector.id}`, collector, examples: collector.examples }] : [],
  ),
);

async function run(collector: Collector, transport: Transport) {
  const resources: Resource[] = [];
  const relationships: Relationship[] = [];
  const calls: ProviderCall[] = [];
  const scope = { account: "example", region: collector.per === "region" ? "eu-central-1" : null };
  const counted: Transport = (call, signal) => {
    calls.push(call);
    return transport(call, signal);
  };
  const outcome = await runCollection(counted, collector, scope, AbortSignal.timeout(5_000), (batch) => {
    resources.push(...batch.resources);
    relationships.push(...batch.relationships);
  });
  return { outcome, resources, relationships, calls };
}

const nameOf = ({ service, operation }: ProviderCall): string => `${service}:${operation}`;

const denying =
  (example: CollectorExample, name: string): Transport =>
  async (call, signal) => {
    if (nameOf(call) === name) throw new ProviderError("denied", call, "Access denied", name);
    return exampleTransport(example)(call, signal);
  };

test("every collector in a file of its own shows examples", () => {
  expect(shown.length).toBeGreaterThan(0);
});

describe.each(shown)("$name", ({ collector, examples }) => {
  test("shows one estate that has none, and one that has some", () => {
    expect(examples[0].shows).toEqual([]);
    expect(examples.some(({ shows }) => shows.length > 0)).toBe(true);
  });

  test.each(examples)("$name", async (example) => {
    const { outcome, resources, relationships } = await run(collector, exampleTransport(example));
    expect(outcome).toMatchObject({ state: "complete", unparsed: [] });
    expect(resources.map(({ key }) => key).toSorted()).toEqual(
      example.shows.map(({ key }) => key).toSorted(),
    );
    for (const expected of example.shows)
      expect(resources.find(({ key }) => key === expected.key)).toMatchObject(expected);
    expect(relationships).toMatchObject(example.relationships ?? relationships);
    const kinds = [...resources.map(({ type }) => type), ...relationships.map(({ kind }) => kind)];
    for (const kind of kinds) expect(collector.produces).toContain(kind);
  });

  test("a question that is denied leaves a gap, or what it would have told unknown", async () => {
    for (const example of examples) {
      const { calls } = await run(collector, exampleTransport(example));
      for (const name of new Set(calls.map(nameOf))) {
        const { outcome, resources } = await run(collector, denying(example, name));
        const isSaid = outcome.unknown !== null || resources.some(({ unknown }) => unknown !== undefined);
        expect([name, isSaid]).toEqual([name, true]);
      }
    }
  });
});
