import { z } from "zod";

const accountIds = /^\d{12}(\s*,\s*\d{12})*$/;
const blank = z.literal("");

export const awsCredentials = z
  .strictObject({
    roleArn: z
      .string()
      .trim()
      .regex(
        /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/,
        "Give the role's ARN: arn:aws:iam::<account>:role/<name>",
      )
      .or(blank)
      .optional()
      .meta({ title: "Role ARN", help: "The read-only role Nacre assumes in your account." }),
    externalId: z
      .string()
      .trim()
      .regex(/^[\w+=,.@:/-]{2,1224}$/, "Give the external id exactly as the role's trust policy has it")
      .or(blank)
      .optional()
      .meta({ title: "External id", help: "The sts:ExternalId that the role's trust policy asks for." }),
    accessKeyId: z
      .string()
      .trim()
      .regex(
        /^AKIA[A-Z0-9]{12,}$/,
        "An access key id begins with AKIA. One that begins with ASIA is temporary: give a role instead",
      )
      .or(blank)
      .optional()
      .meta({
        title: "Access key id",
        help: "Leave empty to use the credentials of the machine Nacre runs on.",
      }),
    secretAccessKey: z
      .string()
      .trim()
      .optional()
      .meta({ title: "Secret access key", help: "Sealed at rest and never shown again.", secret: true }),
    accountRole: z
      .string()
      .trim()
      .regex(/^[\w+=,.@-]+(\/[\w+=,.@-]+)*$/, "Give the role's name alone, with its path if it has one")
      .or(blank)
      .optional()
      .meta({
        title: "Role in every account",
        help: "Name of the role to assume in each account of the organization. Leave empty to read one account.",
      }),
    accounts: z
      .string()
      .trim()
      .regex(accountIds, "Give account ids of twelve digits, separated by commas")
      .or(blank)
      .optional()
      .meta({
        scope: true,
        title: "Accounts",
        help: "Only these of the organization. Leave empty for every active one.",
      }),
    exceptAccounts: z
      .string()
      .trim()
      .regex(accountIds, "Give account ids of twelve digits, separated by commas")
      .or(blank)
      .optional()
      .meta({ scope: true, title: "Except accounts", help: "Accounts of the organization to leave out." }),
    regions: z
      .string()
      .trim()
      .regex(
        /^[a-z]{2,4}(-[a-z]+)+-\d(\s*,\s*[a-z]{2,4}(-[a-z]+)+-\d)*$/,
        "Give regions like eu-west-1, us-east-1",
      )
      .or(blank)
      .optional()
      .meta({
        scope: true,
        title: "Regions",
        help: "Separated by commas. Leave empty for every enabled region.",
      }),
    sampling: z
      .string()
      .trim()
      .regex(/^(yes|no)$/, "Answer yes or no")
      .or(blank)
      .optional()
      .meta({
        scope: true,
        title: "Sample tagged buckets",
        help: "yes reads the beginning of up to 20 objects of each bucket tagged nacre:sample = yes and keeps counts of what detectors find, never text. It needs s3:ListBucket and s3:GetObject on those buckets, which the role's policy does not hold by itself.",
      }),
  })
  .refine((given) => Boolean(given.accessKeyId) === Boolean(given.secretAccessKey), {
    path: ["secretAccessKey"],
    message: "Give both the access key id and its secret, or neither",
  });

export type AwsCredentials = z.infer<typeof awsCredentials>;
