import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

export const saasResourceTypes = defineResourceTypes({
  "openai.api-key": { title: "API key", class: "credential", layer: "identity", properties: z.object({}) },
});
