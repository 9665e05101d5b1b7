import { openApiDocument } from "#lib/http/open-api.ts";
import { allOperations, apiVersion } from "./all-operations.ts";

/** Open to anybody, like the source it is made from. */
export async function GET(): Promise<Response> {
  const document = openApiDocument(await allOperations(), apiVersion());
  return Response.json(document, { headers: { "Cache-Control": "no-cache" } });
}
