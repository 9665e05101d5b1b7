import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { bedrockServiceKey, modelKey } from "./bedrock-arns.ts";
import { TrainingData, trainingBucket } from "./bedrock-training-data.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { itemsOf, pages, smallNextToken, type Unknowns } from "./pages.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { tagsOf } from "./tags.ts";

/** `GetCustomModel`. */
const RawCustomModel = z.object({
  modelArn: z.string(),
  modelName: z.string(),
  baseModelArn: z.string().optional(),
  customizationType: z.string().optional(),
  modelKmsKeyArn: z.string().optional(),
  trainingDataConfig: TrainingData.optional(),
  outputDataConfig: z.object({ s3Uri: z.string().optional() }).optional(),
});

export const bedrockCustomModels: Collector = {
  id: "bedrock-custom-models",
  title: "Bedrock custom models",
  per: "region",
  produces: ["aws.bedrock.custom-model", "trained-on", "stores-artifacts-in", "encrypted-by", "hosted-on"],
  permissions: ["bedrock:ListCustomModels", "bedrock:GetCustomModel", "bedrock:ListTagsForResource"],
  collect: async function* (source) {
    for await (const page of pages(source, "bedrock", "ListCustomModels", {}, smallNextToken)) {
      const arns = itemsOf(page, "modelSummaries").map((item) =>
        textOf(item, "modelArn", "bedrock:ListCustomModels"),
      );
      const found = await mapConcurrently(arns, 4, (arn) => customModel(source, arn));
      yield batchOf("bedrock:GetCustomModel", found.filter(isPresent), ({ raw, tags, unknowns }) =>
        normalizeCustomModel(raw, source.scope, tags, unknowns),
      );
    }
  },
};

async function customModel(source: Source, modelArn: string) {
  const unknowns: Unknowns = {};
  const raw = await existing(source, "bedrock", "GetCustomModel", { modelIdentifier: modelArn });
  if (raw === null) return null;
  const input = { resourceARN: modelArn };
  return { raw, tags: await tagsOf(source, "bedrock", "ListTagsForResource", input, unknowns), unknowns };
}

export function normalizeCustomModel(
  raw: unknown,
  scope: Scope,
  tags: Record<string, string> = {},
  unknowns: Unknowns = {},
): Batch {
  const model = RawCustomModel.parse(raw);
  const { modelArn: key, baseModelArn, modelKmsKeyArn } = model;
  const to = (kind: Relationship["kind"], target: string | null | undefined): Relationship[] =>
    target ? [{ from: key, kind, to: target }] : [];
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.bedrock.custom-model" as const,
          name: model.modelName,
          ...scope,
          tags,
          properties: {
            baseModel: baseModelArn ? modelKey(baseModelArn, scope) : null,
            customization: model.customizationType ?? null,
          },
          facets: {
            origin: "fine-tuned",
            publisher: null,
            version: null,
            lifecycle: "active",
            customerKey: modelKmsKeyArn !== undefined,
          },
        },
        unknowns,
      ),
    ],
    relationships: [
      ...to("trained-on", trainingBucket(model.trainingDataConfig, scope.region)),
      ...to("stores-artifacts-in", bucketOfS3Uri(model.outputDataConfig?.s3Uri, scope.region)),
      ...to("encrypted-by", modelKmsKeyArn),
      ...to("hosted-on", bedrockServiceKey(scope)),
    ],
  };
}
