import { z } from "zod";

import { route } from "#lib/http/route.ts";
import { deleteRecording } from "#lib/inventory/delete-recording.ts";

export const DELETE = route(
  {
    summary: "Delete an uploaded recording",
    permission: "connection:write",
    params: z.object({ recordingId: z.uuid() }),
    response: null,
  },
  ({ ctx, params }) => deleteRecording(ctx, params.recordingId),
);
