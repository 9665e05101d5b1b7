import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

export const awsResourceTypes = defineResourceTypes({
  "aws.s3.bucket": {
    title: "S3 bucket",
    class: "data-store",
    layer: "data",
    properties: z.object({ arn: z.string() }),
  },
});
