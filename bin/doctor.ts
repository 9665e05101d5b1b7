import { existsSync, readdirSync, readFileSync, statfsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import pg from "pg";

import { problemOf } from "#lib/platform/database-problem.ts";
import { placeFor } from "#lib/platform/embedded-postgres/place.ts";

const root = path.resolve(import.meta.dirname, "..");
const stateFolder = path.join(root, ".nacre");
const freeBytesMin = 1024 ** 3;
const workerSilentSecondsMax = 60;

const help = `Usage: nacre doctor

Looks at Node, packages, disk, Postgres, migrations, queue and worker, and says what to do about what is wrong.
Ends with 0 if all is well, else 1.`;

/** One thing looked at; `remedy` where it is not well. */
type Diagnosis = { title: string; detail: string; remedy: string | null };

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { help: { type: "boolean", default: false } } });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const diagnoses = [node(), packages(), disk(), ...(await database())];
  for (const { title, detail, remedy } of diagnoses) {
    console.log(`${remedy === null ? "ok  " : "BAD "} ${title}: ${detail}`);
    if (remedy !== null) console.log(`       ${remedy}`);
  }
  return diagnoses.some(({ remedy }) => remedy !== null) ? 1 : 0;
}

function node(): Diagnosis {
  const major = Number(process.versions.node.split(".")[0]);
  return {
    title: "Node",
    detail: process.version,
    remedy: major >= 24 ? null : "Run Nacre by npm start, which brings its own Node 24.",
  };
}

function packages(): Diagnosis {
  const installed = existsSync(path.join(root, "node_modules/.package-lock.json"));
  const generated = existsSync(path.join(root, "lib/platform/generated/client.ts"));
  return {
    title: "Packages",
    detail: installed ? "installed" : "not installed",
    remedy: installed && generated ? null : "Run: npm start, which installs and generates what is missing.",
  };
}

function disk(): Diagnosis {
  const { bavail, bsize } = statfsSync(existsSync(stateFolder) ? stateFolder : root);
  const free = bavail * bsize;
  return {
    title: "Disk",
    detail: `${(free / 1024 ** 3).toFixed(1)} GiB free`,
    remedy:
      free > freeBytesMin ? null : "Free at least 1 GiB: Postgres stops taking writes when the disk is full.",
  };
}

async function database(): Promise<Diagnosis[]> {
  const url = process.env["DATABASE_URL"] || embeddedUrl();
  if (url === null)
    return [
      {
        title: "Postgres",
        detail: "the embedded one does not run",
        remedy: "Run: npm start, or set DATABASE_URL.",
      },
    ];
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { message: detail, remedy } = problemOf(error, url);
    return [{ title: "Postgres", detail, remedy }];
  }
  try {
    return [await server(client), await migrations(client), ...(await queue(client))];
  } finally {
    await client.end();
  }
}

/** Where `npm start` runs the embedded server just now. */
function embeddedUrl(): string | null {
  if (!existsSync(stateFolder)) return null;
  const { folder } = placeFor(path.join(stateFolder, "postgres"));
  const pidFile = path.join(folder, "data/postmaster.pid");
  const passwordFile = path.join(folder, "password");
  if (!existsSync(pidFile) || !existsSync(passwordFile)) return null;
  const port = readFileSync(pidFile, "utf8").split("\n")[3]?.trim();
  return `postgresql://nacre:${readFileSync(passwordFile, "utf8").trim()}@127.0.0.1:${port}/nacre`;
}

async function server(client: pg.Client): Promise<Diagnosis> {
  const { rows } = await client.query<{ version: string; number: number }>(
    "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number",
  );
  const [{ version, number } = { version: "unknown", number: 0 }] = rows;
  return {
    title: "Postgres",
    detail: version,
    remedy: number >= 160_000 ? null : "Use Postgres 16 or later.",
  };
}

async function migrations(client: pg.Client): Promise<Diagnosis> {
  const wanted = readdirSync(path.join(root, "prisma/migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const { rows } = await client
    .query<{ name: string }>(
      'SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL',
    )
    .catch(() => ({ rows: [] }));
  const missing = wanted.filter((name) => !rows.some((row) => row.name === name));
  return {
    title: "Migrations",
    detail: missing.length === 0 ? `all ${wanted.length} applied` : `missing: ${missing.join(", ")}`,
    remedy: missing.length === 0 ? null : "Start Nacre once: it migrates.",
  };
}

async function queue(client: pg.Client): Promise<Diagnosis[]> {
  const { rows } = await client
    .query<{ silent: number | null; waiting: number; dead: number }>(
      `SELECT extract(epoch FROM now() - max(monitor_on))::int AS silent,
        (SELECT count(*)::int FROM pgboss.job WHERE state IN ('created', 'retry') AND start_after < now()) AS waiting,
        (SELECT count(*)::int FROM "JobRun" WHERE state = 'dead') AS dead
      FROM pgboss.queue`,
    )
    .catch(() => ({ rows: [] }));
  const [state] = rows;
  if (!state)
    return [{ title: "Queue", detail: "not there", remedy: "Start Nacre once: it prepares the queue." }];
  const { silent, waiting, dead } = state;
  const alive = silent !== null && silent <= workerSilentSecondsMax;
  return [
    {
      title: "Queue",
      detail: `${waiting} jobs wait, ${dead} were given up`,
      remedy: dead === 0 ? null : "Read why under Connections › Jobs, mend it and retry them there.",
    },
    {
      title: "Worker",
      detail: silent === null ? "was never here" : `last seen ${silent} s ago`,
      remedy: alive ? null : "Start it: npm start, or node worker.ts. Its log is .nacre/logs/worker.log.",
    },
  ];
}
