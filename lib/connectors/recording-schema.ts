import { z } from "zod";

import { RecordedCall } from "./recording.ts";

/** The form of one line of a recording as JSON Schema, for whoever writes one without Nacre's own collectors. */
export const recordingSchema: Readonly<Record<string, unknown>> = {
  title: "A line of a Nacre recording",
  description:
    "One call to a provider and what it answered, in the provider's own operation names and shapes. A recording is JSON Lines: one such object a line, all of one connector. `output` is the answer; a call that failed has `error` instead.",
  ...z.toJSONSchema(RecordedCall),
};
