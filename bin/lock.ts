import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** Lets one `start` run in a folder. What a crash left behind is taken over. Returns the release. */
export function holdLock(file: string, port: number): () => void {
  const holder = holderOf(file);
  if (holder !== null && isAlive(holder.pid))
    throw new Error(
      `Nacre is running here already (process ${holder.pid}), at http://localhost:${holder.port}. Stop it first.`,
    );
  writeFileSync(file, JSON.stringify({ pid: process.pid, port }));
  return () => rmSync(file, { force: true });
}

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
