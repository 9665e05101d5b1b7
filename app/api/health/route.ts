import { systemDb } from "#lib/platform/db.ts";

/** Live, and able to reach the database. Tells nothing else: anybody may ask. */
export async function GET(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    await systemDb().$queryRaw`SELECT 1`;
    return Response.json({ status: "ok" }, { headers });
  } catch {
    return Response.json({ status: "no-database" }, { status: 503, headers });
  }
}
