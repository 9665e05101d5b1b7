import { open } from "node:fs/promises";

import { AppError } from "#lib/domain/errors.ts";

const sizeMax = 128 * 1024 * 1024;
const depthMax = 400;

/** What stands for the standard input, as other commands have it. */
export const standardInput = "-";

/** The whole text of a file that is not too large to be read at once. */
export async function readText(path: string): Promise<string> {
  if (path === standardInput) return readStandardInput();
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size > sizeMax) throw tooLarge(path, size);
    return (await file.readFile("utf8")).replace(/^\uFEFF/, "");
  } finally {
    await file.close();
  }
}

async function readStandardInput(): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    if (size > sizeMax) throw tooLarge("The standard input", size);
    parts.push(bytes);
  }
  return Buffer.concat(parts)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}

const tooLarge = (path: string, size: number): AppError =>
  new AppError(
    "too-large",
    `${path} has ${Math.round(size / 1024 / 1024)} MiB, and ${sizeMax / 1024 / 1024} are read at most. Split it, for instance one plan for each root module.`,
  );

/** JSON of bounded depth, so that nothing that walks it can be made to walk for ever. */
export function parseJson(path: string, text: string): unknown {
  assertShallow(path, text);
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : "";
    throw new AppError("invalid-input", `${path} is not valid JSON: ${why}. Was it written to the end?`);
  }
}

function assertShallow(path: string, text: string): void {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === 92) at++;
      else if (code === 34) inText = false;
    } else if (code === 34) inText = true;
    else if (code === 91 || code === 123) {
      depth++;
      if (depth > depthMax)
        throw new AppError(
          "invalid-input",
          `${path} nests deeper than ${depthMax} levels, which no plan, template or manifest does. Check what wrote it.`,
        );
    } else if (code === 93 || code === 125) depth--;
  }
}
