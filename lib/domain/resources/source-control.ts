import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

export const sourceControlResourceTypes = defineResourceTypes({
  "github.organization": {
    title: "Organization",
    class: "tenant",
    layer: "pipeline",
    properties: z.object({}),
  },
  "github.repository": {
    title: "Repository",
    class: "repository",
    layer: "pipeline",
    properties: z.object({}),
  },
  "github.workflow": { title: "Workflow", class: "workflow", layer: "pipeline", properties: z.object({}) },
});
