import { collectAll, graphOf } from "#lib/connectors/collect-all.ts";
import { readRecording } from "#lib/connectors/read-recording.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { AppError } from "#lib/domain/errors.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { derive } from "#lib/inventory/derive.ts";

/** The graph of recordings, all as one estate, so that what leads from one cloud into another is followed. */
export async function loadRecordings(paths: readonly string[], signal: AbortSignal): Promise<ResourceGraph> {
  const callsByConnector = new Map<string, RecordedCall[]>();
  for (const path of paths)
    for await (const call of readRecording(path)) {
      const calls = callsByConnector.get(call.connector);
      if (calls) calls.push(call);
      else callsByConnector.set(call.connector, [call]);
    }
  if (callsByConnector.size === 0)
    throw new AppError("invalid-input", `There are no recorded calls in ${paths.join(", ")}.`);
  const graphs = await Promise.all(
    [...callsByConnector].map(([id, calls]) => graphOfCalls(connectorOf(id), calls, signal)),
  );
  const collected = new ResourceGraph(
    graphs.flatMap((graph) => graph.nodes),
    graphs.flatMap((graph) => graph.relationships),
    graphs.flatMap((graph) => graph.gaps),
  );
  return derive(collected).graph;
}

/** A recording that does not even hold which accounts there are is no recording of an estate. */
async function graphOfCalls(
  connector: Connector,
  calls: readonly RecordedCall[],
  signal: AbortSignal,
): Promise<ResourceGraph> {
  try {
    return graphOf(await collectAll(connector, replay(calls), signal));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new AppError(
      "invalid-input",
      `The recording does not say which accounts of ${connector.title} it is of: ${error.call} is missing. Record it anew.`,
    );
  }
}

function connectorOf(id: string): Connector {
  const connector = connectors.find((candidate) => candidate.id === id);
  if (!connector) throw new AppError("invalid-input", `Nacre has no connector called ${id}.`);
  return connector;
}
