import { closeSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { captureRecording } from "#lib/commands/capture-recording.ts";
import type { ServerTarget } from "#lib/commands/ask-server.ts";
import { pushRecording } from "#lib/commands/push-recording.ts";
import { connectors } from "#lib/connectors/registry.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { openNew } from "./capture.ts";
import { settingsOf } from "./connector-settings.ts";
import { readText, serverTarget } from "./server-target.ts";
import { untilStopped } from "./until-stopped.ts";
import { UsageError } from "./usage-error.ts";

const permissions = "recording:push";
const names = connectors.map(({ id }) => id).join(", ");
const help = `Usage: nacre push CONNECTOR --server URL [--connection ID] [--set NAME=VALUE]…
       nacre push --file RECORDING --server URL [--connection ID]

Reads what a connector reads (${names}) from inside a network that Nacre cannot reach, replaces secrets, and sends
the recording to Nacre. The API token is taken from NACRE_TOKEN or from a file; it needs the permission recording:push
alone, which lets it read nothing.
  --server URL       Where Nacre runs: https://nacre.example.com.
  --connection ID    A connection that replays recordings: it replays this one from now on, and syncs. What was pushed
                     to it before is deleted.
  --set NAME=VALUE   A setting of the connector. NAME=@FILE takes the text of a file, like kubeconfig=@config.
  --file RECORDING   Send what nacre capture wrote, instead of collecting now.
  --token-file FILE  A file that holds the API token.
  --dry-run FILE     Collect, write the recording to a new file for you to read, and send nothing.

Ends with 0 if all was read and sent, 1 if it was sent with something missing, 2 if nothing was sent.`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      server: { type: "string" },
      connection: { type: "string" },
      set: { type: "string", multiple: true, default: [] },
      file: { type: "string" },
      "token-file": { type: "string" },
      "dry-run": { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const dryRun = values["dry-run"];
  const target = dryRun === undefined ? serverTarget(values, permissions, help) : null;
  return untilStopped({ remedy: "Nothing more is sent." }, async (signal) => {
    const { text, gaps } =
      values.file === undefined
        ? await collect(positionals[0], values.set, signal)
        : { text: readText(values.file), gaps: [] };
    if (gaps.length > 0) console.log(`Not collected:\n${gaps.map((gap) => `  ${gap}`).join("\n")}`);
    const what = values.file ?? positionals[0] ?? "";
    if (target) await send(target, { what, text, connectionId: values.connection ?? null }, signal);
    else writeNew(dryRun ?? "", text);
    return gaps.length > 0 ? 1 : 0;
  });
}

async function collect(
  id: string | undefined,
  pairs: readonly string[],
  signal: AbortSignal,
): Promise<{ text: string; gaps: readonly string[] }> {
  const connector: Connector | undefined = connectors.find((one) => one.id === id);
  if (!connector) throw new UsageError(`Name one of ${names}, or a recording with --file.\n\n${help}`);
  const settings = settingsOf(connector, pairs.map(withFile));
  const transport = await connector.connect(settings, signal);
  const lines: string[] = [];
  const { callCount, resourceCount, gaps } = await captureRecording(
    connector,
    transport,
    (line) => lines.push(`${JSON.stringify(line)}\n`),
    signal,
  );
  console.log(`${callCount} calls read, ${resourceCount} resources.`);
  return { text: lines.join(""), gaps };
}

/** `NAME=@FILE` keeps a secret out of the list of processes. */
function withFile(pair: string): string {
  const [, name, file] = /^(\w+)=@(.+)$/.exec(pair) ?? [];
  return name === undefined || file === undefined ? pair : `${name}=${readText(file)}`;
}

type Sent = { what: string; text: string; connectionId: string | null };

async function send(
  target: ServerTarget,
  { what, text, connectionId }: Sent,
  signal: AbortSignal,
): Promise<void> {
  const name = `${what.split(/[\\/]/).at(-1) ?? what} ${new Date().toISOString()}`.slice(0, 100);
  const { id } = await pushRecording(target, { name, text, connectionId }, signal);
  console.log(`Sent to ${target.server.host} as “${name}” (${id}).`);
}

function writeNew(path: string, text: string): void {
  const file = openNew(path);
  try {
    writeFileSync(file, text);
    console.log(`Written to ${path}; nothing was sent.`);
  } finally {
    closeSync(file);
  }
}
