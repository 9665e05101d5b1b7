import type { ResourceType } from "./resource.ts";

/** Names and capacity by which a model is called: whoever calls through one is the application, not the name. */
const types: ReadonlySet<ResourceType> = new Set([
  "aws.bedrock.inference-profile",
  "aws.bedrock.provisioned-throughput",
]);

export const isPassThrough = (type: ResourceType): boolean => types.has(type);
