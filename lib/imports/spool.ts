import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

import { AppError } from "#lib/domain/errors.ts";
import { importLimits } from "./limits.ts";

export type Spooled = { file: string; sizeBytes: number };

/**
 * Lets `work` read what arrives from a file, so that a slow upload holds no transaction and its beginning can be read
 * twice. The file is gone when `work` ends, however it ends.
 */
export async function withSpooled<T>(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  work: (spooled: Spooled) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "nacre-import-"));
  try {
    const file = path.join(folder, "report");
    let sizeBytes = 0;
    const counted = new Transform({
      transform: (chunk: Uint8Array, _, done) => {
        sizeBytes += chunk.byteLength;
        done(sizeBytes > importLimits.fileBytes ? tooLarge() : null, chunk);
      },
    });
    await pipeline(Readable.from(body), counted, createWriteStream(file, { mode: 0o600 }), { signal });
    return await work({ file, sizeBytes });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const tooLarge = (): AppError => {
  const message = `The report is larger than ${importLimits.fileBytes / 1024 / 1024} MiB. Let the tool report by account or by severity, and import each part under a scope of its own.`;
  return new AppError("too-large", message, { fields: [{ field: "file", message }] });
};
