import { randomUUID } from "node:crypto";

import { z } from "zod";

import { askServer, withRetries, type ServerTarget } from "./ask-server.ts";

const Uploaded = z.object({ id: z.string(), recording: z.string(), name: z.string() });
type Uploaded = z.infer<typeof Uploaded>;

type Pushed = {
  name: string;
  text: string;
  /** Connection that replays recordings and is to replay this one from now on. */
  connectionId: string | null;
};

/**
 * Sends a recording and, where a connection is named, lets it replay that one and sync: one request, which the server
 * knows again where its answer was lost. Throws `ConnectionError`.
 */
export async function pushRecording(
  target: ServerTarget,
  { name, text, connectionId }: Pushed,
  signal: AbortSignal,
): Promise<Uploaded> {
  const body = { name, text, ...(connectionId === null ? {} : { connectionId }) };
  const idempotencyKey = randomUUID();
  return withRetries(target, signal, async () =>
    Uploaded.parse(
      await askServer(target, { method: "POST", path: "/recordings", body, idempotencyKey }, signal),
    ),
  );
}
