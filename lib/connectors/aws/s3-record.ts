import { z } from "zod";

export const bucketRecord = z.object({ Name: z.string(), BucketRegion: z.string().optional() });
const bucketOwner = z.object({ ID: z.string().optional() });
export const locationRecord = z.object({ LocationConstraint: z.string().nullish() });
export const encryptionRecord = z.object({
  ServerSideEncryptionConfiguration: z.object({
    Rules: z
      .array(
        z.object({
          ApplyServerSideEncryptionByDefault: z
            .object({ SSEAlgorithm: z.string(), KMSMasterKeyID: z.string().optional() })
            .optional(),
        }),
      )
      .default([]),
  }),
});
export const policyStatusRecord = z.object({
  PolicyStatus: z.object({ IsPublic: z.boolean().default(false) }).optional(),
});
export const policyTextRecord = z.object({ Policy: z.string() });
export const aclRecord = z.object({
  Owner: bucketOwner.optional(),
  Grants: z
    .array(
      z.object({
        Grantee: z.object({ ID: z.string().optional(), URI: z.string().optional() }).optional(),
        Permission: z.string(),
      }),
    )
    .default([]),
});
export const versioningRecord = z.object({ Status: z.string().optional() });
export const loggingRecord = z.object({ LoggingEnabled: z.object({ TargetBucket: z.string() }).optional() });
export const taggingRecord = z.object({ TagSet: z.array(z.object({ Key: z.string(), Value: z.string() })) });
