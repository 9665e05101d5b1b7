import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { textOf } from "./listed.ts";
import { detail, itemsOf, pages, smallNextToken, type Answer, type Unknowns } from "./pages.ts";
import { tagsOf } from "./tags.ts";

/** One of `DescribeRepositories`. */
const RawRepository = z.object({
  repositoryArn: z.string(),
  repositoryName: z.string(),
  repositoryUri: z.string(),
  imageTagMutability: z.string(),
  imageScanningConfiguration: z.object({ scanOnPush: z.boolean() }).optional(),
  encryptionConfiguration: z.object({ encryptionType: z.string(), kmsKey: z.string().optional() }).optional(),
});
const Statement = z.object({
  Effect: z.string(),
  Principal: z
    .union([z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))])
    .optional(),
  Condition: z.unknown().optional(),
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
  const pullers = unconditionalPrincipals(parts.policy?.["policyText"]);
  const resource = withUnknowns(
    {
      key,
      type: "aws.ecr.repository" as const,
      name: repository.repositoryName,
      ...scope,
      tags: parts.tags,
      properties: {
        uri: repository.repositoryUri,
        externalPullers: pullers.filter(
          (principal) => principal !== "*" && !principal.includes(scope.account),
        ),
      },
      facets: {
        publicRead: pullers.includes("*"),
        immutableTags: repository.imageTagMutability.startsWith("IMMUTABLE"),
        scanOnPush:
          repository.imageScanningConfiguration?.scanOnPush === true ||
          isScannedByRegistry(parts.scanning, repository.repositoryName),
        customerKey: kmsKey !== undefined,
      },
    },
    parts.unknowns,
  );
  return { resources: [resource], relationships: edgesFrom(key)("encrypted-by", kmsKey) };
}

/** Principals allowed without a condition, service principals left out. */
function unconditionalPrincipals(policyText: unknown): string[] {
  if (typeof policyText !== "string") return [];
  const { Statement: statements } = z
    .object({ Statement: z.union([Statement.transform((one) => [one]), z.array(Statement)]) })
    .parse(JSON.parse(policyText));
  return statements
    .filter((statement) => statement.Effect === "Allow" && statement.Condition === undefined)
    .flatMap(({ Principal: principal }) =>
      typeof principal === "string" ? [principal] : [principal?.["AWS"] ?? []].flat(),
    );
}

/** The registry's own rules, which outrank the repository's setting. */
function isScannedByRegistry(scanning: Answer | null, name: string): boolean {
  const rules = RawScanning.parse(scanning ?? {}).scanningConfiguration?.rules ?? [];
  return rules
    .filter((rule) => rule.scanFrequency !== "MANUAL")
    .flatMap((rule) => rule.repositoryFilters)
    .some(({ filter }) =>
      new RegExp(`^${filter.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("*", ".*")}$`).test(
        name,
      ),
    );
}
