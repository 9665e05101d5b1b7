import { z } from "zod";

import { recordingSchema } from "#lib/connectors/recording-schema.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Get the JSON Schema of a line of a recording",
    permission: ["connection:read", "recording:push"],
    response: z.record(z.string(), z.unknown()),
  },
  async () => recordingSchema,
);
