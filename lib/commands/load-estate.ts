import { collectAll, type Collected } from "#lib/connectors/collect-all.ts";
import { readRecording } from "#lib/connectors/read-recording.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { AppError } from "#lib/domain/errors.ts";
import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Place, UndecidedDeclaration } from "#lib/infrastructure/declared.ts";
import type { Found } from "#lib/infrastructure/found.ts";
import { standardInput } from "#lib/infrastructure/read-text.ts";
import {
  collectCode,
  isRecording,
  readCode,
  type Code,
  type InputFile,
} from "#lib/infrastructure/scan-input.ts";
import { derive } from "#lib/inventory/derive.ts";
import { inputFiles } from "./input-files.ts";

export type LoadedEstate = {
  graph: ResourceGraph;
  /** Where a resource was written, by its key. */
  places: ReadonlyMap<string, Place>;
  /** Keys of what code implies but does not declare, as the account it is applied to: it is not judged. */
  implied: ReadonlySet<string>;
  /** Files in a folder that are none of the kinds known. */
  skipped: readonly string[];
};

/** Recordings and code, all as one estate, so that what leads from one into another is followed. */
export async function loadEstate(paths: readonly string[], signal: AbortSignal): Promise<LoadedEstate> {
  const calls = new Map<string, RecordedCall[]>();
  const codes: Code[] = [];
  const skipped: string[] = [];
  for (const file of await inputFiles(paths)) {
    if (await isOfCalls(file)) await readCalls(file.path, calls);
    else {
      const code = /\.jsonl$/i.test(file.path) ? null : await readCode(file);
      if (code) codes.push(code);
      else if (file.named) throw new AppError("invalid-input", notKnown(file.path));
      else skipped.push(file.path);
    }
  }
  if (calls.size === 0 && codes.length === 0)
    throw new AppError(
      "invalid-input",
      `There are no recorded calls and no plans, manifests or templates in ${paths.join(", ")}.`,
    );
  const found = await collectCode(codes, signal);
  const recorded = await Promise.all(
    [...calls].map(([id, all]) => collectCalls(connectorOf(id), all, signal)),
  );
  return { ...assembled(recorded, found), skipped };
}

/** By what it holds, whatever it is called; a file of lines that was named is told what is wrong with each. */
const isOfCalls = async ({ path, named }: InputFile): Promise<boolean> =>
  path !== standardInput && ((named && /\.jsonl$/i.test(path)) || (await isRecording(path)));

/** Its own place, or that of what it is a part of. */
export function placeIn(places: ReadonlyMap<string, Place>, key: string): Place | undefined {
  for (let at = key; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("/"), at.lastIndexOf(":"), 0))) {
    const place = places.get(at);
    if (place) return place;
  }
  return undefined;
}

const notKnown = (file: string): string =>
  `${file} is none of what can be scanned: a recording (JSON Lines), the output of terraform show -json, Kubernetes manifests, or a template of CloudFormation or Azure Resource Manager.`;

function assembled(recorded: readonly Collected[], found: readonly Found[]): Omit<LoadedEstate, "skipped"> {
  const collected = [...recorded, ...found.map((one) => one.collected)];
  const places = new Map(found.flatMap((one) => [...one.places]));
  const seen = new Set(recorded.flatMap(({ resources }) => resources.map(({ key }) => key)));
  const implied = found
    .flatMap((one) => one.collected.resources)
    .filter(({ key }) => !seen.has(key) && placeIn(places, key) === undefined)
    .map(({ key }) => key);
  const graph = new ResourceGraph(
    eachOnce(collected.flatMap(({ resources }) => resources)),
    collected.flatMap(({ relationships }) => relationships),
    [...collected.flatMap(({ gaps }) => gaps), ...found.flatMap(({ undecided }) => undecided.map(gapOf))],
  );
  return { graph: derive(graph).graph, places, implied: new Set(implied) };
}

/** Several pieces of code are of one account, which each of them finds: the one that knows the most stands. */
function eachOnce(resources: readonly Resource[]): Resource[] {
  const byKey = new Map<string, Resource>();
  const unknownCount = ({ unknown = {} }: Resource) => Object.keys(unknown).length;
  for (const resource of resources) {
    const known = byKey.get(resource.key);
    if (!known || unknownCount(resource) < unknownCount(known)) byKey.set(resource.key, resource);
  }
  return [...byKey.values()];
}

const gapOf = ({ place, message }: UndecidedDeclaration): Gap => ({
  account: "",
  region: null,
  produces: [],
  unknown: { reason: "not-recorded", call: place.address, permission: null, message },
});

async function readCalls(path: string, calls: Map<string, RecordedCall[]>): Promise<void> {
  for await (const call of readRecording(path)) {
    const known = calls.get(call.connector);
    if (known) known.push(call);
    else calls.set(call.connector, [call]);
  }
}

/** A recording that does not even hold which accounts there are is no recording of an estate. */
async function collectCalls(
  connector: Connector,
  calls: readonly RecordedCall[],
  signal: AbortSignal,
): Promise<Collected> {
  try {
    return await collectAll(connector, replay(calls), signal);
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
