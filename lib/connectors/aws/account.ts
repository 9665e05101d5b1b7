import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { detail, type Answer, type Unknowns } from "./pages.ts";

const aliases = z.object({ AccountAliases: z.array(z.string()).default([]) });
export const publicAccessBlock = z.object({
  PublicAccessBlockConfiguration: z.object({
    BlockPublicAcls: z.boolean().default(false),
    IgnorePublicAcls: z.boolean().default(false),
    BlockPublicPolicy: z.boolean().default(false),
    RestrictPublicBuckets: z.boolean().default(false),
  }),
});

export const account: Collector = {
  id: "account",
  title: "Account and its S3 public access block",
  per: "account",
  produces: ["aws.account"],
  permissions: ["iam:ListAccountAliases", "s3:GetAccountPublicAccessBlock"],
  collect: async function* (source) {
    const { account: id } = source.scope;
    const unknowns: Unknowns = {};
    const alias = await detail(source, "iam", "ListAccountAliases", {}, unknowns, ["properties.alias"]);
    const block = await detail(source, "s3control", "GetPublicAccessBlock", { AccountId: id }, unknowns, [
      "properties.blocksPublicBuckets",
    ]);
    yield batchOf("s3control:GetPublicAccessBlock", [{ alias, block }], (raw) =>
      normalizeAccount(id, raw.alias, raw.block, unknowns),
    );
  },
};

function normalizeAccount(id: string, alias: Answer | null, block: Answer | null, unknowns: Unknowns): Batch {
  const [name] = alias ? aliases.parse(alias).AccountAliases : [];
  const resource = {
    key: `arn:aws:iam::${id}:root`,
    type: "aws.account" as const,
    name: name ?? id,
    account: id,
    region: null,
    tags: {},
    properties: { alias: name ?? null, blocksPublicBuckets: block ? blocksAll(block) : false },
    facets: {},
  };
  return { resources: [withUnknowns(resource, unknowns)], relationships: [] };
}

/** Whether all four switches are on: any one left off leaves a way to make data public. */
const blocksAll = (raw: unknown): boolean =>
  Object.values(publicAccessBlock.parse(raw).PublicAccessBlockConfiguration).every(Boolean);
