import { collectAll, graphOf } from "#lib/connectors/collect-all.ts";
import { readRecording } from "#lib/connectors/read-recording.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import { AppError } from "#lib/domain/errors.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
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
    [...callsByConnector].map(async ([id, calls]) =>
      graphOf(await collectAll(connectorOf(id), replay(calls), signal)),
    ),
  );
  const collected = new ResourceGraph(
    graphs.flatMap((graph) => graph.nodes),
    graphs.flatMap((graph) => graph.relationships),
    graphs.flatMap((graph) => graph.gaps),
  );
  return derive(collected).graph;
}

function connectorOf(id: string) {
  const connector = connectors.find((candidate) => candidate.id === id);
  if (!connector) throw new AppError("invalid-input", `Nacre has no connector called ${id}.`);
  return connector;
}
