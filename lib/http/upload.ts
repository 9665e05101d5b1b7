import { AppError } from "#lib/domain/errors.ts";

/** The body of a request as it arrives, refused at once where it says itself that it is too large. */
export function uploadOf(request: Request, maxBytes: number): AsyncIterable<Uint8Array> {
  const told = Number(request.headers.get("content-length") ?? 0);
  if (told > maxBytes)
    throw new AppError(
      "too-large",
      `The file has ${told} bytes; at most ${maxBytes} are taken. Split it, and send each part under a scope of its own.`,
    );
  if (!request.body) throw new AppError("invalid-input", "Send the file as the body of the request.");
  return request.body;
}
