import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { statementsOf } from "./iam-statements.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { textOf } from "./listed.ts";
import { detail, itemsOf, pages, type Answer, type Unknowns } from "./pages.ts";
import { allowedBy, isOpenToAnyone, outsiders } from "./resource-policy.ts";
import { isCustomerKey } from "./sagemaker-records.ts";
import { tagsOf } from "./tags.ts";

/** One of `ListModelPackageGroups`. */
const RawGroup = z.object({
  ModelPackageGroupArn: z.string(),
  ModelPackageGroupName: z.string(),
  ModelPackageGroupStatus: z.string(),
});
const Maker = z
  .object({
    UserProfileArn: z.string().optional(),
    IamIdentity: z.object({ Arn: z.string().optional() }).optional(),
  })
  .optional();
/** `DescribeModelPackage`. */
const RawPackage = z.object({
  ModelApprovalStatus: z.string().optional(),
  CreatedBy: Maker,
  LastModifiedBy: Maker,
  SecurityConfig: z.object({ KmsKeyId: z.string() }).optional(),
});
type RawPackage = z.infer<typeof RawPackage>;

const service = "sagemaker";

export const sagemakerRegistry: Collector = {
  id: "sagemaker-registry",
  title: "SageMaker model package groups and their newest version",
  per: "region",
  produces: ["aws.sagemaker.model-package-group", "encrypted-by"],
  permissions: [
    "sagemaker:ListModelPackageGroups",
    "sagemaker:ListModelPackages",
    "sagemaker:DescribeModelPackage",
    "sagemaker:GetModelPackageGroupPolicy",
    "sagemaker:ListTags",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListModelPackageGroups")) {
      const listed = itemsOf(page, "ModelPackageGroupSummaryList");
      const parts = await mapConcurrently(listed, 4, (raw) => group(source, raw));
      yield batchOf("sagemaker:ListModelPackageGroups", parts, (part) =>
        normalizePackageGroup(part, source.scope),
      );
    }
  },
};

const newestPaths = [
  "properties.newestApproval",
  "properties.approvedByMaker",
  "facets.approvalRequired",
  "facets.customerKey",
  "relationships.encrypted-by",
];

async function group(source: Source, raw: unknown): Promise<GroupParts> {
  const unknowns: Unknowns = {};
  const listing = "sagemaker:ListModelPackageGroups";
  const ModelPackageGroupName = textOf(raw, "ModelPackageGroupName", listing);
  const policy = await detail(
    source,
    service,
    "GetModelPackageGroupPolicy",
    { ModelPackageGroupName },
    unknowns,
    ["facets.publicRead", "properties.outsideReaders"],
  );
  const input = { ModelPackageGroupName, SortBy: "CreationTime", SortOrder: "Descending", MaxResults: 1 };
  const answer = await detail(source, service, "ListModelPackages", input, unknowns, newestPaths);
  const [summary] = itemsOf(answer ?? {}, "ModelPackageSummaryList");
  const newest =
    summary === undefined
      ? null
      : await detail(
          source,
          service,
          "DescribeModelPackage",
          { ModelPackageName: textOf(summary, "ModelPackageArn", "sagemaker:ListModelPackages") },
          unknowns,
          newestPaths,
        );
  const ResourceArn = textOf(raw, "ModelPackageGroupArn", listing);
  const tags = await tagsOf(source, service, "ListTags", { ResourceArn }, unknowns);
  return { raw, policy, newest, tags, unknowns };
}

type GroupParts = {
  raw: unknown;
  policy: Answer | null;
  /** Null where the group holds no version yet. */
  newest: Answer | null;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

const RawPolicy = z.object({ ResourcePolicy: z.string() });

export function normalizePackageGroup(parts: GroupParts, scope: Scope): Batch {
  const group = RawGroup.parse(parts.raw);
  const newest = parts.newest ? RawPackage.parse(parts.newest) : null;
  const key = group.ModelPackageGroupArn;
  const statements = parts.policy ? statementsOf(RawPolicy.parse(parts.policy).ResourcePolicy) : [];
  const readers = allowedBy(statements, ["sagemaker:DescribeModelPackage", "sagemaker:CreateModel"]);
  const kmsKey = newest?.SecurityConfig?.KmsKeyId;
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.sagemaker.model-package-group" as const,
          name: group.ModelPackageGroupName,
          ...scope,
          tags: parts.tags,
          properties: {
            status: group.ModelPackageGroupStatus,
            newestApproval: newest?.ModelApprovalStatus ?? null,
            approvedByMaker: newest !== null && isApprovedByMaker(newest),
            outsideReaders: outsiders(readers, scope.account),
          },
          facets: {
            publicRead: readers.some(isOpenToAnyone),
            // A version that nobody touched since it was made was approved in the making.
            approvalRequired:
              newest?.ModelApprovalStatus !== "Approved" || newest.LastModifiedBy !== undefined,
            customerKey: newest === null || isCustomerKey(kmsKey),
          },
        },
        parts.unknowns,
      ),
    ],
    relationships: edgesFrom(key)("encrypted-by", encryptingKey(kmsKey, scope)),
  };
}

function isApprovedByMaker({ ModelApprovalStatus, CreatedBy, LastModifiedBy }: RawPackage): boolean {
  if (ModelApprovalStatus !== "Approved") return false;
  const maker = nameOf(CreatedBy);
  return maker !== null && (LastModifiedBy === undefined || nameOf(LastModifiedBy) === maker);
}

const nameOf = (who: z.infer<typeof Maker>): string | null =>
  who?.UserProfileArn ?? who?.IamIdentity?.Arn ?? null;
