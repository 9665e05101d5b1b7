import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Reply = { status?: number; headers?: Record<string, string>; body: unknown };
type Seen = {
  method: string;
  /** As it was asked for: host, path and query. */
  url: string;
  host: string;
  path: string;
  query: URLSearchParams;
  body: string;
  headers: IncomingMessage["headers"];
};

/** A server that stands for every `*.googleapis.com`: the host is the first segment of the path. */
export async function startFakeGoogle(reply: (seen: Seen) => Reply) {
  const calls: Seen[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://fake");
      const [, host = "", ...rest] = url.pathname.split("/");
      const seen: Seen = {
        method: request.method ?? "",
        url: request.url ?? "/",
        host,
        path: `/${rest.join("/")}`,
        query: url.searchParams,
        body,
        headers: request.headers,
      };
      calls.push(seen);
      send(response, reply(seen));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  // Safe because a server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    stop: () => new Promise((resolve) => void server.close(resolve)),
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  const isText = typeof body === "string";
  response.writeHead(status, { "content-type": isText ? "text/html" : "application/json", ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

export const googleError = (
  code: number,
  status: string,
  message: string,
  details: object[] = [],
): Reply => ({
  status: code,
  body: { error: { code, message, status, details } },
});
