import { createReadStream } from "node:fs";

import { AppError } from "#lib/domain/errors.ts";
import { RecordedCall } from "./recording.ts";

const lineLengthMax = 16 * 1024 * 1024;
const linesMax = 2_000_000;

/** Streams a recording from a JSON Lines file. Throws `AppError` naming the line that is wrong and why. */
export async function* readRecording(path: string): AsyncGenerator<RecordedCall> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number++;
    if (number > linesMax) throw new AppError("too-large", `${path} has more than ${linesMax} lines`);
    if (line.length > lineLengthMax)
      throw new AppError("too-large", `${path}:${number} is longer than ${lineLengthMax} characters`);
    const text = line.trim();
    if (text !== "") yield parseLine(path, number, text);
  }
}

/** Lines as JSON Lines has them: `readline` also breaks at U+2028, which JSON leaves as it is inside a text. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  // Safe because a stream that was given an encoding yields texts.
  for await (const chunk of createReadStream(path, "utf8") as AsyncIterable<string>) {
    const [first = "", ...others] = chunk.split("\n");
    rest += first;
    for (const next of others) {
      yield rest;
      rest = next;
    }
    // The reader refuses it, so that no endless line fills the memory.
    if (rest.length > lineLengthMax) yield rest;
  }
  yield rest;
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
