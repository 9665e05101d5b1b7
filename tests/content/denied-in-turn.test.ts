import { describe, expect, test } from "vitest";

import { graphOf, type Collected } from "#lib/connectors/collect-all.ts";
import type { OutcomeStatus } from "#lib/domain/check.ts";
import { ConnectionError, ProviderError } from "#lib/domain/provider-call.ts";
import { derive } from "#lib/inventory/derive.ts";
import { findConnector } from "#lib/inventory/find-connector.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluate } from "#lib/posture/evaluate.ts";
import { collectingAgain } from "#tests/support/collect-again.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";

/** Every outcome over what was collected, by check and resource. */
function statusesOf(collected: Collected): ReadonlyMap<string, OutcomeStatus> {
  const { graph } = derive(graphOf(collected));
  return new Map(
    [...evaluate(checks, graph)].map(({ check, resource, outcome }) => [
      `${check.id} on ${resource.key}`,
      outcome.status,
    ]),
  );
}

/** A connection that cannot be opened at all says nothing that could be wrong. */
function nothingOf(error: unknown): ReadonlyMap<string, OutcomeStatus> {
  if (error instanceof ConnectionError || error instanceof ProviderError) return new Map();
  throw error;
}

describe.each(["aws", "azure", "gcp", "kubernetes"])(
  "every recorded call of %s denied in turn",
  (provider) => {
    test("makes nothing pass that did not pass before", { timeout: 240_000 }, async () => {
      const calls = await demoRecording(provider);
      const { whole, withAnswer } = await collectingAgain(findConnector(provider), calls);
      const before = statusesOf(whole);
      const wrong: string[] = [];
      for (const call of calls) {
        if (call.error) continue;
        const name = `${call.service}:${call.operation}`;
        const error = { reason: "denied", message: "Access denied", permission: name } as const;
        const after = await withAnswer(call, { error }).then(statusesOf, nothingOf);
        for (const [id, status] of after)
          if (status === "pass" && before.get(id) !== "pass")
            wrong.push(`${name} denied: ${id} passes, was ${before.get(id)}`);
      }
      expect(before.size).toBeGreaterThan(100);
      expect(wrong).toEqual([]);
    });
  },
);
