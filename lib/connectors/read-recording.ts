import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

import { AppError } from "#lib/domain/errors.ts";
import { RecordedCall } from "./recording.ts";

const lineBytesMax = 16 * 1024 * 1024;
const linesMax = 2_000_000;

/** Streams a recording from a JSON Lines file. Throws `AppError` naming the line that is wrong and why. */
export async function* readRecording(path: string): AsyncGenerator<RecordedCall> {
  const lines = createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === "") continue;
    if (number > linesMax) throw new AppError("too-large", `${path} has more than ${linesMax} lines`);
    if (line.length > lineBytesMax)
      throw new AppError("too-large", `${path}:${number} is longer than ${lineBytesMax} characters`);
    yield parseLine(path, number, line);
  }
}

function parseLine(path: string, number: number, line: string): RecordedCall {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new AppError(
      "invalid-input",
      `${path}:${number} is not JSON. Each line must be one recorded call.`,
    );
  }
  const parsed = RecordedCall.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(
    "invalid-input",
    `${path}:${number} ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is malformed"}`,
  );
}
