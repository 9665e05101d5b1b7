import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** A process that calls itself as `start` does, until it is told to end. */
async function startNamesake(name: string): Promise<{ pid: number; end: () => Promise<void> }> {
  const child = spawn(process.execPath, [
    "-e",
    "process.stdout.write('up'); setInterval(() => 0, 1000)",
    name,
  ]);
  await once(child.stdout, "data");
  const ended = once(child, "exit");
  return {
    pid: child.pid ?? 0,
    end: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

test("while another runs here, it is told with its number and its address, and its lock stays", async () => {
  const file = path.join(folder, "held");
  const other = await startNamesake("nacre.ts");
  const held = JSON.stringify({ pid: other.pid, port: 4711 });
  writeFileSync(file, held);
  expect(() => holdLock(file, 3000)).toThrow(
    `Nacre is running here already (process ${other.pid}), at http://localhost:4711. Stop it first.`,
  );
  expect(readFileSync(file, "utf8")).toBe(held);
  await other.end();
  holdLock(file, 3000)();
  expect(existsSync(file)).toBe(false);
});

// Only Linux tells what a process is called without asking another program.
test.runIf(process.platform === "linux")(
  "a number that has passed on to another program since a crash stops nobody",
  async () => {
    const file = path.join(folder, "passed-on");
    const other = await startNamesake("unrelated");
    writeFileSync(file, JSON.stringify({ pid: other.pid, port: 4711 }));
    expect(() => holdLock(file, 3000)()).not.toThrow();
    await other.end();
  },
);

test.each([["{}"], ["[]"], ["null"], [""], ['{"pid":"1","port":3000}'], ['{"pid":1}'], ["\u0000"]])(
  "a lock of %j is nobody's",
  (content) => {
    const file = path.join(folder, "odd");
    writeFileSync(file, content);
    const release = holdLock(file, 3001);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ pid: process.pid, port: 3001 });
    release();
  },
);

test("a release lets go of one's own lock, and not of that of who came after", () => {
  const file = path.join(folder, "taken-over");
  const release = holdLock(file, 3000);
  writeFileSync(file, JSON.stringify({ pid: 1, port: 3000 }));
  release();
  expect(existsSync(file)).toBe(true);
});

test("a folder that is not there is no lock that is held: it is said as it is", () => {
  expect(() => holdLock(path.join(folder, "nowhere", "lock"), 3000)).toThrow(/ENOENT/);
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
