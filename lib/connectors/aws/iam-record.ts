import { z } from "zod";

const named = z.object({ PolicyName: z.string(), PolicyArn: z.string() });
const inline = z.object({ PolicyName: z.string(), PolicyDocument: z.unknown() });
const boundary = z.object({ PermissionsBoundaryArn: z.string() }).optional();
const tags = z.array(z.object({ Key: z.string(), Value: z.string() })).default([]);
const when = z.iso.datetime();

const principal = {
  Path: z.string().default("/"),
  Arn: z.string(),
  AttachedManagedPolicies: z.array(named).default([]),
};

export const userRecord = z.object({
  ...principal,
  UserName: z.string(),
  UserPolicyList: z.array(inline).default([]),
  GroupList: z.array(z.string()).default([]),
  PermissionsBoundary: boundary,
  Tags: tags,
});
export const groupRecord = z.object({
  ...principal,
  GroupName: z.string(),
  GroupPolicyList: z.array(inline).default([]),
});
export const roleRecord = z.object({
  ...principal,
  RoleName: z.string(),
  AssumeRolePolicyDocument: z.unknown(),
  RolePolicyList: z.array(inline).default([]),
  PermissionsBoundary: boundary,
  Tags: tags,
  RoleLastUsed: z.object({ LastUsedDate: when.optional() }).optional(),
});
export const policyRecord = z.object({
  Arn: z.string(),
  AttachmentCount: z.number().default(0),
  PolicyVersionList: z.array(z.object({ Document: z.unknown(), IsDefaultVersion: z.boolean() })).default([]),
});
export const accessKeyRecord = z.object({
  AccessKeyId: z.string(),
  Status: z.string(),
  CreateDate: when,
});
export const keyUseRecord = z.object({
  AccessKeyLastUsed: z.object({ LastUsedDate: when.optional() }).optional(),
});
export const serviceCredentialRecord = z.object({
  Status: z.string(),
  ServiceName: z.string(),
  ExpirationDate: when.optional(),
});

export type InlinePolicy = z.infer<typeof inline>;
export type AttachedPolicy = z.infer<typeof named>;
export type GroupRecord = z.infer<typeof groupRecord>;
