import { collectAll, openOf, scopesOf, type Collected } from "#lib/connectors/collect-all.ts";
import { callKey, replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { runCollection } from "#lib/connectors/run-collection.ts";
import type { Batch, Collector, Connector, Scope } from "#lib/domain/connector.ts";
import type { ProviderCall, Transport } from "#lib/domain/provider-call.ts";

type Answer = Pick<RecordedCall, "output" | "error">;
type Run = { asked: ReadonlySet<string>; part: Collected };

/**
 * What `collectAll` gives of a recording in which one answer is another, without collecting anew what did not ask for
 * that answer: sweeps over every call of a long recording take a fraction of the time.
 */
export async function collectingAgain(connector: Connector, calls: readonly RecordedCall[]) {
  const signal = AbortSignal.timeout(30_000);
  const recorded = replay(calls);
  const scoping = listening(recorded);
  const scopes = await connector.scopes(scoping.transport, signal);
  const planned = connector.collectors.flatMap((collector) =>
    scopesOf(collector.per, scopes).map((scope) => ({ collector, scope })),
  );
  const runs: Run[] = [];
  for (const { collector, scope } of planned) runs.push(await collect(collector, scope, recorded));

  const withAnswer = async (changed: RecordedCall, answer: Answer): Promise<Collected> => {
    const { output: _output, error: _error, ...asked } = changed;
    const key = callKey(changed);
    const other = replay([{ ...asked, ...answer }]);
    const transport: Transport = (call, stop) => (callKey(call) === key ? other : recorded)(call, stop);
    if (scoping.asked.has(key)) return collectAll(connector, transport, AbortSignal.timeout(30_000));
    const parts: Collected[] = [];
    for (const [at, { collector, scope }] of planned.entries()) {
      const run = runs[at];
      parts.push(run && !run.asked.has(key) ? run.part : (await collect(collector, scope, transport)).part);
    }
    return joined(parts);
  };
  return { whole: joined(runs.map(({ part }) => part)), withAnswer };
}

async function collect(collector: Collector, scope: Scope, source: Transport): Promise<Run> {
  const { transport, asked } = listening(source);
  const part: Collected = { resources: [], relationships: [], gaps: [], collections: [] };
  const take = ({ resources, relationships }: Batch) => {
    part.resources.push(...resources);
    part.relationships.push(...relationships);
  };
  const outcome = await runCollection(transport, collector, scope, AbortSignal.timeout(30_000), take);
  part.collections.push({ ...outcome, collectorId: collector.id, scope });
  if (outcome.unknown) part.gaps.push({ ...scope, produces: openOf(collector), unknown: outcome.unknown });
  return { asked, part };
}

function listening(transport: Transport): { transport: Transport; asked: Set<string> } {
  const asked = new Set<string>();
  const listened: Transport = (call: ProviderCall, signal) => {
    asked.add(callKey(call));
    return transport(call, signal);
  };
  return { transport: listened, asked };
}

const joined = (parts: readonly Collected[]): Collected => ({
  resources: parts.flatMap(({ resources }) => resources),
  relationships: parts.flatMap(({ relationships }) => relationships),
  gaps: parts.flatMap(({ gaps }) => gaps),
  collections: parts.flatMap(({ collections }) => collections),
});
