import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

/** What code runs on, and what stands before it. */
export const awsHostingResourceTypes = defineResourceTypes({
  "aws.eks.cluster": { title: "EKS cluster", class: "cluster", layer: "pipeline", properties: z.object({}) },
});
