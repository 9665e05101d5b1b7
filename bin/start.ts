import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { workerEngine } from "#lib/platform/worker-engine.ts";
import { DatabaseProblem } from "#lib/platform/database-problem.ts";
import { announceSignIn } from "./announce.ts";
import { buildIfChanged } from "./build.ts";
import { startChild } from "./child.ts";
import { assertFree, portFrom } from "./port.ts";
import { holdLock } from "./lock.ts";
import { startEnvironment, webEnvironment } from "./start-environment.ts";
import { createSupervisor, type Supervisor } from "./supervisor.ts";
import { UsageError } from "./usage-error.ts";

const root = path.resolve(import.meta.dirname, "..");
const stateFolder = path.join(root, ".nacre");
const logFolder = path.join(stateFolder, "logs");

const help = `Usage: nacre start [--no-demo] [--dev] [--verbose]

Runs Postgres, web and worker until Ctrl-C.
  --no-demo   Do not connect the recorded demo estate.
  --dev       Compile each page when it is asked for, and again when its source changes.
  --verbose   Show the log of web and worker here instead of in .nacre/logs.

Environment: PORT (3000), HOST (0.0.0.0), DATABASE_URL (an existing Postgres instead of the embedded one),
NEXTAUTH_URL (the address people use, if not http://localhost:PORT), NACRE_SECRET_KEY, NEXTAUTH_SECRET,
NACRE_TRUST_PROXY=1 (a reverse proxy sets X-Forwarded-For).`;

type Options = { demo: boolean; dev: boolean; verbose: boolean };

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      "no-demo": { type: "boolean", default: false },
      dev: { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const supervisor = createSupervisor();
  try {
    const { "no-demo": noDemo, dev, verbose } = values;
    const started = start({ demo: !noDemo, dev, verbose }, supervisor);
    const problem = await Promise.race([supervisor.ended, started.then(() => supervisor.ended)]);
    if (problem) throw problem;
    console.log("\nStopping…");
    return 0;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof DatabaseProblem) console.error(error.remedy);
    return error instanceof UsageError ? 2 : 1;
  } finally {
    await supervisor.stopAll();
  }
}

async function start({ demo, dev, verbose }: Options, supervisor: Supervisor): Promise<void> {
  const port = portFrom(process.env["PORT"]);
  mkdirSync(logFolder, { recursive: true });
  const release = holdLock(path.join(stateFolder, "lock"), port);
  supervisor.add("lock", () => Promise.resolve(release()));
  await assertFree(port);

  const { databaseUrl, stop } = await openDatabase();
  supervisor.add("Postgres", stop);
  const env = startEnvironment(stateFolder, databaseUrl, port);
  Object.assign(process.env, env);
  // Only now, as these read the environment.
  const { prepare } = await import("./prepare.ts");
  const installation = await prepare(databaseUrl, supervisor);

  const child = (name: string, file: string, childEnv: NodeJS.ProcessEnv, engine: readonly string[] = []) =>
    startChild(name, file, {
      root,
      env: childEnv,
      logFile: path.join(logFolder, `${name}.log`),
      verbose,
      engine,
    });
  supervisor.addChild(child("worker", "worker.ts", process.env, workerEngine));
  if (demo) await (await import("./demo.ts")).connectDemo(installation.organizationId);
  const { showSyncs } = await import("./sync-progress.ts");
  const synced = showSyncs(installation.organizationId, supervisor.signal);
  const built = (dev ? Promise.resolve() : buildIfChanged(root, supervisor.signal)).then(async () => {
    const web = child(
      "web",
      "bin/web.ts",
      webEnvironment(process.env, port, dev ? "development" : "production"),
    );
    supervisor.addChild(web);
    await web.ready;
    announce(env.NEXTAUTH_URL, installation.signInPath);
  });
  await Promise.all([built, synced]);
}

async function openDatabase(): Promise<{ databaseUrl: string; stop: () => Promise<void> }> {
  const given = process.env["DATABASE_URL"];
  if (given) return { databaseUrl: given, stop: () => Promise.resolve() };
  console.log("Starting the embedded Postgres…");
  const { startPostgres } = await import("#lib/platform/embedded-postgres/start.ts");
  const { url, stop } = await startPostgres(path.join(stateFolder, "postgres"));
  return { databaseUrl: url, stop };
}

function announce(address: string, signInPath: string | null): void {
  console.log(`\n  Nacre is at ${address}`);
  announceSignIn(address, signInPath);
  console.log("  Ctrl-C stops it.\n");
}
