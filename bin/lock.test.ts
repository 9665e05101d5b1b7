import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

import { holdLock } from "./lock.ts";
import { assertFree, portFrom } from "./port.ts";

const folder = mkdtempSync(path.join(tmpdir(), "nacre-lock-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what a crash left behind is taken over, and released", () => {
  const file = path.join(folder, "lock");
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, port: 3000 }));
  const release = holdLock(file, 3000);
  expect(existsSync(file)).toBe(true);
  release();
  expect(existsSync(file)).toBe(false);
});

test("a lock file that is no lock file stops nobody", () => {
  const file = path.join(folder, "broken");
  writeFileSync(file, "{");
  expect(() => holdLock(file, 3000)()).not.toThrow();
});

test.each([["0"], ["65536"], ["http"], ["3000.5"]])("PORT=%s is refused by name", (text) => {
  expect(() => portFrom(text)).toThrow(/^PORT must be/);
});

test("a port that is taken is told before anything slow begins", async () => {
  const { createServer } = await import("node:net");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await expect(assertFree(port)).rejects.toThrow(`Port ${port} is taken`);
  await new Promise((resolve) => server.close(resolve));
  await expect(assertFree(port)).resolves.toBeUndefined();
});
