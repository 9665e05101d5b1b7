import pg from "pg";

import { DatabaseProblem, problemOf } from "./database-problem.ts";

const versionMin = 160_000;

type Rights = { version: number; versionText: string; user: string; creates: boolean; separates: boolean };

/** Throws a `DatabaseProblem` unless the Postgres at this address can be prepared for Nacre. Changes nothing. */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl))
    throw new DatabaseProblem(
      "DATABASE_URL is no address of a Postgres.",
      "Write it like postgresql://user:password@host:5432/database, with @, :, / and # in a password percent-encoded.",
    );
  const rights = await rightsOf(databaseUrl);
  if (rights.version < versionMin)
    throw new DatabaseProblem(`Postgres ${rights.versionText} is too old.`, "Use Postgres 16 or later.");
  if (!rights.creates)
    throw new DatabaseProblem(
      `The user ${rights.user} may not create tables and schemas in this database.`,
      `Make it the owner: ALTER DATABASE … OWNER TO "${rights.user}";`,
    );
  if (!rights.separates)
    throw new DatabaseProblem(
      `The user ${rights.user} cannot take on the role nacre_app, by which organizations are kept apart.`,
      `Have an administrator run: CREATE ROLE nacre_app NOLOGIN; (if there is none yet) GRANT nacre_app TO "${rights.user}";`,
    );
}

async function rightsOf(connectionString: string): Promise<Rights> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Rights>(rightsSql);
    const [rights] = rows;
    if (!rights) throw new Error("it returned no row");
    return rights;
  } catch (error) {
    throw problemOf(error, connectionString);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A role that is not there yet has to be made; one that is there has to be ours already, or ours to grant. */
const rightsSql = `
  SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS "versionText",
    current_user AS "user",
    has_database_privilege(current_database(), 'CREATE') AND has_schema_privilege('public', 'CREATE') AS creates,
    CASE WHEN EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'nacre_app')
      THEN pg_has_role('nacre_app', 'MEMBER') OR EXISTS (
        SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
        WHERE r.rolname = 'nacre_app' AND m.admin_option AND m.member = current_user::regrole)
      ELSE (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user)
    END AS separates`;
