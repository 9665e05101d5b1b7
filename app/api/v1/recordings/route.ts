import { z } from "zod";

import { RecordingList, RecordingView } from "#lib/contract/connections.ts";
import { route } from "#lib/http/route.ts";
import { listRecordings } from "#lib/inventory/list-recordings.ts";
import { recordingBytesMax } from "#lib/inventory/check-recording.ts";
import { uploadRecording } from "#lib/inventory/upload-recording.ts";

export const GET = route(
  { summary: "List uploaded recordings", permission: "connection:read", response: RecordingList },
  ({ ctx }) => listRecordings(ctx),
);

export const POST = route(
  {
    summary: "Upload a recording",
    permission: ["connection:write", "recording:push"],
    body: z.strictObject({
      name: z.string().trim().min(1).max(100),
      /** JSON Lines, one recorded call a line, each by the schema at `/api/v1/recordings/schema`. */
      text: z.string(),
      /** A connection that replays recordings: it replays this one from now on, and syncs. */
      connectionId: z.uuid().optional(),
    }),
    // As a JSON string, each quotation mark takes two bytes.
    maxBodyBytes: 2 * recordingBytesMax,
    response: RecordingView,
    status: 201,
  },
  ({ ctx, body }) => uploadRecording(ctx, body),
);
