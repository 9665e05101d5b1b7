import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { bedrockServiceKey } from "./bedrock-arns.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { itemsOf, pages, smallNextToken, type Unknowns } from "./pages.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { tagsOf } from "./tags.ts";

/** `GetImportedModel`. */
const RawModel = z.object({
  modelArn: z.string(),
  modelName: z.string(),
  jobName: z.string().optional(),
  modelArchitecture: z.string().optional(),
  modelKmsKeyArn: z.string().optional(),
  modelDataSource: z.object({ s3DataSource: z.object({ s3Uri: z.string() }).optional() }).optional(),
});

export const bedrockImportedModels: Collector = {
  id: "bedrock-imported-models",
  title: "Bedrock imported models",
  per: "region",
  produces: ["aws.bedrock.imported-model", "stores-artifacts-in", "encrypted-by", "hosted-on"],
  permissions: ["bedrock:ListImportedModels", "bedrock:GetImportedModel", "bedrock:ListTagsForResource"],
  collect: async function* (source) {
    for await (const page of pages(source, "bedrock", "ListImportedModels", {}, smallNextToken)) {
      const arns = itemsOf(page, "modelSummaries").map((item) =>
        textOf(item, "modelArn", "bedrock:ListImportedModels"),
      );
      const found = await mapConcurrently(arns, 4, (arn) => importedModel(source, arn));
      yield batchOf("bedrock:GetImportedModel", found.filter(isPresent), ({ raw, tags, unknowns }) =>
        normalizeImportedModel(raw, source.scope, tags, unknowns),
      );
    }
  },
};

async function importedModel(source: Source, modelIdentifier: string) {
  const unknowns: Unknowns = {};
  const raw = await existing(source, "bedrock", "GetImportedModel", { modelIdentifier });
  if (raw === null) return null;
  const input = { resourceARN: modelIdentifier };
  return { raw, tags: await tagsOf(source, "bedrock", "ListTagsForResource", input, unknowns), unknowns };
}

export function normalizeImportedModel(
  raw: unknown,
  scope: Scope,
  tags: Readonly<Record<string, string>> = {},
  unknowns: Unknowns = {},
): Batch {
  const model = RawModel.parse(raw);
  const edges = edgesFrom(model.modelArn);
  return {
    resources: [
      withUnknowns(
        {
          key: model.modelArn,
          type: "aws.bedrock.imported-model" as const,
          name: model.modelName,
          ...scope,
          tags,
          properties: { architecture: model.modelArchitecture ?? null, importJob: model.jobName ?? null },
          facets: {
            origin: "custom",
            publisher: null,
            version: null,
            lifecycle: "unstated",
            customerKey: model.modelKmsKeyArn !== undefined,
          },
        },
        unknowns,
      ),
    ],
    relationships: [
      ...edges(
        "stores-artifacts-in",
        bucketOfS3Uri(model.modelDataSource?.s3DataSource?.s3Uri, scope.region),
      ),
      ...edges("encrypted-by", model.modelKmsKeyArn),
      ...edges("hosted-on", bedrockServiceKey(scope)),
    ],
  };
}
