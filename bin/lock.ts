import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** Lets one `start` run in a folder. What a crash left behind is taken over. Returns the release. */
export function holdLock(file: string, port: number): () => void {
  if (!claimed(file, port)) {
    const holder = holderOf(file);
    if (holder !== null && isAlive(holder.pid)) throw runsAlready(holder);
    rmSync(file, { force: true });
    // Of two that find the same leftover, the file system lets one create the file anew.
    if (!claimed(file, port)) throw runsAlready(holderOf(file));
  }
  return () => {
    if (holderOf(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

function claimed(file: string, port: number): boolean {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, port }), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

const runsAlready = (holder: { pid: number; port: number } | null): Error =>
  new Error(
    holder === null
      ? "Nacre is being started here already. Stop it first."
      : `Nacre is running here already (process ${holder.pid}), at http://localhost:${holder.port}. Stop it first.`,
  );

function holderOf(file: string): { pid: number; port: number } | null {
  try {
    const { pid, port } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    return typeof pid === "number" && typeof port === "number" ? { pid, port } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Only ours: the number may have passed on to another program since a crash.
    return process.platform !== "linux" || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("nacre");
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
