import { expect, test } from "vitest";

import { GET } from "#app/api/health/route.ts";
import { disconnect } from "#lib/platform/db.ts";

test("health is ok while the database answers, to anybody, and tells nothing else", async () => {
  const response = await GET();
  expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
});

test("health is 503 while the database does not answer", async () => {
  const { databaseAnswers } = await import("#lib/platform/database-answers.ts");
  const { pool } = await import("#lib/platform/db.ts");
  await pool().end();
  expect(await databaseAnswers()).toBe(false);
  expect((await GET()).status).toBe(503);
  await disconnect();
});
