import { arn, home, idOf } from "./names.ts";

export const callTags = { owner: "call-center", environment: "production", application: "call-summaries" };

export const callNames = {
  trainingData: "acme-calls-training",
  models: "acme-calls-models",
  captured: "acme-calls-captured",
  jobName: "call-summaries-2026-10",
  groupName: "call-summaries",
  modelName: "call-summaries-7",
  endpointName: "call-summaries",
  pipelineName: "call-summaries-train",
  featureGroup: "call-features",
  cardName: "call-summaries",
  domainId: `d-${idOf("call studio", 12)}`,
  clusterId: idOf("call cluster", 12),
} as const;

export const sagemaker = (resource: string): string => arn("sagemaker", home, resource);
