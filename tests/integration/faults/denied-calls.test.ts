import { describe, expect, test } from "vitest";

import { collectAll, graphOf } from "#lib/connectors/collect-all.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import type { Connector } from "#lib/domain/connector.ts";
import type { OutcomeStatus } from "#lib/domain/check.ts";
import { ConnectionError, ProviderError } from "#lib/domain/provider-call.ts";
import { derive } from "#lib/inventory/derive.ts";
import { findConnector } from "#lib/inventory/find-connector.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluate } from "#lib/posture/evaluate.ts";
import { demoRecording, withDenied } from "#tests/support/demo-recording.ts";

const signal = new AbortController().signal;

/** Every outcome over a recording, by check and resource; null where the connection could not be opened at all. */
async function outcomesOf(connector: Connector, calls: readonly RecordedCall[]) {
  try {
    const collected = await collectAll(connector, replay(calls), signal);
    const { graph } = derive(graphOf(collected));
    const statuses = new Map<string, OutcomeStatus>();
    for (const { check, resource, outcome } of evaluate(checks, graph))
      statuses.set(`${check.id} on ${resource.key}`, outcome.status);
    return { statuses, states: collected.collections.map(({ state }) => state) };
  } catch (error) {
    if (error instanceof ConnectionError || error instanceof ProviderError) return null;
    throw error;
  }
}

describe.each(["aws", "azure", "gcp", "kubernetes"])(
  "every recorded call of %s denied in turn",
  (provider) => {
    test("makes nothing pass that did not pass before", { timeout: 240_000 }, async () => {
      const connector = findConnector(provider);
      const calls = await demoRecording(provider);
      const whole = await outcomesOf(connector, calls);
      const wrong: string[] = [];
      for (const [at, call] of calls.entries()) {
        if (call.error) continue;
        const denied = await outcomesOf(connector, withDenied(calls, at));
        for (const [id, status] of denied?.statuses ?? [])
          if (status === "pass" && whole?.statuses.get(id) !== "pass")
            wrong.push(
              `${call.service}:${call.operation} denied: ${id} passes, was ${whole?.statuses.get(id)}`,
            );
      }
      expect(whole?.statuses.size).toBeGreaterThan(100);
      expect(wrong).toEqual([]);
    });
  },
);
