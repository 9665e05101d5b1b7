import { spawn } from "node:child_process";

import { workerEngine } from "#lib/platform/worker-engine.ts";

/** What a child process that measures itself wrote as its last line. */
type Measured = { seconds: number; cpuSeconds: number; peakMiB: number; detail: string };

/**
 * Runs a file of `bench/children` in a process of its own, started as a worker is. The engine keeps its heap below
 * `heapMiB`: what it needs beyond that ends it, so that a bound on memory is one.
 */
export function inChild(file: string, heapMiB: number, args: readonly string[] = []): Promise<Measured> {
  const options = [
    ...workerEngine,
    "--disable-warning=ExperimentalWarning",
    `--max-old-space-size=${heapMiB}`,
  ];
  const child = spawn(process.execPath, [...options, `bench/children/${file}`, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (code !== 0) return reject(new Error(`${file} ended with ${signal ?? code}`));
      // Safe because it is our own file that wrote it.
      resolve(JSON.parse(output.trim().split("\n").at(-1) ?? "") as Measured);
    });
  });
}

/** Measures `work` in this process and tells the parent. Memory is the most that the process ever had. */
export async function tellParent(work: () => Promise<string>): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const detail = await work();
  const { user, system } = process.cpuUsage(before);
  const measured: Measured = {
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    detail,
  };
  console.log(JSON.stringify(measured));
}
