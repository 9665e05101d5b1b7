#!/usr/bin/env node
import { DatabaseProblem } from "#lib/platform/database-problem.ts";
import { EnvironmentProblem } from "#lib/platform/env.ts";
import { UsageError } from "./usage-error.ts";

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

const commands: Record<string, () => Promise<{ run: (args: string[]) => Promise<number> }>> = {
  start: () => import("./start.ts"),
  scan: () => import("./scan.ts"),
  query: () => import("./query.ts"),
  capture: () => import("./capture.ts"),
  push: () => import("./push.ts"),
  import: () => import("./import.ts"),
  doctor: () => import("./doctor.ts"),
  prepare: () => import("./prepare-installation.ts"),
};

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "help") {
    console.log(usage);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    console.error(`There is no command ${name}.\n\n${usage}`);
    return 2;
  }
  try {
    const { run } = await load();
    return await run(args);
  } catch (error) {
    if (error instanceof DatabaseProblem) {
      console.error(`${error.message}\n${error.remedy}`);
      return 1;
    }
    if (!isUsageProblem(error)) throw error;
    console.error(error.message);
    return 2;
  }
}

function isUsageProblem(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof EnvironmentProblem || isParseArgsError(error);
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
