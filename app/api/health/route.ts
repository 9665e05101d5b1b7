import { databaseAnswers } from "#lib/platform/database-answers.ts";

/** Live, and able to reach the database. Tells nothing else: anybody may ask. */
export async function GET(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  return (await databaseAnswers())
    ? Response.json({ status: "ok" }, { headers })
    : Response.json({ status: "no-database" }, { status: 503, headers });
}
