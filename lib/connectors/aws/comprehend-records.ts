import { z } from "zod";

import type { Scope, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { textOf } from "./listed.ts";
import type { Unknowns } from "./pages.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { securityGroupKeys } from "./sagemaker-records.ts";
import { tagsOf } from "./tags.ts";

export const Network = z.object({ SecurityGroupIds: z.array(z.string()).default([]) }).optional();

export type Tagged = { tags: Readonly<Record<string, string>>; unknowns: Unknowns };

export async function comprehendTags(
  source: Source,
  raw: unknown,
  arn: string,
  operation: string,
): Promise<Tagged> {
  const unknowns: Unknowns = {};
  const ResourceArn = textOf(raw, arn, `comprehend:${operation}`);
  return {
    tags: await tagsOf(source, "comprehend", "ListTagsForResource", { ResourceArn }, unknowns),
    unknowns,
  };
}

/** What stands behind the kind in its ARN; a version is part of it. */
export const comprehendName = (arn: string): string =>
  arn
    .split(":")
    .slice(5)
    .join(":")
    .replace(/^[^/]+\//, "");

export const bucketsOf = (uris: readonly (string | undefined)[], { region }: Scope): (string | null)[] =>
  uris.map((uri) => bucketOfS3Uri(uri, region));

export const comprehendEdges = (
  key: string,
  of: { network: z.infer<typeof Network>; kmsKeys: readonly (string | undefined)[] },
  scope: Scope,
): Relationship[] => [
  ...edgesFrom(key)("encrypted-by", ...of.kmsKeys.map((kmsKey) => encryptingKey(kmsKey, scope))),
  ...edgesFrom(key)("in-network", ...securityGroupKeys(of.network?.SecurityGroupIds, scope)),
];
