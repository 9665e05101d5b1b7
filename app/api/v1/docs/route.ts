import { randomBytes } from "node:crypto";

import { apiPage } from "#lib/http/api-page.ts";
import { allOperations, apiVersion } from "../openapi.json/all-operations.ts";

/** The API's document as a page to read. */
export async function GET(): Promise<Response> {
  const nonce = randomBytes(16).toString("base64");
  return new Response(apiPage(await allOperations(), apiVersion(), nonce), {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-cache",
      "Content-Security-Policy": `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  });
}
