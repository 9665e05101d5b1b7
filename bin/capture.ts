import { closeSync, openSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";

import { captureRecording } from "#lib/commands/capture-recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { settingsOf } from "./connector-settings.ts";
import { untilStopped } from "./until-stopped.ts";
import { UsageError } from "./usage-error.ts";

const help = `Usage: nacre capture CONNECTOR --out FILE [--set NAME=VALUE]…

Records what a connector reads (${connectors.map(({ id }) => id).join(", ")}), with the credentials that this shell has:
profile, environment, workload identity. Secrets in the answers are replaced before they are written.
  --out FILE         Where to write; must not exist yet.
  --set NAME=VALUE   A setting of the connection, like --set regions=eu-west-1.

Ends with 0 if all was read, 1 if something was denied or failed (it is recorded as such), 2 if nothing could be read.`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: "string" },
      set: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const connector = connectors.find(({ id }) => id === positionals[0]);
  if (!connector)
    throw new UsageError(`Name one of ${connectors.map(({ id }) => id).join(", ")}.\n\n${help}`);
  if (values.out === undefined) throw new UsageError(`Say where to write: --out FILE.`);
  const { out } = values;
  const settings = settingsOf(connector, values.set);
  return untilStopped({ remedy: "The file is not complete." }, (signal) =>
    capture(connector, settings, out, signal),
  );
}

async function capture(
  connector: Connector,
  settings: Record<string, string>,
  out: string,
  signal: AbortSignal,
): Promise<number> {
  const transport = await connector.connect(settings, signal);
  const file = openNew(out);
  try {
    const { callCount, resourceCount, gaps } = await captureRecording(
      connector,
      transport,
      (line) => writeSync(file, `${JSON.stringify(line)}\n`),
      signal,
    );
    console.log(`${callCount} calls recorded in ${out}, ${resourceCount} resources.`);
    if (gaps.length > 0) console.log(`Not collected:\n${gaps.map((gap) => `  ${gap}`).join("\n")}`);
    return gaps.length > 0 ? 1 : 0;
  } finally {
    closeSync(file);
  }
}

/** Never over another file, and for its owner alone: a recording describes an estate. */
export function openNew(out: string): number {
  try {
    return openSync(out, "wx", 0o600);
  } catch (error) {
    throw new UsageError(
      `${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
