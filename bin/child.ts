import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";

export type Child = {
  name: string;
  pid: number | undefined;
  /** Settles when the process has ended, with its code, however it ended. */
  ended: Promise<number | null>;
  /** Resolves when the process says that it is ready; rejects if it ends before. */
  ready: Promise<void>;
  stop: () => Promise<void>;
  lastWords: () => string;
};

type Options = {
  root: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  verbose: boolean;
  /** Options of its engine. */
  engine?: readonly string[];
  /** After this it is killed. */
  stopWithinMs?: number;
};

/** Runs `file` in a process group of its own, its output going to a log file (or here, if verbose). */
export function startChild(name: string, file: string, options: Options): Child {
  const { root, env, logFile, verbose, engine = [], stopWithinMs = 30_000 } = options;
  const log = verbose ? "inherit" : openSync(logFile, "w");
  const preload = path.join(root, "bin/exit-with-parent.ts");
  const child = spawn(process.execPath, [...engine, "--import", preload, path.join(root, file)], {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  if (typeof log === "number") closeSync(log);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    void ended.then(() => reject(new Error(`${name} ended before it was ready`)));
  });
  ready.catch(() => undefined);
  return {
    name,
    pid: child.pid,
    ended,
    ready,
    stop: () => stop(child, ended, stopWithinMs),
    lastWords: () => (verbose ? "" : readFileSync(logFile, "utf8").split("\n").slice(-25).join("\n")),
  };
}

async function stop(child: ChildProcess, ended: Promise<unknown>, withinMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), withinMs);
  await ended;
  clearTimeout(timer);
}
