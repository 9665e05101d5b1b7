import { z } from "zod";

export const functionRecord = z.object({
  FunctionName: z.string(),
  FunctionArn: z.string(),
  Runtime: z.string().optional(),
  Role: z.string(),
  PackageType: z.string().optional(),
  KMSKeyArn: z.string().optional(),
  Environment: z
    .object({
      Variables: z.record(z.string(), z.string()).optional(),
      /** In place of the variables, where the caller may not use the key they are encrypted with. */
      Error: z.object({ ErrorCode: z.string().optional(), Message: z.string().optional() }).optional(),
    })
    .optional(),
  VpcConfig: z
    .object({ VpcId: z.string().optional(), SecurityGroupIds: z.array(z.string()).default([]) })
    .optional(),
});
export type FunctionRecord = z.infer<typeof functionRecord>;

export const urlRecord = z.object({
  FunctionUrl: z.url(),
  AuthType: z.enum(["NONE", "AWS_IAM"]),
});
export const imageRecord = z.object({ Code: z.object({ ImageUri: z.string().optional() }).optional() });
