import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { optsOut } from "./organizations-opt-out.ts";
import { detail, markUnknown, type Answer, type Unknowns } from "./pages.ts";

const aliases = z.object({ AccountAliases: z.array(z.string()).default([]) });
export const publicAccessBlock = z.object({
  PublicAccessBlockConfiguration: z.object({
    BlockPublicAcls: z.boolean().default(false),
    IgnorePublicAcls: z.boolean().default(false),
    BlockPublicPolicy: z.boolean().default(false),
    RestrictPublicBuckets: z.boolean().default(false),
  }),
});
const membership = z.object({ Organization: z.object({ Arn: z.string(), MasterAccountId: z.string() }) });

export const account: Collector = {
  id: "account",
  title: "Account, its organization and its S3 public access block",
  per: "account",
  produces: ["aws.account", "member-of"],
  permissions: [
    "iam:ListAccountAliases",
    "s3:GetAccountPublicAccessBlock",
    "organizations:DescribeOrganization",
    "organizations:DescribeEffectivePolicy",
  ],
  collect: async function* (source) {
    const { account: id } = source.scope;
    const unknowns: Unknowns = {};
    const ask = (service: string, operation: string, input: Answer, ...paths: string[]) =>
      detail(source, service, operation, input, unknowns, paths);
    const organization = await ask(
      "organizations",
      "DescribeOrganization",
      {},
      "properties.managementAccount",
      "relationships.member-of",
    );
    const answers: AccountAnswers = {
      alias: await ask("iam", "ListAccountAliases", {}, "properties.alias"),
      block: await ask(
        "s3control",
        "GetPublicAccessBlock",
        { AccountId: id },
        "properties.blocksPublicBuckets",
      ),
      organization,
      optOut: organization
        ? await ask(
            "organizations",
            "DescribeEffectivePolicy",
            { PolicyType: "AISERVICES_OPT_OUT_POLICY" },
            "properties.aiServicesOptOut",
          )
        : null,
      unknowns,
    };
    yield batchOf("organizations:DescribeOrganization", [answers], (raw) => normalizeAccount(id, raw));
  },
};

export const accountKey = (id: string): string => `arn:aws:iam::${id}:root`;

type AccountAnswers = {
  alias: Answer | null;
  block: Answer | null;
  organization: Answer | null;
  optOut: Answer | null;
  unknowns: Unknowns;
};

function normalizeAccount(
  id: string,
  { alias, block, organization, optOut, unknowns }: AccountAnswers,
): Batch {
  const [name] = alias ? aliases.parse(alias).AccountAliases : [];
  const member = organization ? membership.parse(organization).Organization : null;
  const key = accountKey(id);
  const choice = optOut ? optsOut(optOut) : false;
  if (choice === null)
    markUnknown(unknowns, ["properties.aiServicesOptOut"], {
      reason: "malformed",
      call: "organizations:DescribeEffectivePolicy",
      permission: null,
      message: "The answer holds no text of a policy",
    });
  const resource = {
    key,
    type: "aws.account" as const,
    name: name ?? id,
    account: id,
    region: null,
    tags: {},
    properties: {
      alias: name ?? null,
      blocksPublicBuckets: block ? blocksAll(block) : false,
      managementAccount: member?.MasterAccountId ?? null,
      aiServicesOptOut: choice ?? false,
    },
    facets: {},
  };
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: edgesFrom(key)("member-of", member?.Arn),
  };
}

/** Whether all four switches are on: any one left off leaves a way to make data public. */
const blocksAll = (raw: unknown): boolean =>
  Object.values(publicAccessBlock.parse(raw).PublicAccessBlockConfiguration).every(Boolean);
