import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { fromJson } from "./from-json.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { pages } from "./pages.ts";
import { described, isCustomerKey, type Described } from "./sagemaker-records.ts";

/** `DescribeModelCard`. */
const RawCard = z.object({
  ModelCardArn: z.string(),
  ModelCardName: z.string(),
  ModelCardStatus: z.string(),
  Content: z.string(),
  SecurityConfig: z.object({ KmsKeyId: z.string().optional() }).optional(),
  CreationTime: z.string(),
  LastModifiedTime: z.string().optional(),
});
/** The card itself, as far as it is asked for. */
const Content = z.object({
  model_overview: z.object({ model_id: z.string().optional() }).loose().optional(),
  intended_uses: z.object({ risk_rating: z.string().optional() }).loose().optional(),
  business_details: z.object({}).loose().optional(),
  training_details: z.object({}).loose().optional(),
  evaluation_details: z
    .array(
      z.object({
        metric_groups: z
          .array(z.object({ metric_data: z.array(z.object({ name: z.string() })).default([]) }))
          .default([]),
      }),
    )
    .optional(),
});

export const sagemakerModelCards: Collector = {
  id: "sagemaker-model-cards",
  title: "SageMaker model cards",
  per: "region",
  produces: ["aws.sagemaker.model-card", "governed-by", "monitored-by", "encrypted-by"],
  permissions: ["sagemaker:ListModelCards", "sagemaker:DescribeModelCard", "sagemaker:ListTags"],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListModelCards"))
      yield batchOf(
        "sagemaker:DescribeModelCard",
        await described(source, page, {
          list: "ModelCardSummaries",
          name: "ModelCardName",
          arn: "ModelCardArn",
          operation: "DescribeModelCard",
        }),
        (parts) => normalizeModelCard(parts, source.scope),
      );
  },
};

export function normalizeModelCard({ raw, tags, unknowns }: Described, scope: Scope): Batch {
  const card = RawCard.parse(raw);
  const content = Content.safeParse(fromJson(card.Content)).data ?? {};
  const key = card.ModelCardArn;
  const evaluations = content.evaluation_details ?? [];
  const modelId = content.model_overview?.model_id;
  const of = (kind: Relationship["kind"]): Relationship[] =>
    modelId?.startsWith("arn:") ? [{ from: modelId, kind, to: key }] : [];
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.sagemaker.model-card" as const,
          name: card.ModelCardName,
          ...scope,
          tags,
          properties: {
            status: card.ModelCardStatus,
            sections: Object.entries(content)
              .filter(([, part]) => part !== undefined && Object.keys(part).length > 0)
              .map(([name]) => name),
            riskRating: content.intended_uses?.risk_rating ?? null,
            customerKey: isCustomerKey(card.SecurityConfig?.KmsKeyId),
          },
          facets: {
            finishedAt:
              evaluations.length > 0 && card.ModelCardStatus === "Approved"
                ? (card.LastModifiedTime ?? card.CreationTime)
                : null,
            measures: [
              ...new Set(
                evaluations.flatMap(({ metric_groups }) =>
                  metric_groups.flatMap(({ metric_data }) => metric_data.map(({ name }) => name)),
                ),
              ),
            ],
          },
        },
        unknowns,
      ),
    ],
    relationships: [
      ...of("governed-by"),
      ...(evaluations.length > 0 ? of("monitored-by") : []),
      ...edgesFrom(key)("encrypted-by", encryptingKey(card.SecurityConfig?.KmsKeyId, scope)),
    ],
  };
}
