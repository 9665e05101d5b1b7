import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { ecrImage } from "./ecr-image.ts";
import { edgesFrom } from "./edges.ts";
import { detail, pages } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { described, securityGroupKeys, type Described } from "./sagemaker-records.ts";

const Container = z.object({
  Image: z.string().optional(),
  ModelDataUrl: z.string().optional(),
  ModelPackageName: z.string().optional(),
});
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
type RawModel = z.infer<typeof RawModel>;
type Container = z.infer<typeof Container>;

export const sagemakerModels: Collector = {
  id: "sagemaker-models",
  title: "SageMaker models",
  per: "region",
  produces: [
    "aws.sagemaker.model",
    "runs-as",
    "built-by",
    "pulls-image",
    "stores-artifacts-in",
    "produces",
    "in-network",
  ],
  permissions: [
    "sagemaker:ListModels",
    "sagemaker:DescribeModel",
    "sagemaker:DescribeModelPackage",
    "sagemaker:ListTags",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListModels")) {
      const models = await described(source, page, {
        list: "Models",
        name: "ModelName",
        arn: "ModelArn",
        operation: "DescribeModel",
      });
      const parts = await mapConcurrently(models, 4, async (model) => ({
        ...model,
        packages: await packagesOf(source, model),
      }));
      yield batchOf("sagemaker:DescribeModel", parts, (part) => normalizeSagemakerModel(part, source.scope));
    }
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

/** The registry's versions that a model was made from, each as it is described. */
async function packagesOf(source: Source, { raw, unknowns }: Described): Promise<unknown[]> {
  const model = RawModel.safeParse(raw).data;
  const names = model ? containersOf(model).flatMap(({ ModelPackageName }) => ModelPackageName ?? []) : [];
  return mapConcurrently(names, 1, (ModelPackageName) =>
    detail(source, "sagemaker", "DescribeModelPackage", { ModelPackageName }, unknowns, [
      "properties.registered",
    ]),
  );
}

const RawPackage = z.object({
  ModelApprovalStatus: z.string().optional(),
  InferenceSpecification: z
    .object({ Containers: z.array(z.object({ ModelDataUrl: z.string().optional() })).default([]) })
    .optional(),
});

type Registered = "approved" | "not-approved" | "none";

/** A version that was deleted meanwhile is approved no longer; one of the marketplace has no approval to wait for. */
function registeredOf(containers: readonly Container[], packages: readonly unknown[]): Registered {
  if (containers.length === 0 || containers.some(({ ModelPackageName }) => !ModelPackageName)) return "none";
  const statuses = packages.map((raw) =>
    raw === null ? "Deleted" : (RawPackage.parse(raw).ModelApprovalStatus ?? "Approved"),
  );
  return statuses.every((status) => status === "Approved") ? "approved" : "not-approved";
}

/** Where the files of the model lie, as its containers or the versions behind them say. */
const artifactsOf = (containers: readonly Container[], packages: readonly unknown[]): string[] => [
  ...containers.flatMap(({ ModelDataUrl }) => ModelDataUrl ?? []),
  ...packages
    .flatMap((raw) => (raw === null ? [] : (RawPackage.parse(raw).InferenceSpecification?.Containers ?? [])))
    .flatMap(({ ModelDataUrl }) => ModelDataUrl ?? []),
];

/** A training job writes its model beneath its own name, unless somebody moves the file. */
function trainingJobOf(artifact: string, scope: Scope): string | null {
  const name = /\/([^/]+)\/output\/model\.tar\.gz$/.exec(artifact)?.[1];
  return name ? arnIn(scope, "sagemaker", `training-job/${name.toLowerCase()}`) : null;
}

/** The group of a version's ARN: `model-package/<group>/<version>`. */
const groupOf = (packageName: string | undefined): string | undefined =>
  /^arn:.*:model-package\/[^/]+\/\d+$/
    .exec(packageName ?? "")?.[0]
    .replace(":model-package/", ":model-package-group/")
    .replace(/\/\d+$/, "");

const containersOf = ({ PrimaryContainer, Containers = [] }: RawModel): Container[] =>
  [PrimaryContainer, ...Containers].flatMap((one) => one ?? []);

export function normalizeSagemakerModel(
  { raw, tags, unknowns, packages }: Described & { packages: readonly unknown[] },
  scope: Scope,
): Batch {
  const model = RawModel.parse(raw);
  const key = model.ModelArn;
  const edges = edgesFrom(key);
  const containers = containersOf(model);
  const artifacts = [...new Set(artifactsOf(containers, packages))];
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
        registered: registeredOf(containers, packages),
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
      ...edges("built-by", ...containers.map(({ ModelPackageName }) => groupOf(ModelPackageName))),
      ...edges("pulls-image", ...images.map((image) => ecrImage(image)?.repositoryKey)),
      ...edges("stores-artifacts-in", ...artifacts.map((uri) => bucketOfS3Uri(uri, scope.region))),
      ...artifacts.flatMap((uri): Relationship[] => {
        const from = trainingJobOf(uri, scope);
        return from ? [{ from, kind: "produces", to: key, reason: `its file is ${uri}` }] : [];
      }),
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
