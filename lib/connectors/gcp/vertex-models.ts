import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { bucketKeyOfUri, repositoryKeyOfImage } from "./names.ts";
import { encryptedBy, kmsKeyName, vertexBase, vertexCollector, vertexIdentity } from "./vertex.ts";

const Model = z.object({
  ...vertexBase,
  versionId: z.string().optional(),
  artifactUri: z.string().optional(),
  containerSpec: z.object({ imageUri: z.string() }).optional(),
  modelSourceInfo: z.object({ sourceType: z.string().optional() }).optional(),
  baseModelSource: z
    .object({
      modelGardenSource: z.object({ publicModelName: z.string() }).optional(),
      genieSource: z.object({ baseModelUri: z.string() }).optional(),
    })
    .optional(),
});
type Model = z.infer<typeof Model>;

export const vertexModels = vertexCollector({
  id: "vertex-models",
  title: "Vertex AI models",
  collection: "models",
  produces: ["gcp.aiplatform.model", "stores-artifacts-in", "pulls-image", "encrypted-by"],
  normalize: normalizeModel,
});

export function normalizeModel(raw: unknown, scope: Scope): Batch {
  const model = Model.parse(raw);
  const kmsKey = kmsKeyName(model.encryptionSpec);
  const containerImage = model.containerSpec?.imageUri ?? null;
  const resource: Resource<"gcp.aiplatform.model"> = {
    ...vertexIdentity(model, scope),
    type: "gcp.aiplatform.model",
    properties: {
      source: model.modelSourceInfo?.sourceType ?? null,
      artifactUri: model.artifactUri ?? null,
      containerImage,
      kmsKey,
    },
    facets: {
      origin: originOf(model),
      publisher: publisherOf(model),
      version: model.versionId ?? null,
      lifecycle: "unstated",
      customerKey: kmsKey !== null,
    },
  };
  const bucket = bucketKeyOfUri(model.artifactUri);
  const repository = repositoryKeyOfImage(containerImage);
  const relationships: Relationship[] = [...encryptedBy(resource.key, kmsKey)];
  if (bucket) relationships.push({ from: resource.key, kind: "stores-artifacts-in", to: bucket });
  if (repository) relationships.push({ from: resource.key, kind: "pulls-image", to: repository });
  return { resources: [resource], relationships };
}

function originOf({ modelSourceInfo, baseModelSource }: Model): "fine-tuned" | "open-weight" | "custom" {
  if (baseModelSource?.genieSource || modelSourceInfo?.sourceType === "GENIE") return "fine-tuned";
  if (baseModelSource?.modelGardenSource || modelSourceInfo?.sourceType === "MODEL_GARDEN")
    return "open-weight";
  return "custom";
}

/** `publishers/<publisher>/models/<model>` */
const publisherOf = ({ baseModelSource }: Model): string | null =>
  /publishers\/([^/]+)\//.exec(
    baseModelSource?.modelGardenSource?.publicModelName ?? baseModelSource?.genieSource?.baseModelUri ?? "",
  )?.[1] ?? null;
