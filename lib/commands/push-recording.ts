import { z } from "zod";

import { askServer, withRetries, type ServerTarget } from "./ask-server.ts";

const Uploaded = z.object({ id: z.string(), recording: z.string(), name: z.string() });
type Uploaded = z.infer<typeof Uploaded>;
const Listed = z.object({ items: z.array(Uploaded) });

type Pushed = {
  name: string;
  text: string;
  /** Connection that replays recordings and is to replay this one from now on. */
  connectionId: string | null;
};

/**
 * Uploads a recording and, where a connection is named, lets it replay that one and sync. An upload whose answer was
 * lost is found by its name and not sent again. Throws `ConnectionError`.
 */
export async function pushRecording(
  target: ServerTarget,
  { name, text, connectionId }: Pushed,
  signal: AbortSignal,
): Promise<Uploaded> {
  const uploaded = await withRetries(target, signal, async (attempt) => {
    const before = attempt > 1 ? await findByName(target, name, signal) : null;
    const upload = { method: "POST", path: "/recordings", body: { name, text } } as const;
    return before ?? Uploaded.parse(await askServer(target, upload, signal));
  });
  if (connectionId === null) return uploaded;
  const path = `/connections/${encodeURIComponent(connectionId)}`;
  const replay = { method: "PATCH", path, body: { recording: uploaded.recording } } as const;
  await withRetries(target, signal, () => askServer(target, replay, signal));
  await withRetries(target, signal, () =>
    askServer(target, { method: "POST", path: `${path}/sync` }, signal),
  );
  return uploaded;
}

async function findByName(target: ServerTarget, name: string, signal: AbortSignal): Promise<Uploaded | null> {
  const answer = await askServer(target, { method: "GET", path: "/recordings" }, signal);
  return Listed.parse(answer).items.find((one) => one.name === name) ?? null;
}
