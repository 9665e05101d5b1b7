import { readdir, stat } from "node:fs/promises";
import path from "node:path";

import { AppError } from "#lib/domain/errors.ts";
import { standardInput } from "#lib/infrastructure/read-text.ts";
import type { InputFile } from "#lib/infrastructure/scan-input.ts";

const depthMax = 20;
const filesMax = 10_000;
const leftAside = new Set(["node_modules", ".git", ".terraform"]);

/** Every file that is named, and every file in the folders that are. */
export async function inputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const one of paths) {
    if (one === standardInput) {
      files.push({ path: one, named: true });
      continue;
    }
    const found = await stat(one).catch(() => null);
    if (!found) throw new AppError("not-found", `There is no file ${one}.`);
    if (found.isDirectory()) files.push(...(await filesIn(one)));
    else files.push({ path: one, named: true });
  }
  return files;
}

/** Links are not followed, so that a folder cannot lead out of itself. */
async function filesIn(folder: string): Promise<InputFile[]> {
  const files: InputFile[] = [];
  const open = [{ folder, depth: 0 }];
  for (let at = open.pop(); at; at = open.pop()) {
    const entries = await readdir(at.folder, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const whole = path.join(at.folder, entry.name);
      if (entry.isDirectory() && !leftAside.has(entry.name)) {
        if (at.depth >= depthMax)
          throw new AppError(
            "too-large",
            `${whole} lies deeper than ${depthMax} folders. Name it by itself.`,
          );
        open.push({ folder: whole, depth: at.depth + 1 });
      }
      if (entry.isFile() && /\.(jsonl?|ya?ml|template)$/i.test(entry.name))
        files.push({ path: whole, named: false });
    }
    if (files.length > filesMax)
      throw new AppError("too-large", `${folder} holds more than ${filesMax} files. Name a part of it.`);
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
