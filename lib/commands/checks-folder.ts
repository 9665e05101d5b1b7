import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";

import { parse } from "yaml";

import type { Check } from "#lib/domain/check.ts";
import { AppError } from "#lib/domain/errors.ts";
import { validateDefinition } from "#lib/posture/custom/validate.ts";

const filesMax = 500;
const bytesMax = 100_000;

/** The checks of a folder, one YAML file each; a file's name is its slug where it states none. Throws `invalid-input`. */
export async function checksInFolder(folder: string): Promise<Check[]> {
  const files = (await readdir(folder).catch(() => refuse(folder, "There is no such folder")))
    .filter((file) => /\.ya?ml$/.test(file))
    .toSorted();
  if (files.length === 0) refuse(folder, "It holds no .yaml file");
  if (files.length > filesMax) refuse(folder, `It holds more than ${filesMax} files`);
  const checks = await Promise.all(files.map((file) => checkIn(path.join(folder, file))));
  const seen = new Map<string, string>();
  for (const [at, { id }] of checks.entries()) {
    const file = files[at] ?? "";
    const other = seen.get(id);
    if (other !== undefined) refuse(path.join(folder, file), `${other} is ${id} already`);
    seen.set(id, file);
  }
  return checks;
}

async function checkIn(file: string): Promise<Check> {
  const { size } = await stat(file);
  if (size > bytesMax) refuse(file, `It is larger than ${bytesMax} bytes`);
  const slug = path.basename(file).replace(/\.ya?ml$/, "");
  const result = validateDefinition({ slug, ...parsed(file, await readFile(file, "utf8")) });
  if (!("fields" in result)) return result.check;
  return refuse(file, result.fields.map(({ field, message }) => `${field}: ${message}`).join("\n  "));
}

function parsed(file: string, text: string): object {
  const value = yamlIn(file, text);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value
    : refuse(file, "It must hold the fields of a check");
}

function yamlIn(file: string, text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch {
    return refuse(file, "It is not YAML");
  }
}

function refuse(file: string, message: string): never {
  throw new AppError("invalid-input", `${file}: ${message}`);
}
