import { createServer, type IncomingMessage } from "node:http";
import path from "node:path";

import next from "next";

const port = Number(process.env["PORT"] ?? 3000);
const hostname = process.env["HOST"] ?? "0.0.0.0";
const trustsProxy = process.env["NACRE_TRUST_PROXY"] === "1";
const closeWithinMs = 5_000;

const app = next({
  dev: process.env.NODE_ENV === "development",
  dir: path.resolve(import.meta.dirname, ".."),
  hostname,
  port,
});
await app.prepare();
const handle = app.getRequestHandler();

/** What neither pages nor API have, and Next itself would answer as a defect of ours. */
const refusedMethods = new Set(["TRACE", "TRACK", "CONNECT"]);

const server = createServer((request, response) => {
  if (refusedMethods.has(request.method ?? "")) {
    response.writeHead(405, { Allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" }).end();
    return;
  }
  cleanHeaders(request);
  void handle(request, response);
});
server.requestTimeout = 30_000;
server.headersTimeout = 15_000;
server.listen(port, hostname, () => process.send?.("listening"));

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void close());

async function close(): Promise<void> {
  setTimeout(() => process.exit(0), closeWithinMs).unref();
  server.closeIdleConnections();
  await new Promise((resolve) => server.close(resolve));
  await app.close();
  process.exit(0);
}

/**
 * What a caller may not say about itself: where it comes from, unless a trusted proxy says so, and the headers by
 * which Next's own parts talk to each other.
 */
function cleanHeaders(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers))
    if (name.startsWith("x-middleware-") || name.startsWith("x-nacre-")) delete request.headers[name];
  if (trustsProxy) return;
  for (const name of ["forwarded", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-real-ip"])
    delete request.headers[name];
  request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "unknown";
}
