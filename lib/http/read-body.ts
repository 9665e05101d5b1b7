import { AppError } from "#lib/domain/errors.ts";
import { requireStorable } from "#lib/platform/storable.ts";

export const defaultBodyBytes = 1024 * 1024;
export const maxDepth = 64;

/** Reads a JSON body, refusing what is too large or too deep before it is parsed. */
export async function readJson(request: Request, maxBytes: number = defaultBodyBytes): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json")
    throw new AppError("invalid-input", "Send the body as JSON, with Content-Type: application/json.");
  const text = await readText(request, maxBytes);
  if (isDeeperThan(text, maxDepth))
    throw new AppError("too-large", `The body is nested deeper than ${maxDepth} levels.`);
  try {
    return JSON.parse(text, refuseUnfit);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("invalid-input", "The body is not valid JSON.");
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () => new AppError("too-large", `The body is larger than ${maxBytes} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Counts brackets outside strings: `JSON.parse` takes any depth, and what walks the value later would overflow. */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      if (++depth > limit) return true;
    } else if (character === "}" || character === "]") depth--;
  }
  return false;
}

function refuseUnfit(key: string, value: unknown): unknown {
  if (key === "__proto__")
    throw new AppError("invalid-input", "__proto__: There is no such field", {
      fields: [{ field: key, message: "There is no such field" }],
    });
  requireStorable("body", key);
  if (typeof value === "string") requireStorable(key || "body", value);
  return value;
}
