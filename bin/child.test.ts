import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

import { startChild, type Child } from "./child.ts";
import { createSupervisor } from "./supervisor.ts";

const root = path.resolve(import.meta.dirname, "..");
const folder = mkdtempSync(path.join(tmpdir(), "nacre-child-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const child = (behavior: string, stopWithinMs?: number): Child =>
  startChild(behavior, "tests/support/fake-worker.ts", {
    root,
    env: { ...process.env, FAKE_CHILD: behavior },
    logFile: path.join(folder, `${behavior}.log`),
    verbose: false,
    ...(stopWithinMs === undefined ? {} : { stopWithinMs }),
  });

test("a child says when it is ready and stops when told", async () => {
  const good = child("good");
  await good.ready;
  await good.stop();
  expect(await good.ended).toBe(0);
});

test("a child that crashes ends everything, with its last words", async () => {
  const supervisor = createSupervisor();
  supervisor.addChild(child("crash"));
  const problem = await supervisor.ended;
  expect(problem?.message).toMatch(/^crash ended with code 3[\s\S]*I am crash/);
  await supervisor.stopAll();
});

test("a child that does not listen is ended all the same", async () => {
  const deaf = child("deaf", 500);
  await deaf.ready;
  await deaf.stop();
  expect(await deaf.ended).toBeNull();
});

test("everything stops in the opposite order of its start, whatever one of them does", async () => {
  const stopped: string[] = [];
  const supervisor = createSupervisor();
  for (const name of ["Postgres", "worker", "web"])
    supervisor.add(name, () => {
      stopped.push(name);
      return name === "worker" ? Promise.reject(new Error("stuck")) : Promise.resolve();
    });
  await supervisor.stopAll();
  expect(stopped).toEqual(["web", "worker", "Postgres"]);
  expect(supervisor.signal.aborted).toBe(true);
});

test("no child outlives a parent that is killed outright", async () => {
  const script = path.join(folder, "parent.ts");
  writeFileSync(
    script,
    `import { startChild } from ${JSON.stringify(path.join(root, "bin/child.ts"))};
const child = startChild("good", "tests/support/fake-worker.ts", { root: ${JSON.stringify(root)}, env: { ...process.env, FAKE_CHILD: "good" }, logFile: ${JSON.stringify(path.join(folder, "orphan.log"))}, verbose: false });
await child.ready;
process.stdout.write(String(child.pid));`,
  );
  const parent = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "ignore"] });
  const pid = Number(
    await new Promise<string>((resolve) => parent.stdout.once("data", (data) => resolve(String(data)))),
  );
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
