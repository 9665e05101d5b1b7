import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

import type { RecordedCall } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import { ConnectionError, ProviderError } from "#lib/domain/provider-call.ts";
import { facetSchemas } from "#lib/domain/resource-class.ts";
import { classOf, resourceTypes, type Resource } from "#lib/domain/resource.ts";
import { collectingAgain } from "#tests/support/collect-again.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";

type Path = readonly (string | number)[];

function pathsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, member]) => pathsIn(member, [...at, name]))];
}

/** A copy of `value` in which what stands at `path` is `odd`, or is gone where `odd` is undefined. */
function replaced(value: unknown, [name, ...rest]: Path, odd: unknown): unknown {
  if (name === undefined) return odd;
  if (Array.isArray(value))
    return value.flatMap((member: unknown, index) => {
      const kept = String(index) === String(name) ? replaced(member, rest, odd) : member;
      return kept === undefined ? [] : [kept];
    });
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([own, member]) => [own, own === name ? replaced(member, rest, odd) : member] as const)
      .filter(([, member]) => member !== undefined),
  );
}

/** What of a resource does not fit the vocabulary, leaving out what it says is unknown. */
function misfits({ key, type, properties, facets, unknown }: Resource): string[] {
  const missing = new Set(Object.keys(unknown ?? {}));
  const problems = [
    ["properties", resourceTypes[type].properties.safeParse(properties)] as const,
    ["facets", facetSchemas[classOf(type)].safeParse(facets)] as const,
  ];
  return problems.flatMap(([prefix, { error }]) =>
    (error?.issues ?? [])
      .filter(({ path: [name] }) => !missing.has(`${prefix}.${String(name)}`))
      .map(({ path, message }) => `${key} ${prefix}.${path.join(".")}: ${message}`),
  );
}

const oddities = [undefined, null, "SOME_VALUE_OF_TOMORROW", -1, {}, [], [null], true];

describe.each(connectors)("$id: whatever a provider puts in one place of an answer", (connector) => {
  let calls: readonly RecordedCall[];
  let collecting: Awaited<ReturnType<typeof collectingAgain>>;
  beforeAll(async () => {
    calls = await demoRecording(connector.id);
    collecting = await collectingAgain(connector, calls);
  });

  test("the collection ends in order, and what it shows fits the vocabulary", async () => {
    const byOperation = [
      ...Map.groupBy(calls, ({ service, operation }) => `${service}:${operation}`).values(),
    ];
    const place = fc
      .constantFrom(...byOperation)
      .chain((same) => fc.constantFrom(...same))
      .chain((call) => fc.constantFrom(...pathsIn(call.output)).map((path) => ({ call, path })));
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...oddities), async ({ call, path }, odd) => {
        const output = replaced(call.output, path, odd);
        const resources = await collecting.withAnswer(call, { output }).then(
          (collected) => collected.resources,
          (error: unknown) => {
            if (error instanceof ProviderError || error instanceof ConnectionError) return [];
            throw error;
          },
        );
        expect(resources.flatMap(misfits)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
