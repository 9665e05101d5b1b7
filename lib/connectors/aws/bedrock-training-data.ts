import { z } from "zod";

import { bucketOfS3Uri } from "./s3-uri.ts";

/** Where a customization learns from: a data set, or what was logged of earlier invocations. */
export const TrainingData = z.object({
  s3Uri: z.string().optional(),
  invocationLogsConfig: z
    .object({ invocationLogSource: z.object({ s3Uri: z.string().optional() }).optional() })
    .optional(),
});

/** The bucket that a model learned from, whichever way it was named. */
export const trainingBucket = (
  data: z.infer<typeof TrainingData> | undefined,
  region: string | null,
): string | null =>
  bucketOfS3Uri(data?.s3Uri ?? data?.invocationLogsConfig?.invocationLogSource?.s3Uri, region);
