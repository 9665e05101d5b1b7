import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { batchOf } from "./batch.ts";
import { bedrockServiceKey, modelKey } from "./bedrock-arns.ts";
import { edgesFrom } from "./edges.ts";
import { itemsOf, pages, smallNextToken } from "./pages.ts";

/** One of `ListProvisionedModelThroughputs`. */
const RawThroughput = z.object({
  provisionedModelArn: z.string(),
  provisionedModelName: z.string(),
  modelArn: z.string(),
  modelUnits: z.number(),
  status: z.string(),
  commitmentDuration: z.string().optional(),
  commitmentExpirationTime: z.string().optional(),
});
/** One of `ListCustomModelDeployments`. */
const RawDeployment = z.object({
  customModelDeploymentArn: z.string(),
  customModelDeploymentName: z.string(),
  modelArn: z.string(),
  status: z.string(),
});
/** One of `ListInferenceProfiles`. */
const RawProfile = z.object({
  inferenceProfileArn: z.string(),
  inferenceProfileName: z.string(),
  status: z.string(),
  models: z.array(z.object({ modelArn: z.string().optional() })).default([]),
});

/** Only signed calls of an IAM identity reach it; what it is asked is logged and encrypted as the region says. */
const facets: Resource<"aws.bedrock.inference-profile">["facets"] = {
  publicNetwork: false,
  keyAuthentication: false,
  logsRequests: true,
  customerKey: true,
};

export const bedrockDeployments: Collector = {
  id: "bedrock-deployments",
  title: "Bedrock provisioned throughput, custom model deployments and application inference profiles",
  per: "region",
  produces: [
    "aws.bedrock.provisioned-throughput",
    "aws.bedrock.custom-model-deployment",
    "aws.bedrock.inference-profile",
    "serves",
    "hosted-on",
  ],
  permissions: [
    "bedrock:ListProvisionedModelThroughputs",
    "bedrock:ListCustomModelDeployments",
    "bedrock:ListInferenceProfiles",
  ],
  collect: async function* (source) {
    const listed = (operation: string, input = {}) =>
      pages(source, "bedrock", operation, input, smallNextToken);
    for await (const page of listed("ListProvisionedModelThroughputs"))
      yield batchOf(
        "bedrock:ListProvisionedModelThroughputs",
        itemsOf(page, "provisionedModelSummaries"),
        (raw) => normalizeThroughput(raw, source.scope),
      );
    for await (const page of listed("ListCustomModelDeployments"))
      yield batchOf("bedrock:ListCustomModelDeployments", itemsOf(page, "modelDeploymentSummaries"), (raw) =>
        normalizeDeployment(raw, source.scope),
      );
    // Those AWS defines are the same in every account.
    for await (const page of listed("ListInferenceProfiles", { typeEquals: "APPLICATION" }))
      yield batchOf("bedrock:ListInferenceProfiles", itemsOf(page, "inferenceProfileSummaries"), (raw) =>
        normalizeProfile(raw, source.scope),
      );
  },
};

const edgesOf = (key: string, models: readonly string[], scope: Scope) => [
  ...edgesFrom(key)("serves", ...models.map((arn) => modelKey(arn, scope))),
  ...edgesFrom(key)("hosted-on", bedrockServiceKey(scope)),
];

export function normalizeThroughput(raw: unknown, scope: Scope): Batch {
  const throughput = RawThroughput.parse(raw);
  const resource: Resource<"aws.bedrock.provisioned-throughput"> = {
    key: throughput.provisionedModelArn,
    type: "aws.bedrock.provisioned-throughput",
    name: throughput.provisionedModelName,
    ...scope,
    tags: {},
    properties: {
      status: throughput.status,
      units: throughput.modelUnits,
      commitment: throughput.commitmentDuration ?? null,
      commitmentEndsAt: throughput.commitmentExpirationTime ?? null,
    },
    facets,
  };
  return { resources: [resource], relationships: edgesOf(resource.key, [throughput.modelArn], scope) };
}

export function normalizeDeployment(raw: unknown, scope: Scope): Batch {
  const deployment = RawDeployment.parse(raw);
  const resource: Resource<"aws.bedrock.custom-model-deployment"> = {
    key: deployment.customModelDeploymentArn,
    type: "aws.bedrock.custom-model-deployment",
    name: deployment.customModelDeploymentName,
    ...scope,
    tags: {},
    properties: { status: deployment.status },
    facets,
  };
  return { resources: [resource], relationships: edgesOf(resource.key, [deployment.modelArn], scope) };
}

export function normalizeProfile(raw: unknown, scope: Scope): Batch {
  const profile = RawProfile.parse(raw);
  const models = profile.models.flatMap(({ modelArn }) => modelArn ?? []);
  const resource: Resource<"aws.bedrock.inference-profile"> = {
    key: profile.inferenceProfileArn,
    type: "aws.bedrock.inference-profile",
    name: profile.inferenceProfileName,
    ...scope,
    tags: {},
    properties: {
      status: profile.status,
      regions: [...new Set(models.map(regionOf))].toSorted(),
    },
    facets,
  };
  return { resources: [resource], relationships: edgesOf(resource.key, models, scope) };
}

/** A model that AWS runs wherever there is room is named without a region. */
const regionOf = (modelArn: string): string => modelArn.split(":")[3] || "global";
