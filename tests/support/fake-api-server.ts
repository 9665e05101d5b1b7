import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { RecordedCall } from "#lib/connectors/recording.ts";
import { listen } from "./listen.ts";
import { makeOwnCertificate } from "./tls-certificate.ts";

export type ApiServerOptions = {
  calls: readonly RecordedCall[];
  token: string;
  /** Objects on one page, whatever a client asks for; those who wish for less get less. */
  pageSize?: number;
  /** What goes wrong with a request, before it is answered. */
  disturb?: (url: URL, count: number) => Disturbance | null;
};
export type Disturbance = { status: number; reason: string; headers?: Record<string, string> } | "hang up";

/** An API server of Kubernetes over TLS, which answers what a recording holds, in pages as the real one does. */
export async function startApiServer({
  calls,
  token,
  pageSize = 500,
  disturb = () => null,
}: ApiServerOptions) {
  const { cert, key } = makeOwnCertificate();
  const asked: { path: string; accept: string }[] = [];
  const counts = new Map<string, number>();
  const answers = new Map(calls.map((call) => [pathOf(call), call.output]));
  const server = createServer({ cert, key }, (request, response) => {
    request.resume();
    const url = new URL(request.url ?? "/", "https://localhost");
    asked.push({ path: `${url.pathname}${url.search}`, accept: request.headers.accept ?? "" });
    const count = (counts.get(url.pathname) ?? 0) + 1;
    counts.set(url.pathname, count);
    const disturbance = disturb(url, count);
    if (disturbance === "hang up") request.socket.destroy();
    else if (disturbance) refuse(response, disturbance.status, disturbance.reason, disturbance.headers);
    else if (request.headers.authorization !== `Bearer ${token}`) refuse(response, 401, "Unauthorized");
    else answer(request, response, url, answers.get(url.pathname), pageSize);
  });
  const listening = await listen(server);
  return {
    ...listening,
    cert,
    asked,
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  output: unknown,
  pageSize: number,
): void {
  if (typeof output !== "object" || output === null) {
    refuse(response, 404, "NotFound");
    return;
  }
  const member = "rows" in output ? "rows" : "items";
  const all: unknown = Reflect.get(output, member);
  const isTable = request.headers.accept?.includes("as=Table") === true;
  if (member === "rows" && !isTable) refuse(response, 406, "NotAcceptable");
  else if (!Array.isArray(all)) send(response, 200, output);
  else {
    const limit = Math.min(Number(url.searchParams.get("limit") ?? Infinity), pageSize);
    const start = Number(url.searchParams.get("continue")?.replace("at-", "") ?? 0);
    const isWhole = !url.searchParams.has("limit");
    const end = isWhole ? all.length : start + limit;
    const rest = end < all.length ? { continue: `at-${end}`, remainingItemCount: all.length - end } : {};
    send(response, 200, {
      ...output,
      metadata: { resourceVersion: "1", ...rest },
      [member]: all.slice(start, end),
    });
  }
}

const status = (code: number, reason: string) => ({
  kind: "Status",
  apiVersion: "v1",
  status: "Failure",
  message: `${reason}: refused by the test's API server`,
  reason,
  code,
});

const refuse = (
  response: ServerResponse,
  code: number,
  reason: string,
  headers: Record<string, string> = {},
) => send(response, code, status(code, reason), headers);

function send(
  response: ServerResponse,
  code: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(code, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** Where the real server serves what a call asks for. */
function pathOf({ service, operation, input }: RecordedCall): string {
  const [plural = "", verb] = operation.split(".");
  if (operation === "apis.list") return "/apis";
  if (operation === "version.get") return "/version";
  const version = typeof input["version"] === "string" ? input["version"] : "v1";
  const base = service === "core" ? "/api/v1" : `/apis/${service}/${version}`;
  const space = typeof input["namespace"] === "string" ? `/namespaces/${input["namespace"]}` : "";
  return `${base}${space}/${plural}${verb === "get" ? `/${String(input["name"])}` : ""}`;
}
