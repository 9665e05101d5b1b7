import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { recordDemo, variants } from "../../demo/record.ts";
import { collectAll, scopesOf } from "#lib/connectors/collect-all.ts";
import { readRecording } from "#lib/connectors/read-recording.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { runCollection } from "#lib/connectors/run-collection.ts";
import { connectors } from "#lib/connectors/registry.ts";

const recordings = connectors
  .filter(({ id }) => existsSync(`demo/${id}/estate.ts`))
  .flatMap((connector) =>
    variants.map((variant) => ({
      connector,
      variant,
      file: variant === "fixed" ? `demo/${connector.id}.fixed.jsonl` : `demo/${connector.id}.jsonl`,
    })),
  );

test("every cloud of the demo is recorded", () => {
  expect(recordings.map(({ file }) => file)).toContain("demo/aws.fixed.jsonl");
});

describe.each(recordings)("$file", ({ connector, variant, file }) => {
  test("replays through the real connector without a gap", async () => {
    const calls: RecordedCall[] = [];
    for await (const call of readRecording(file)) calls.push(call);
    const collected = await collectAll(connector, replay(calls), AbortSignal.timeout(30_000));
    expect(collected.gaps).toEqual([]);
    expect(collected.collections.filter(({ state }) => state !== "complete")).toEqual([]);
    const unanswered = collected.resources.flatMap(({ key, unknown }) =>
      Object.values(unknown ?? {})
        .filter(({ reason }) => reason !== "unsupported")
        .map(({ call, reason }) => `${key}: ${call} ${reason}`),
    );
    expect(unanswered).toEqual([]);
  });

  test("shows only what each collector says it produces", async () => {
    const calls: RecordedCall[] = [];
    for await (const call of readRecording(file)) calls.push(call);
    const transport = replay(calls);
    const signal = AbortSignal.timeout(30_000);
    const scopes = await connector.scopes(transport, signal);
    const undeclared = new Set<string>();
    for (const collector of connector.collectors)
      for (const scope of scopesOf(collector.per, scopes))
        await runCollection(transport, collector, scope, signal, ({ resources, relationships }) => {
          const shown = [...resources.map(({ type }) => type), ...relationships.map(({ kind }) => kind)];
          for (const one of shown)
            if (!collector.produces.includes(one)) undeclared.add(`${collector.id}: ${one}`);
        });
    expect([...undeclared]).toEqual([]);
  });

  test("is what recording the estate again writes, to the byte", async () => {
    const lines = await recordDemo(connector.id, variant);
    expect(lines.map((line) => `${JSON.stringify(line)}\n`).join("")).toBe(readFileSync(file, "utf8"));
  });
});
