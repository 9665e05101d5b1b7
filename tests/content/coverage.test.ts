import { beforeAll, describe, expect, test } from "vitest";

import { collectAll, graphOf, type Collected } from "#lib/connectors/collect-all.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import { ConnectionError, ProviderError } from "#lib/domain/provider-call.ts";
import { derive } from "#lib/inventory/derive.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluate } from "#lib/posture/evaluate.ts";
import { collectingAgain } from "#tests/support/collect-again.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";

type Answer = Pick<RecordedCall, "output" | "error">;
/** How a call may go wrong. Google and AWS leave empty lists out, so that `{}` is a good answer of theirs and no fault. */
const faults: readonly {
  name: string;
  answer: (output: unknown) => Answer;
  legalOf: readonly string[];
  isDenial?: true;
}[] = [
  {
    name: "denied",
    answer: () => ({ error: { reason: "denied", message: "Access denied", permission: "service:Action" } }),
    legalOf: [],
    isDenial: true,
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

function seenIn(collected: Collected): Seen {
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

/** What passes and did not before: nothing may, where there is only less to go by. */
const risen = (before: Seen, after: Seen): string[] =>
  [...after.statuses].flatMap(([id, status]) => {
    const then = before.statuses.get(id);
    return status === "pass" && then !== "pass" ? [`${id} passes, and was ${then ?? "not there"}`] : [];
  });

/** What passed and now fails: what is absent is no fact. */
const condemned = (before: Seen, after: Seen): string[] =>
  [...after.statuses].flatMap(([id, status]) =>
    status === "fail" && before.statuses.get(id) === "pass" ? [`${id} fails, and passed`] : [],
  );

const byOperation = (calls: readonly RecordedCall[]): RecordedCall[][] => [
  ...Map.groupBy(calls, ({ service, operation }) => `${service}:${operation}`).values(),
];

/** Of each operation one call, another for each fault, so that together they reach into every corner of the recording. */
const sampled = (calls: readonly RecordedCall[], turn: number): RecordedCall[] =>
  byOperation(calls).flatMap((same) => same[Math.floor((same.length * turn) / faults.length)] ?? []);

const deniedMax = 5;

/** Of each operation all calls, or some of very many, among them the first and the last. */
const toDeny = (calls: readonly RecordedCall[]): RecordedCall[] =>
  byOperation(calls.filter(({ error }) => !error)).flatMap((same) => {
    const step = Math.max(1, (same.length - 1) / (deniedMax - 1));
    return same.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step));
  });

describe.each(connectors)("$id: whichever call fails", (connector) => {
  const calls: RecordedCall[] = [];
  let collecting: Awaited<ReturnType<typeof collectingAgain>>;
  let before: Seen;
  beforeAll(async () => {
    calls.push(...(await demoRecording(connector.id)));
    collecting = await collectingAgain(connector, calls);
    before = seenIn(collecting.whole);
  });

  test("what is put together of parts is what is collected as a whole", async () => {
    const signal = AbortSignal.timeout(30_000);
    expect(collecting.whole).toEqual(await collectAll(connector, replay(calls), signal));
    const [call] = sampled(calls, 0);
    if (!call) throw new Error("The recording is empty");
    const { output: _, ...asked } = call;
    const gone = { error: { reason: "denied", message: "No", permission: null } } as const;
    const others = calls.map((one) => (one === call ? { ...asked, ...gone } : one));
    const whole = await collectAll(connector, replay(others), signal).catch(String);
    expect(await collecting.withAnswer(call, gone).catch(String)).toEqual(whole);
  });

  test.each(faults.map((fault, turn) => ({ ...fault, turn })))(
    "nothing wrong seems right: $name",
    async ({ answer, legalOf, turn, isDenial }) => {
      const found: string[] = [];
      for (const failing of isDenial ? toDeny(calls) : sampled(calls, turn)) {
        const name = `${failing.service}:${failing.operation} ${JSON.stringify(failing.input)}`;
        try {
          const after = seenIn(await collecting.withAnswer(failing, answer(failing.output)));
          if (!legalOf.includes(connector.id))
            found.push(...dishonest(before, after).map((what) => `${name}: ${what}`));
          if (isDenial)
            found.push(
              ...[...risen(before, after), ...condemned(before, after)].map((what) => `${name}: ${what}`),
            );
        } catch (error) {
          if (error instanceof ProviderError || error instanceof ConnectionError) continue;
          found.push(`${name}: threw ${String(error).slice(0, 200)}`);
        }
      }
      expect(found).toEqual([]);
    },
  );
});
