import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { fitsGlob } from "./glob.ts";
import { keptPolicy } from "./kept-policy.ts";
import { statementsOf } from "./iam-statements.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { textOf } from "./listed.ts";
import { detail, itemsOf, pages, smallNextToken, type Answer, type Unknowns } from "./pages.ts";
import { allowedBy, isOpenToAnyone, outsiders } from "./resource-policy.ts";
import { tagsOf } from "./tags.ts";

/** One of `DescribeRepositories`. */
const RawRepository = z.object({
  repositoryArn: z.string(),
  repositoryName: z.string(),
  repositoryUri: z.string(),
  imageTagMutability: z.string().default("MUTABLE"),
  imageScanningConfiguration: z.object({ scanOnPush: z.boolean().default(false) }).optional(),
  encryptionConfiguration: z.object({ encryptionType: z.string(), kmsKey: z.string().optional() }).optional(),
});
const RawScanning = z.object({
  scanningConfiguration: z
    .object({
      scanType: z.string().optional(),
      rules: z
        .array(
          z.object({
            scanFrequency: z.string(),
            repositoryFilters: z.array(z.object({ filter: z.string() })).default([]),
          }),
        )
        .default([]),
    })
    .optional(),
});

export const ecrRepositories: Collector = {
  id: "ecr-repositories",
  title: "ECR repositories",
  per: "region",
  produces: ["aws.ecr.repository", "encrypted-by"],
  permissions: [
    "ecr:DescribeRepositories",
    "ecr:GetRepositoryPolicy",
    "ecr:GetRegistryScanningConfiguration",
    "ecr:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, "ecr", "DescribeRepositories", {}, smallNextToken)) {
      const raws = itemsOf(page, "repositories");
      if (raws.length === 0) continue;
      const scanUnknowns: Unknowns = {};
      const scanning = await detail(source, "ecr", "GetRegistryScanningConfiguration", {}, scanUnknowns, [
        "facets.scanOnPush",
      ]);
      const parts = await mapConcurrently(raws, 4, (raw) => repository(source, raw, scanUnknowns));
      yield batchOf("ecr:DescribeRepositories", parts, (part) =>
        normalizeRepository({ ...part, scanning }, source.scope),
      );
    }
  },
};

async function repository(source: Source, raw: unknown, scanUnknowns: Unknowns) {
  const unknowns: Unknowns = { ...scanUnknowns };
  const repositoryName = textOf(raw, "repositoryName", "ecr:DescribeRepositories");
  const resourceArn = textOf(raw, "repositoryArn", "ecr:DescribeRepositories");
  const policy = await detail(source, "ecr", "GetRepositoryPolicy", { repositoryName }, unknowns, [
    "facets.publicRead",
    "properties.externalPullers",
    "properties.resourcePolicy",
  ]);
  return {
    raw,
    policy,
    unknowns,
    tags: await tagsOf(source, "ecr", "ListTagsForResource", { resourceArn }, unknowns),
  };
}

export type RepositoryParts = {
  raw: unknown;
  policy: Answer | null;
  scanning: Answer | null;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeRepository(parts: RepositoryParts, scope: Scope): Batch {
  const repository = RawRepository.parse(parts.raw);
  const key = repository.repositoryArn;
  const kmsKey =
    repository.encryptionConfiguration?.encryptionType === "AES256"
      ? undefined
      : repository.encryptionConfiguration?.kmsKey;
  const pullers = parts.policy ? allowedBy(statementsOf(parts.policy["policyText"]), pullActions) : [];
  const scansItself = repository.imageScanningConfiguration?.scanOnPush === true;
  const resource = withUnknowns(
    {
      key,
      type: "aws.ecr.repository" as const,
      name: repository.repositoryName,
      ...scope,
      tags: parts.tags,
      properties: {
        uri: repository.repositoryUri,
        externalPullers: outsiders(
          pullers.filter(({ conditional }) => !conditional),
          scope.account,
        ),
        resourcePolicy: parts.policy ? keptPolicy(parts.policy["policyText"]) : null,
      },
      facets: {
        publicRead: pullers.some(isOpenToAnyone),
        immutableTags: repository.imageTagMutability.startsWith("IMMUTABLE"),
        scanOnPush: scansItself || isScannedByRegistry(parts.scanning, repository.repositoryName),
        customerKey: kmsKey !== undefined,
      },
    },
    scansItself ? without(parts.unknowns, "facets.scanOnPush") : parts.unknowns,
  );
  return {
    resources: [resource],
    relationships: edgesFrom(key)("encrypted-by", encryptingKey(kmsKey, scope)),
  };
}

const pullActions = ["ecr:BatchGetImage"];

const without = (unknowns: Unknowns, path: string): Unknowns =>
  Object.fromEntries(Object.entries(unknowns).filter(([name]) => name !== path));

/** The registry's own rules. A filter without a wildcard fits every name that contains it. */
function isScannedByRegistry(scanning: Answer | null, name: string): boolean {
  const rules = RawScanning.parse(scanning ?? {}).scanningConfiguration?.rules ?? [];
  return rules
    .filter((rule) => rule.scanFrequency !== "MANUAL")
    .flatMap((rule) => rule.repositoryFilters)
    .some(({ filter }) => fitsGlob(filter.includes("*") ? filter : `*${filter}*`, name));
}
