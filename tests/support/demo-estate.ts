import { existsSync } from "node:fs";
import { collectAll, type Collected } from "#lib/connectors/collect-all.ts";
import { readRecording } from "#lib/connectors/read-recording.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { providers } from "#lib/domain/provider.ts";

export type DemoVariant = "as-is" | "fixed";

/** The demo estate of all three clouds as one graph, replayed by the real connectors. */
export async function demoEstate(
  variant: DemoVariant,
  change: (calls: RecordedCall[]) => RecordedCall[] = (calls) => calls,
): Promise<ResourceGraph> {
  const callsByProvider = await Promise.all(
    providers
      .filter((provider) => existsSync(`demo/${provider}.jsonl`))
      .map(async (provider) => ({ provider, calls: await callsOf(provider, variant) })),
  );
  const changed = change(callsByProvider.flatMap(({ calls }) => calls));
  let taken = 0;
  const parts: Collected[] = [];
  for (const { provider, calls } of callsByProvider) {
    const connector = connectors.find(({ id }) => id === provider);
    if (!connector) throw new Error(`No connector ${provider}`);
    const own = changed.slice(taken, taken + calls.length);
    taken += calls.length;
    parts.push(await collectAll(connector, replay(own), new AbortController().signal));
  }
  return new ResourceGraph(
    parts.flatMap(({ resources }) => resources),
    parts.flatMap(({ relationships }) => relationships),
    parts.flatMap(({ gaps }) => gaps),
  );
}

async function callsOf(provider: string, variant: DemoVariant): Promise<RecordedCall[]> {
  const calls: RecordedCall[] = [];
  const path = `demo/${provider}${variant === "fixed" ? ".fixed" : ""}.jsonl`;
  for await (const call of readRecording(path)) calls.push(call);
  return calls;
}
