import pg from "pg";
import { afterAll, inject } from "vitest";

import { disconnect } from "#lib/platform/db.ts";
import { stopSender } from "#lib/platform/queue.ts";

// Each test file has a database of its own, copied from the migrated template. Its name is the worker's, as one process
// runs many files and reads its environment once.
const templateUrl = inject("templateUrl");
const name = `test_${process.pid}`;
const admin = new pg.Client({ connectionString: templateUrl.replace(/template_nacre$/, "postgres") });
await admin.connect();
for (let attempt = 0; ; attempt++) {
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE template_nacre`);
    break;
  } catch (error) {
    // Two workers may copy the template at the same instant.
    if (attempt === 20) throw error;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
process.env["DATABASE_URL"] = templateUrl.replace(/template_nacre$/, name);
process.env["NACRE_SECRET_KEY"] = Buffer.alloc(32, 7).toString("base64url");
process.env["NEXTAUTH_SECRET"] = "a-secret-only-for-tests-that-is-long-enough";
process.env["NEXTAUTH_URL"] = "http://localhost:3000";

afterAll(async () => {
  await stopSender();
  await disconnect();
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
});
