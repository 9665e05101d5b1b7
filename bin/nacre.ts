#!/usr/bin/env node
import { runCommand, type Commands } from "./run-command.ts";

const usage = `Usage: nacre <command> [options]

  start [--no-demo] [--dev] [--verbose]
                                     Run everything: Postgres, web and worker. PORT, HOST and DATABASE_URL are honored.
  scan FILE|FOLDER… [--format FORMAT] [--fail-on [new:]SEVERITY]
                                     Evaluate recordings, plans and manifests without a database.
  query QUESTION --recording FILE…    Ask the graph of recordings in the query language.
  capture CONNECTOR --out FILE       Record what a connector reads, with the credentials of this shell.
  push CONNECTOR --server URL         Collect from inside a network and send the recording to a Nacre outside.
  import REPORT --server URL          Send another tool's findings to a Nacre.
  prepare                            Migrate, prepare the queue, print the first sign-in: before web and worker apart.
  doctor                             Say what is wrong with this installation and what to do.

Run nacre <command> --help for more.`;

const commands: Commands = {
  start: () => import("./start.ts"),
  scan: () => import("./scan.ts"),
  query: () => import("./query.ts"),
  capture: () => import("./capture.ts"),
  push: () => import("./push.ts"),
  import: () => import("./import.ts"),
  doctor: () => import("./doctor.ts"),
  prepare: () => import("./prepare-installation.ts"),
};

process.exitCode = await runCommand(commands, usage, process.argv.slice(2));
