import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";

import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";

import { run as doctor } from "#bin/doctor.ts";
import { eventually } from "#tests/support/eventually.ts";

// The must-show of an installation: a Postgres of one's own, of which Nacre is no superuser.
const clusterUrl = inject("templateUrl").replace(/template_nacre$/, "postgres");
const suffix = Math.random().toString(36).slice(2, 8);
const names = { owner: `owner_${suffix}`, stranger: `stranger_${suffix}`, database: `own_${suffix}` };
const password = "p@ss/w#rd:1";
const admin = new pg.Client({ connectionString: clusterUrl });

function urlOf(user: string, database: string, secret = password): string {
  const url = new URL(clusterUrl);
  url.username = user;
  url.password = encodeURIComponent(secret);
  url.pathname = `/${database}`;
  return url.href;
}
const ownUrl = urlOf(names.owner, names.database);

const asOwner = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: ownUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  await admin.connect();
  for (const user of [names.owner, names.stranger])
    await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD '${password}'`);
  await admin.query(`CREATE DATABASE ${names.database} OWNER ${names.owner}`);
});

afterAll(async () => {
  await admin.query(`DROP DATABASE ${names.database} WITH (FORCE)`);
  for (const user of [names.owner, names.stranger]) await admin.query(`DROP ROLE ${user}`);
  await admin.end();
});

/** As somebody types it, with nothing else of ours in the environment. */
const environment = (databaseUrl: string): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  NODE_ENV: "production",
  NODE_OPTIONS: "--no-warnings",
  NACRE_SECRET_KEY: process.env["NACRE_SECRET_KEY"],
  DATABASE_URL: databaseUrl,
});

function nacre(databaseUrl: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/nacre.ts", ...args], {
    env: environment(databaseUrl),
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

async function diagnose(databaseUrl: string): Promise<{ code: number; lines: string[] }> {
  const printed = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const before = process.env["DATABASE_URL"];
  process.env["DATABASE_URL"] = databaseUrl;
  try {
    const code = await doctor([]);
    return { code, lines: printed.mock.calls.map(([line]) => String(line)) };
  } finally {
    process.env["DATABASE_URL"] = before;
    printed.mockRestore();
  }
}
const about = ({ lines }: { lines: string[] }, title: string): string => {
  const at = lines.findIndex((line) => line.slice(5).startsWith(`${title}:`));
  return lines.slice(at, at + 2).join("\n");
};

describe("before it can be used, a Postgres of one's own is refused in a sentence with what to do", () => {
  const cases: [string, () => string, RegExp][] = [
    ["no address", () => "", /no address of a Postgres[\s\S]*postgresql:\/\/user:password@host/],
    ["an address of something else", () => "mysql://a@b/c", /no address of a Postgres/],
    [
      "a port where nothing listens",
      () => "postgresql://a:b@127.0.0.1:1/c",
      /Nothing answers at 127\.0\.0\.1:1/,
    ],
    ["a host that is none", () => "postgresql://a:b@no-such-host.invalid/c", /no host no-such-host\.invalid/],
    ["a wrong password", () => urlOf(names.owner, names.database, "wrong"), /refuses the user owner_/],
    ["a database that is not there", () => urlOf(names.owner, "nowhere"), /CREATE DATABASE "nowhere"/],
    [
      "a user who may not create",
      () => urlOf(names.stranger, names.database),
      /may not create[\s\S]*OWNER TO/,
    ],
    ["a user without the role that separates", () => ownUrl, /GRANT nacre_app TO "owner_/],
  ];

  test.each(cases)(
    "%s",
    (_, databaseUrl, message) => {
      const { status, stderr, stdout } = nacre(databaseUrl(), "prepare");
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/^\s+at |node:internal/m);
      expect(stderr).not.toContain(encodeURIComponent(password));
      expect([status, stdout]).toEqual([1, ""]);
    },
    60_000,
  );

  test("and nothing was written there meanwhile", async () => {
    expect(
      await asOwner("SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"),
    ).toEqual([]);
  });

  test("an address for people that is none is told by its name", () => {
    const { status, stderr } = spawnSync(process.execPath, ["bin/nacre.ts", "prepare"], {
      env: { ...environment(process.env["DATABASE_URL"] ?? ""), NEXTAUTH_URL: "nonsense" },
      encoding: "utf8",
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/NEXTAUTH_URL: /);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe("of what is wrong with it, doctor says", () => {
  test.each([
    ["that nothing answers", () => "postgresql://a:b@127.0.0.1:1/c", /BAD {2}Postgres: Nothing answers/],
    [
      "that the password is wrong",
      () => urlOf(names.owner, names.database, "no"),
      /BAD {2}Postgres: .* refuses/,
    ],
    ["that it was never migrated", () => ownUrl, /BAD {2}Migrations: missing: \d{4}_[\s\S]*it migrates/],
    ["that there is no queue", () => ownUrl, /BAD {2}Queue: not there[\s\S]*prepares the queue/],
  ])("%s", async (_, databaseUrl, text) => {
    const { code, lines } = await diagnose(databaseUrl());
    expect(lines.join("\n")).toMatch(text);
    expect(code).toBe(1);
  });
});

describe("once an administrator has granted the role", () => {
  const running = new Set<ChildProcess>();
  afterEach(() => running.forEach((worker) => worker.kill("SIGKILL")));

  test("prepare migrates, says who signs in how, and says another link the next time", async () => {
    await admin.query(`GRANT nacre_app TO ${names.owner}`);
    const [first, second] = [nacre(ownUrl, "prepare"), nacre(ownUrl, "prepare")];
    expect([first.status, second.status, first.stderr, second.stderr]).toEqual([0, 0, "", ""]);
    expect(first.stdout).toMatch(/Migrated the database: \d{4}_/);
    expect(second.stdout).not.toMatch(/Migrated/);
    const linkOf = (text: string) => /http:\/\/localhost:3000\/sign-in\/link#([\w-]{43})/.exec(text)?.[1];
    expect(linkOf(first.stdout)).toBeDefined();
    expect(linkOf(second.stdout)).not.toBe(linkOf(first.stdout));
    const links = await asOwner<{ count: number }>('SELECT count(*)::int AS count FROM "SignInLink"');
    expect(links).toEqual([{ count: 1 }]);
  }, 90_000);

  test("doctor finds all but a worker, which was never there", async () => {
    const diagnosis = await diagnose(ownUrl);
    expect(diagnosis.code).toBe(1);
    expect(diagnosis.lines.filter((line) => line.startsWith("BAD"))).toHaveLength(1);
    expect(about(diagnosis, "Migrations")).toMatch(/^ok {3}Migrations: all \d+ applied/);
    expect(about(diagnosis, "Worker")).toMatch(/was never here[\s\S]*npm start, or node worker\.ts/);
  });

  test("a worker takes what is asked for, stops when told, and leaves nothing open", async () => {
    const worker = spawn(process.execPath, ["worker.ts"], { env: environment(ownUrl), stdio: "ignore" });
    running.add(worker);
    await asOwner(`INSERT INTO pgboss.job (name, data, singleton_key)
      SELECT 'maintenance.daily', '{}'::jsonb, ''`);
    await eventually(async () => {
      const runs = await asOwner('SELECT name, state FROM "JobRun" ORDER BY "startedAt"');
      expect(runs).toEqual(expect.arrayContaining([{ name: "maintenance.daily", state: "done" }]));
    });
    await eventually(async () => expect((await diagnose(ownUrl)).code).toBe(0), 60_000);
    const ended = once(worker, "exit");
    worker.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    const open = await admin.query("SELECT 1 FROM pg_stat_activity WHERE datname = $1", [names.database]);
    expect(open.rowCount).toBe(0);
  }, 180_000);

  test("doctor says when the worker has been silent, and when something was given up", async () => {
    await asOwner("UPDATE pgboss.queue SET monitor_on = now() - interval '5 minutes'");
    await asOwner(`INSERT INTO "JobRun" (id, "jobId", name, key, state, attempt, "startedAt", payload)
      VALUES (gen_random_uuid(), gen_random_uuid(), 'posture.evaluate', 'k', 'dead', 4, now(), '{}')`);
    const diagnosis = await diagnose(ownUrl);
    expect(about(diagnosis, "Worker")).toMatch(/^BAD {2}Worker: last seen 30\d s ago/);
    expect(about(diagnosis, "Queue")).toMatch(/1 were given up[\s\S]*Connections › Jobs/);
    expect(diagnosis.code).toBe(1);
  });

  test("organizations are kept apart there as well, though its user owns the tables", async () => {
    const rows = await asOwner<{ tables: number; bound: number }>(
      `SELECT count(*)::int AS tables, count(*) FILTER (WHERE rowsecurity)::int AS bound FROM pg_tables
       WHERE schemaname = 'public' AND tablename IN (
         SELECT table_name FROM information_schema.columns WHERE column_name = 'organizationId')`,
    );
    expect(rows[0]?.tables).toBeGreaterThan(25);
    expect(rows[0]?.bound).toBe(rows[0]?.tables);
    const seen = await asOwner<{ count: number }>(
      `WITH taken AS (SELECT set_config('role', 'nacre_app', true)) SELECT count(*)::int AS count FROM taken, "AuditEntry"`,
    );
    expect(seen).toHaveLength(1);
  });
});
