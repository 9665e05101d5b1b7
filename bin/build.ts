import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const sources = ["{app,components,lib}/**/*", "*.{ts,mjs,json}"];
const ignored = /\.test\.tsx?$|\.fixture\.json$|^next-env\.d\.ts$|\.tsbuildinfo$/;

/** Builds the pages if anything they are made from has changed since the last build. Returns whether it did. */
export async function buildIfChanged(root: string, signal: AbortSignal): Promise<boolean> {
  const stampFile = path.join(root, process.env["NACRE_DIST_DIR"] ?? ".next", "nacre-stamp");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === fingerprint(root)) return false;
  console.log("Building the pages (a minute or two, only after changes)…");
  await build(root, signal);
  // Taken afterwards, as building may complete tsconfig.json.
  writeFileSync(stampFile, fingerprint(root));
  return true;
}

export function fingerprint(root: string): string {
  const hash = createHash("sha256");
  const files = globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !ignored.test(file))
    .toSorted();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

async function build(root: string, signal: AbortSignal): Promise<void> {
  const next = path.join(root, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let output = "";
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`The pages could not be built:\n${output}`);
}
