import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterEach, expect, test } from "vitest";

import type { ImportView } from "#lib/contract/imports.ts";
import { importReport } from "./import-report.ts";

let close: () => void = () => undefined;
afterEach(() => close());

const report = path.resolve(import.meta.dirname, "../imports/formats/reports/checkov.json");
const view: ImportView = {
  id: "i1",
  source: "checkov",
  scope: "",
  format: "checkov",
  formatTitle: "Checkov",
  fileName: "checkov.json",
  sizeBytes: 3,
  importedAt: "2026-11-30T00:00:00.000Z",
  importedBy: "A token",
  recordCount: 1,
  newCount: 1,
  changedCount: 0,
  unchangedCount: 0,
  reopenedCount: 0,
  closedCount: 0,
  unmatchedCount: 0,
  componentCount: 0,
  refusedCount: 0,
  refusals: [],
};

/** A server that gives the answers one after the other, and keeps what it was asked. */
async function start(...answers: { status: number; body: object }[]) {
  const asked: { url: string; token: string; bytes: number }[] = [];
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on("data", (part: Buffer) => (bytes += part.byteLength));
    request.on("end", () => {
      asked.push({ url: request.url ?? "", token: request.headers.authorization ?? "", bytes });
      const { status, body } = answers[asked.length - 1] ?? { status: 201, body: view };
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  // Safe because a server that listens on TCP has an address object.
  const { port } = server.address() as AddressInfo;
  const target = {
    server: new URL(`http://127.0.0.1:${port}`),
    token: "t",
    permissions: "finding:write",
    wait: async () => undefined,
  };
  const send = (query = {}) => importReport(target, report, query, new AbortController().signal);
  return { asked, send };
}

test("the file is sent as it is, with what was said about it in the address", async () => {
  const { asked, send } = await start();
  expect(await send({ scope: "acme/claims & more", fileName: "checkov.json" })).toEqual(view);
  expect(asked).toMatchObject([
    { url: "/api/v1/imports?scope=acme%2Fclaims+%26+more&fileName=checkov.json", token: "Bearer t" },
  ]);
  expect(asked[0]?.bytes).toBeGreaterThan(1_000);
});

test("an overloaded server is sent the same once more", async () => {
  const { asked, send } = await start({ status: 503, body: {} });
  expect(await send()).toEqual(view);
  expect(new Set(asked.map(({ bytes }) => bytes)).size).toBe(1);
  expect(asked).toHaveLength(2);
});

test("a refusal is told in the server's words, with what mends it", async () => {
  const problem = { type: "x", title: "Not allowed", status: 403, detail: "It may not.", code: "forbidden" };
  const { asked, send } = await start({ status: 403, body: problem });
  await expect(send()).rejects.toMatchObject({
    message: "It may not.",
    remedy: expect.stringContaining("finding:write"),
  });
  expect(asked).toHaveLength(1);
});

test("what answers and is not Nacre is told as such", async () => {
  const { send } = await start({ status: 200, body: { hello: "world" } });
  await expect(send()).rejects.toThrow("not Nacre");
});
