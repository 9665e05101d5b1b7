import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = { method: string; url: string; headers: IncomingMessage["headers"]; body: string };
export type Reply = { status?: number; headers?: Record<string, string>; body: unknown };

/** A server on this machine that answers as it is told and keeps what it was asked. */
export async function startAnswering() {
  const state: { asked: Asked[]; reply: (asked: Asked, count: number) => Reply | "hang up" } = {
    asked: [],
    reply: () => ({ status: 500, body: "no answer was given" }),
  };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const asked = { method, url, headers, body };
      state.asked.push(asked);
      const reply = state.reply(asked, state.asked.length);
      if (reply === "hang up") request.socket.destroy();
      else send(response, reply);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  // Safe because a server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    state,
    origin: `http://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/html" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers }).end(text);
}
