import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

export const azureResourceTypes = defineResourceTypes({
  "azure.storage.container": {
    title: "Blob container",
    class: "data-store",
    layer: "data",
    properties: z.object({ accountId: z.string() }),
  },
});
