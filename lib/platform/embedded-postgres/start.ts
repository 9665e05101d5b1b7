import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";

import pg from "pg";

import { placeFor, type Place } from "./place.ts";

export type RunningPostgres = { url: string; stop: () => Promise<void> };

const run = promisify(execFile);
const readyWithinMs = 30_000;

/**
 * Starts the Postgres that comes with the package, keeping its data in `folder`. It listens on loopback only, with a
 * password made for this folder. A server that an earlier process left running on the same data is ended first.
 */
export async function startPostgres(
  folder: string,
  settings: readonly string[] = [],
): Promise<RunningPostgres> {
  const place = placeFor(folder);
  const data = path.join(place.folder, "data");
  const password = rememberedPassword(place);
  if (!existsSync(path.join(data, "PG_VERSION"))) await initialise(place, data);
  await endLeftover(data);
  const port = await freePort();
  const all = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    ...settings,
  ];
  const server = spawn(
    path.join(place.binaries, "bin/postgres"),
    ["-D", data, ...all.flatMap((setting) => ["-c", setting])],
    // Its own process group, so that Ctrl-C reaches it only through `stop`, after web and worker.
    {
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
      env: { ...process.env, LC_ALL: "C" },
      ...place.owner,
    },
  );
  const url = (database: string) => `postgresql://nacre:${password}@127.0.0.1:${port}/${database}`;
  await ready(server, url("postgres"));
  return { url: url("nacre"), stop: () => stop(server) };
}

async function initialise({ binaries, folder, owner }: Place, data: string): Promise<void> {
  const args = ["-D", data, "-U", "nacre", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256"];
  rmSync(data, { recursive: true, force: true });
  await run(path.join(binaries, "bin/initdb"), [...args, `--pwfile=${path.join(folder, "password")}`], {
    env: { ...process.env, LC_ALL: "C" },
    cwd: folder,
    ...owner,
  });
}

function rememberedPassword({ folder, owner }: Place): string {
  const file = path.join(folder, "password");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const password = randomBytes(24).toString("base64url");
  writeFileSync(file, password, { mode: 0o600 });
  if (owner) chownSync(file, owner.uid, owner.gid);
  return password;
}

async function endLeftover(data: string): Promise<void> {
  const pidFile = path.join(data, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  for (let attempt = 0; attempt < 100 && isAlive(pid); attempt++) {
    if (attempt % 50 === 0) process.kill(pid, attempt === 0 ? "SIGINT" : "SIGQUIT");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function isAlive(pid: number): boolean {
  try {
    // Only a postgres: the number may have passed on to another program since a crash.
    process.kill(pid, 0);
    return process.platform !== "linux" || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return false;
  }
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  let log = "";
  server.stderr?.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4_000)));
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`The embedded Postgres ended at its start:\n${log}`);
    if (await madeDatabase(url)) return;
    if (Date.now() > deadline)
      throw new Error(`The embedded Postgres did not answer in ${readyWithinMs} ms:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function madeDatabase(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'nacre'");
    if (rowCount === 0) await client.query("CREATE DATABASE nacre");
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && !error.code?.startsWith("57P")) throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGINT");
  await ended;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === "object" && address) resolve(address.port);
        else reject(new Error("No free port"));
      });
    });
  });
