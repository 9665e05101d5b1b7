import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

export const gcpResourceTypes = defineResourceTypes({
  "gcp.storage.bucket": {
    title: "Cloud Storage bucket",
    class: "data-store",
    layer: "data",
    properties: z.object({ location: z.string() }),
  },
});
