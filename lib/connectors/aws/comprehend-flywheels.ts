import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import {
  bucketsOf,
  comprehendEdges,
  comprehendName,
  comprehendTags,
  Network,
  type Tagged,
} from "./comprehend-records.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { detail, itemsOf, pages, type Answer } from "./pages.ts";
import { isCustomerKey } from "./sagemaker-records.ts";

/** `DescribeFlywheel`. */
const RawFlywheel = z.object({
  FlywheelProperties: z.object({
    FlywheelArn: z.string(),
    Status: z.string(),
    ModelType: z.string().optional(),
    ActiveModelArn: z.string().optional(),
    DataAccessRoleArn: z.string().optional(),
    DataLakeS3Uri: z.string().optional(),
    DataSecurityConfig: z
      .object({
        ModelKmsKeyId: z.string().optional(),
        VolumeKmsKeyId: z.string().optional(),
        DataLakeKmsKeyId: z.string().optional(),
        VpcConfig: Network,
      })
      .optional(),
  }),
});
/** One of `ListFlywheelIterationHistory`. */
const RawIteration = z.object({
  Status: z.string(),
  CreationTime: z.string().optional(),
  EndTime: z.string().optional(),
});

export const comprehendFlywheels: Collector = {
  id: "comprehend-flywheels",
  title: "Comprehend flywheels",
  per: "region",
  produces: [
    "aws.comprehend.flywheel",
    "runs-as",
    "produces",
    "ingests",
    "stores-artifacts-in",
    "encrypted-by",
    "in-network",
  ],
  permissions: [
    "comprehend:ListFlywheels",
    "comprehend:DescribeFlywheel",
    "comprehend:ListFlywheelIterationHistory",
    "comprehend:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, "comprehend", "ListFlywheels")) {
      const arns = itemsOf(page, "FlywheelSummaryList").map((item) =>
        textOf(item, "FlywheelArn", "comprehend:ListFlywheels"),
      );
      const found = await mapConcurrently(arns, 4, (arn) => flywheel(source, arn));
      yield batchOf("comprehend:DescribeFlywheel", found.filter(isPresent), (parts) =>
        normalizeFlywheel(parts, source.scope),
      );
    }
  },
};

async function flywheel(source: Source, FlywheelArn: string): Promise<FlywheelParts | null> {
  const raw = await existing(source, "comprehend", "DescribeFlywheel", { FlywheelArn });
  if (raw === null) return null;
  const tagged = await comprehendTags(source, { FlywheelArn }, "FlywheelArn", "ListFlywheels");
  const input = { FlywheelArn, MaxResults: 20 };
  const history = await detail(source, "comprehend", "ListFlywheelIterationHistory", input, tagged.unknowns, [
    "facets.lastFailedAt",
  ]);
  return { raw, history, tagged };
}

type FlywheelParts = { raw: unknown; history: Answer | null; tagged: Tagged };

export function normalizeFlywheel({ raw, history, tagged }: FlywheelParts, scope: Scope): Batch {
  const flywheel = RawFlywheel.parse(raw).FlywheelProperties;
  const { ModelKmsKeyId, VolumeKmsKeyId, DataLakeKmsKeyId, VpcConfig } = flywheel.DataSecurityConfig ?? {};
  const key = flywheel.FlywheelArn;
  const kmsKeys = [ModelKmsKeyId, VolumeKmsKeyId, DataLakeKmsKeyId];
  const resource = withUnknowns(
    {
      key,
      type: "aws.comprehend.flywheel" as const,
      name: comprehendName(key),
      ...scope,
      tags: tagged.tags,
      properties: { status: flywheel.Status, kind: flywheel.ModelType ?? null },
      facets: {
        customerKey: kmsKeys.every(isCustomerKey),
        privateNetwork: VpcConfig !== undefined,
        lastFailedAt: lastFailureIn(itemsOf(history ?? {}, "FlywheelIterationPropertiesList")),
      },
    },
    tagged.unknowns,
  );
  const lake = bucketsOf([flywheel.DataLakeS3Uri], scope);
  return {
    resources: [resource],
    relationships: [
      ...edgesFrom(key)("runs-as", flywheel.DataAccessRoleArn),
      ...edgesFrom(key)("produces", flywheel.ActiveModelArn),
      ...edgesFrom(key)("ingests", ...lake),
      ...edgesFrom(key)("stores-artifacts-in", ...lake),
      ...comprehendEdges(key, { network: VpcConfig, kmsKeys }, scope),
    ],
  };
}

/** When the latest of its runs that failed began or ended. */
function lastFailureIn(history: readonly unknown[]): string | null {
  const failed = history
    .map((raw) => RawIteration.parse(raw))
    .filter(({ Status }) => Status === "FAILED")
    .flatMap(({ EndTime, CreationTime }) => EndTime ?? CreationTime ?? [])
    .toSorted();
  return failed.at(-1) ?? null;
}
