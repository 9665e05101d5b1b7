import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

export const kubernetesResourceTypes = defineResourceTypes({
  "kubernetes.image": {
    title: "Container image",
    class: "image",
    layer: "pipeline",
    properties: z.object({}),
  },
});
