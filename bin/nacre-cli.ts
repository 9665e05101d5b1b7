#!/usr/bin/env node
import { runCommand, type Commands } from "./run-command.ts";

const usage = `Usage: nacre <command> [options]

  scan FILE|FOLDER… [--format FORMAT] [--fail-on [new:]SEVERITY]
                                     Evaluate recordings and infrastructure code, without a database or a network.
  query QUESTION --recording FILE…   Ask the graph of recordings in the query language.
  capture CONNECTOR --out FILE       Record what a connector reads, with the credentials of this shell.
  push CONNECTOR --server URL        Collect from inside a network and send the recording to a Nacre outside.
  import REPORT --server URL         Send another tool's findings to a Nacre.

Run nacre <command> --help for more.`;

/** What needs no installation: the package of this alone is one file. */
const commands: Commands = {
  scan: () => import("./scan.ts"),
  query: () => import("./query.ts"),
  capture: () => import("./capture.ts"),
  push: () => import("./push.ts"),
  import: () => import("./import.ts"),
};

process.exitCode = await runCommand(commands, usage, process.argv.slice(2));
