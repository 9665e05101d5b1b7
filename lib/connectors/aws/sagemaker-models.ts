import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { ecrImage } from "./ecr-image.ts";
import { edgesFrom } from "./edges.ts";
import { pages } from "./pages.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { described, securityGroupKeys, type Described } from "./sagemaker-records.ts";

const Container = z.object({ Image: z.string().optional(), ModelDataUrl: z.string().optional() });
/** `DescribeModel`. */
const RawModel = z.object({
  ModelArn: z.string(),
  ModelName: z.string(),
  PrimaryContainer: Container.optional(),
  Containers: z.array(Container).optional(),
  ExecutionRoleArn: z.string().optional(),
  VpcConfig: z.object({ SecurityGroupIds: z.array(z.string()) }).optional(),
  EnableNetworkIsolation: z.boolean().optional(),
});

export const sagemakerModels: Collector = {
  id: "sagemaker-models",
  title: "SageMaker models",
  per: "region",
  produces: ["aws.sagemaker.model", "runs-as", "pulls-image", "stores-artifacts-in", "in-network"],
  permissions: ["sagemaker:ListModels", "sagemaker:DescribeModel", "sagemaker:ListTags"],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListModels"))
      yield batchOf(
        "sagemaker:DescribeModel",
        await described(source, page, {
          list: "Models",
          name: "ModelName",
          arn: "ModelArn",
          operation: "DescribeModel",
        }),
        (parts) => normalizeSagemakerModel(parts, source.scope),
      );
  },
};

/** Registries in which AWS itself publishes its deep-learning and serving images, of the regions most in use. */
const awsImageAccounts = new Set([
  "763104351884",
  "246618743249",
  "141502667606",
  "685385470294",
  "468650794304",
]);

export function normalizeSagemakerModel({ raw, tags, unknowns }: Described, scope: Scope): Batch {
  const model = RawModel.parse(raw);
  const key = model.ModelArn;
  const edges = edgesFrom(key);
  const containers = [model.PrimaryContainer, ...(model.Containers ?? [])].flatMap((one) => one ?? []);
  const images = containers.flatMap((container) => container.Image ?? []);
  const resource = withUnknowns(
    {
      key,
      type: "aws.sagemaker.model" as const,
      name: model.ModelName,
      ...scope,
      tags,
      properties: {
        networkIsolation: model.EnableNetworkIsolation === true,
        privateNetwork: model.VpcConfig !== undefined,
        images,
        untrustedImages: images.filter((image) => !isTrusted(image, scope.account)),
      },
      facets: {
        origin: "custom",
        publisher: null,
        version: null,
        lifecycle: "unstated",
        // A SageMaker model is a pointer: its artifact lies in a bucket and its volume belongs to the endpoint.
        customerKey: true,
      },
    },
    unknowns,
  );
  return {
    resources: [resource],
    relationships: [
      ...edges("runs-as", model.ExecutionRoleArn),
      ...edges("pulls-image", ...images.map((image) => ecrImage(image)?.repositoryKey)),
      ...edges(
        "stores-artifacts-in",
        ...containers.map((container) => bucketOfS3Uri(container.ModelDataUrl, scope.region)),
      ),
      ...edges("in-network", ...securityGroupKeys(model.VpcConfig?.SecurityGroupIds, scope)),
    ],
  };
}

/** AWS's own images, or the account's own ones by digest: a tag may be moved to other content. */
function isTrusted(image: string, account: string): boolean {
  const parsed = ecrImage(image);
  if (!parsed) return false;
  return awsImageAccounts.has(parsed.account) || (parsed.account === account && parsed.pinned);
}
