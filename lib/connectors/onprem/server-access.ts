import type { Unknown } from "#lib/domain/unknown.ts";
import type { Engine } from "./engines.ts";
import type { Call, ServerAnswer } from "./server-answer.ts";

/** How callers prove themselves to a server, or why that could not be told. */
export type Access =
  | { authentication: "none" | "key" | "identity"; reason: string; unknown: null }
  | { authentication: null; reason: string; unknown: Unknown };

/** From what the server said to a caller with nothing in hand who asked for its list. */
export function accessOf(engine: Engine, call: Call, answer: ServerAnswer): Access {
  const { status, location, challenge, type, body } = answer;
  const asked = `${call.service}:${call.operation}`;
  const turnsAway = status === 401 || status === 403 || engine.refuses?.safeParse(body).success === true;
  if (turnsAway)
    return told(
      "key",
      `It turns a caller without a key away${challenge === null ? "" : ` and asks for ${challenge}`}`,
    );
  if (status >= 300 && status < 400 && location !== null)
    return told("identity", `It sends a caller without a session to ${location}`);
  if (status === 200 && engine.items.safeParse(body).success)
    return told("none", `It answers ${asked} to a caller with nothing in hand`);
  const what = status === 200 ? `something of the type ${type || "that it does not name"}` : String(status);
  return untoldAccess({
    reason: status === 200 ? "malformed" : "failed",
    call: asked,
    permission: null,
    message: `It answered ${what}, which tells nothing of whom it lets in`,
  });
}

const told = (authentication: "none" | "key" | "identity", reason: string): Access => ({
  authentication,
  reason,
  unknown: null,
});

export const untoldAccess = (unknown: Unknown): Access => ({
  authentication: null,
  reason: unknown.message,
  unknown,
});
