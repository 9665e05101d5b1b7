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
import { itemsOf, pages } from "./pages.ts";
import { isCustomerKey } from "./sagemaker-records.ts";

const Uri = z.object({ S3Uri: z.string().optional() }).optional();
const Input = z
  .object({
    S3Uri: z.string().optional(),
    Documents: Uri,
    Annotations: Uri,
    EntityList: Uri,
    AugmentedManifests: z
      .array(z.object({ S3Uri: z.string().optional(), SourceDocumentsS3Uri: z.string().optional() }))
      .default([]),
  })
  .optional();
const common = {
  Status: z.string(),
  VersionName: z.string().optional(),
  InputDataConfig: Input,
  DataAccessRoleArn: z.string().optional(),
  VolumeKmsKeyId: z.string().optional(),
  ModelKmsKeyId: z.string().optional(),
  VpcConfig: Network,
};
/** One of `ListDocumentClassifiers`, and of `ListEntityRecognizers`, which writes no output. */
const RawClassifier = z.object({
  ...common,
  DocumentClassifierArn: z.string(),
  OutputDataConfig: z.object({ S3Uri: z.string().optional(), KmsKeyId: z.string().optional() }).optional(),
});
const RawRecognizer = z.object({ ...common, EntityRecognizerArn: z.string() });
/** One of `ListEndpoints`. */
const RawEndpoint = z.object({
  EndpointArn: z.string(),
  Status: z.string(),
  ModelArn: z.string(),
  DataAccessRoleArn: z.string().optional(),
});

export const comprehendModels: Collector = {
  id: "comprehend-models",
  title: "Comprehend custom models and their endpoints",
  per: "region",
  produces: [
    "aws.comprehend.model",
    "aws.comprehend.endpoint",
    "serves",
    "runs-as",
    "trained-on",
    "stores-artifacts-in",
    "encrypted-by",
    "in-network",
  ],
  permissions: [
    "comprehend:ListDocumentClassifiers",
    "comprehend:ListEntityRecognizers",
    "comprehend:ListEndpoints",
    "comprehend:ListTagsForResource",
  ],
  collect: async function* (source) {
    yield* listed(source, "DocumentClassifier", normalizeClassifier);
    yield* listed(source, "EntityRecognizer", normalizeRecognizer);
    yield* listed(source, "Endpoint", normalizeEndpoint);
  },
};

async function* listed(
  source: Source,
  noun: string,
  normalize: (raw: unknown, tagged: Tagged, scope: Scope) => Batch,
): AsyncGenerator<Batch> {
  const operation = `List${noun}s`;
  for await (const page of pages(source, "comprehend", operation)) {
    const found = await mapConcurrently(itemsOf(page, `${noun}PropertiesList`), 4, async (raw) => ({
      raw,
      tagged: await comprehendTags(source, raw, `${noun}Arn`, operation),
    }));
    yield batchOf(`comprehend:${operation}`, found, ({ raw, tagged }) =>
      normalize(raw, tagged, source.scope),
    );
  }
}

export function normalizeClassifier(raw: unknown, tagged: Tagged, scope: Scope): Batch {
  const model = RawClassifier.parse(raw);
  const output = model.OutputDataConfig;
  return modelBatch(model, { key: model.DocumentClassifierArn, kind: "classifier", output }, tagged, scope);
}

export function normalizeRecognizer(raw: unknown, tagged: Tagged, scope: Scope): Batch {
  const model = RawRecognizer.parse(raw);
  const of = { key: model.EntityRecognizerArn, kind: "recognizer" as const, output: undefined };
  return modelBatch(model, of, tagged, scope);
}

function modelBatch(
  model: z.infer<typeof RawRecognizer> | z.infer<typeof RawClassifier>,
  { key, kind, output }: ModelOf,
  { tags, unknowns }: Tagged,
  scope: Scope,
): Batch {
  const resource = withUnknowns(
    {
      key,
      type: "aws.comprehend.model" as const,
      name: comprehendName(key),
      ...scope,
      tags,
      properties: {
        kind,
        status: model.Status,
        volumeCustomerKey: isCustomerKey(model.VolumeKmsKeyId),
        outputCustomerKey: output?.S3Uri === undefined || isCustomerKey(output.KmsKeyId),
        privateNetwork: model.VpcConfig !== undefined,
      },
      facets: {
        origin: "custom" as const,
        publisher: null,
        version: model.VersionName ?? null,
        lifecycle: "active" as const,
        customerKey: isCustomerKey(model.ModelKmsKeyId),
      },
    },
    unknowns,
  );
  const input = model.InputDataConfig;
  const texts = [input?.S3Uri, input?.Documents?.S3Uri, input?.Annotations?.S3Uri, input?.EntityList?.S3Uri];
  const manifests = (input?.AugmentedManifests ?? []).flatMap(({ S3Uri, SourceDocumentsS3Uri }) => [
    S3Uri,
    SourceDocumentsS3Uri,
  ]);
  return {
    resources: [resource],
    relationships: [
      ...edgesFrom(key)("trained-on", ...bucketsOf([...texts, ...manifests], scope)),
      ...edgesFrom(key)("stores-artifacts-in", ...bucketsOf([output?.S3Uri], scope)),
      ...comprehendEdges(
        key,
        { network: model.VpcConfig, kmsKeys: [model.ModelKmsKeyId, model.VolumeKmsKeyId, output?.KmsKeyId] },
        scope,
      ),
    ],
  };
}

type ModelOf = {
  key: string;
  kind: "classifier" | "recognizer";
  output: { S3Uri?: string | undefined; KmsKeyId?: string | undefined } | undefined;
};

export function normalizeEndpoint(raw: unknown, { tags, unknowns }: Tagged, scope: Scope): Batch {
  const endpoint = RawEndpoint.parse(raw);
  const key = endpoint.EndpointArn;
  const resource = withUnknowns(
    {
      key,
      type: "aws.comprehend.endpoint" as const,
      name: comprehendName(key),
      ...scope,
      tags,
      properties: { status: endpoint.Status },
      // Only signed calls of an IAM identity reach it, CloudTrail tells of each, and it keeps nothing of them.
      facets: { publicNetwork: false, keyAuthentication: false, logsRequests: true, customerKey: true },
    },
    unknowns,
  );
  return {
    resources: [resource],
    relationships: [
      ...edgesFrom(key)("serves", endpoint.ModelArn),
      ...edgesFrom(key)("runs-as", endpoint.DataAccessRoleArn),
    ],
  };
}
