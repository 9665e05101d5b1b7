import { beforeAll, describe, expect, test } from "vitest";

import { collectAll, graphOf } from "#lib/connectors/collect-all.ts";
import { readRecording } from "#lib/connectors/read-recording.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { ConnectionError, ProviderError } from "#lib/domain/provider-call.ts";
import { derive } from "#lib/inventory/derive.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluate } from "#lib/posture/evaluate.ts";

type Answer = Pick<RecordedCall, "output" | "error">;
/** How a call may go wrong. Google and AWS leave empty lists out, so that `{}` is a good answer of theirs and no fault. */
const faults: readonly { name: string; answer: (output: unknown) => Answer; legalOf: readonly string[] }[] = [
  {
    name: "denied",
    answer: () => ({ error: { reason: "denied", message: "Access denied", permission: "service:Action" } }),
    legalOf: [],
  },
  { name: "nothing in it", answer: () => ({ output: {} }), legalOf: ["aws", "gcp"] },
  {
    name: "a page of HTML",
    answer: () => ({ output: "<html><body>Internal Server Error</body></html>" }),
    legalOf: [],
  },
  { name: "records without fields", answer: (output) => ({ output: hollow(output) }), legalOf: [] },
];

/** Each list of the answer with as many records that say nothing. */
function hollow(output: unknown): unknown {
  if (typeof output !== "object" || output === null || Array.isArray(output)) return output;
  return Object.fromEntries(
    Object.entries(output).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(() => ({})) : value,
    ]),
  );
}

type Seen = {
  statuses: ReadonlyMap<string, string>;
  keys: ReadonlySet<string>;
  gaps: number;
  unknowns: number;
};

async function seenIn(connector: Connector, calls: readonly RecordedCall[]): Promise<Seen> {
  const collected = await collectAll(connector, replay(calls), AbortSignal.timeout(30_000));
  const { graph } = derive(graphOf(collected));
  return {
    statuses: new Map(
      [...evaluate(checks, graph)].map(({ check, resource, outcome }) => [
        `${check.id} ${resource.key}`,
        outcome.status,
      ]),
    ),
    keys: new Set(graph.nodes.map(({ key }) => key)),
    gaps: collected.gaps.length,
    unknowns: collected.resources.filter(({ unknown }) => unknown !== undefined).length,
  };
}

/** What was wrong and now seems right, or vanished without a gap to say so. */
function dishonest(before: Seen, after: Seen): string[] {
  return [...before.statuses].flatMap(([id, status]) => {
    const now = after.statuses.get(id);
    if (status === "fail" && now === "pass") return [`${id} failed and passes`];
    if (
      status === "fail" &&
      now === "not-applicable" &&
      after.gaps + after.unknowns <= before.gaps + before.unknowns
    )
      return [`${id} failed and does not apply, with nothing said to be missing`];
    if (now === undefined && after.gaps === before.gaps) return [`${id} is gone without a gap`];
    return [];
  });
}

/** Of each operation one call, another for each fault, so that together they reach into every corner of the recording. */
function sampled(calls: readonly RecordedCall[], turn: number): RecordedCall[] {
  const byOperation = Map.groupBy(calls, ({ service, operation }) => `${service}:${operation}`);
  return [...byOperation.values()].flatMap((same) => {
    const chosen = same[Math.floor((same.length * turn) / faults.length)];
    return chosen ? [chosen] : [];
  });
}

describe.each(connectors)("$id: whichever call fails", (connector) => {
  const calls: RecordedCall[] = [];
  let before: Seen;
  beforeAll(async () => {
    for await (const call of readRecording(`demo/${connector.id}.jsonl`)) calls.push(call);
    before = await seenIn(connector, calls);
  }, 30_000);

  test.each(faults.map((fault, turn) => ({ ...fault, turn })))(
    "nothing wrong seems right: $name",
    async ({ answer, legalOf, turn }) => {
      const found: string[] = [];
      for (const failing of sampled(calls, turn)) {
        const { output, error: _error, ...asked } = failing;
        const others = calls.map((call) => (call === failing ? { ...asked, ...answer(output) } : call));
        const name = `${failing.service}:${failing.operation} ${JSON.stringify(failing.input)}`;
        try {
          const after = await seenIn(connector, others);
          if (!legalOf.includes(connector.id))
            found.push(...dishonest(before, after).map((what) => `${name}: ${what}`));
        } catch (error) {
          if (error instanceof ProviderError || error instanceof ConnectionError) continue;
          found.push(`${name}: threw ${String(error).slice(0, 200)}`);
        }
      }
      expect(found).toEqual([]);
    },
    120_000,
  );
});
