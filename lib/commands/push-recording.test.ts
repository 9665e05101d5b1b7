import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";

import { pushRecording } from "./push-recording.ts";

type Asked = { method: string; path: string; token: string; key: unknown; body: unknown };
let close: () => void = () => undefined;
afterEach(() => close());

/** A server that keeps what it is sent; `answerTo` may refuse or hang up first. */
async function start(answerTo: (asked: Asked, count: number) => number | "hang up after keeping it" | null) {
  const all: Asked[] = [];
  const kept: { key: unknown; id: string; recording: string; name: string }[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const text = Buffer.concat(parts).toString();
      const asked: Asked = {
        method: request.method ?? "",
        path: request.url ?? "",
        token: request.headers.authorization ?? "",
        key: request.headers["idempotency-key"],
        body: text === "" ? null : JSON.parse(text),
      };
      all.push(asked);
      const verdict = answerTo(asked, all.length);
      const isUpload = asked.method === "POST" && asked.path === "/api/v1/recordings";
      const known = kept.find(({ key }) => key === asked.key);
      const id = `r${kept.length}`;
      const stored = known ?? { key: asked.key, id, recording: `upload/${id}`, name: nameIn(asked.body) };
      if (isUpload && !known && typeof verdict !== "number") kept.push(stored);
      if (verdict === "hang up after keeping it") request.socket.destroy();
      else if (verdict !== null)
        respond(response, verdict, {
          type: "x",
          title: "No",
          status: verdict,
          detail: "No.",
          code: "forbidden",
        });
      else respond(response, 200, isUpload ? stored : { items: kept });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  // Safe because a server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  return { all, kept, server: new URL(`http://127.0.0.1:${port}`) };
}
const nameIn = (body: unknown): string =>
  typeof body === "object" && body !== null ? String(Reflect.get(body, "name")) : "";
const respond = (response: ServerResponse, status: number, body: object) =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

const push = (server: URL, connectionId: string | null = null) =>
  pushRecording(
    { server, token: "t", permissions: "recording:push", wait: async () => undefined },
    { name: "kubernetes 1", text: "{}\n", connectionId },
    new AbortController().signal,
  );

test("a recording goes to its connection in one request, which asks for no other permission", async () => {
  const { all, server } = await start(() => null);
  await push(server, "c1");
  expect(all.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /api/v1/recordings"]);
  expect(all[0]?.body).toEqual({ name: "kubernetes 1", text: "{}\n", connectionId: "c1" });
  expect(all[0]?.token).toBe("Bearer t");
});

test("two pushes of the same name are two, each known by a key of its own", async () => {
  const { kept, server } = await start(() => null);
  await push(server);
  await push(server);
  expect(kept).toHaveLength(2);
});

test("an overloaded server is asked again", async () => {
  const { kept, server } = await start((_, count) => (count <= 2 ? 503 : null));
  await push(server);
  expect(kept).toHaveLength(1);
});

test("an upload whose answer was lost is not kept twice", async () => {
  const { kept, server } = await start((_, count) => (count === 1 ? "hang up after keeping it" : null));
  expect(await push(server)).toMatchObject({ id: "r0" });
  expect(kept).toHaveLength(1);
});

test.each([
  [401, /API token/],
  [403, /recording:push/],
  [413, /Change what it names/],
])("refused with %i, it says what to change and asks no more", async (status, remedy) => {
  const { all, server } = await start(() => status);
  await expect(push(server)).rejects.toMatchObject({
    message: "No.",
    remedy: expect.stringMatching(remedy),
  });
  expect(all).toHaveLength(1);
});

test("a server that never recovers is given up", async () => {
  const { all, server } = await start((asked) => (asked.method === "POST" ? 500 : null));
  await expect(push(server)).rejects.toThrow(/answered 500/);
  expect(all.filter(({ method }) => method === "POST")).toHaveLength(5);
});
