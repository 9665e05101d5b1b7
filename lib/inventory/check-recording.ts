import { RecordedCall } from "#lib/connectors/recording.ts";
import { AppError } from "#lib/domain/errors.ts";
import { providers, type Provider } from "#lib/domain/provider.ts";

export const recordingBytesMax = 64 * 1024 * 1024;

/** Whose calls a recording holds, and how many. Throws `AppError` that names the line and the field that is wrong. */
export function checkRecording(text: string): { connectorId: Provider; callCount: number } {
  if (Buffer.byteLength(text) > recordingBytesMax)
    throw new AppError("too-large", `A recording may have at most ${recordingBytesMax} bytes.`);
  let connectorId: Provider | undefined;
  let callCount = 0;
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const { connector } = parseLine(line, at + 1);
    const known = providers.find((provider) => provider === connector);
    if (!known)
      throw refused(
        `Line ${at + 1}: connector: There is no connector ${connector}. Use ${providers.join(", ")}.`,
      );
    connectorId ??= known;
    if (known !== connectorId) throw refused(`Line ${at + 1}: a recording holds the calls of one connector.`);
    callCount++;
  }
  if (!connectorId) throw refused("The recording holds no call.");
  return { connectorId, callCount };
}

function parseLine(line: string, number: number): RecordedCall {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw refused(`Line ${number} is not JSON. Each line must be one recorded call.`);
  }
  const parsed = RecordedCall.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".") ?? "";
  throw refused(
    `Line ${number} is not a recorded call: ${field === "" ? "" : `${field}: `}${issue?.message ?? ""}`,
  );
}

const refused = (message: string) =>
  new AppError("invalid-input", message, { fields: [{ field: "text", message }] });
