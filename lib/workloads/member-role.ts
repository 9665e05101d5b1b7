import type { ResourceClass } from "#lib/domain/resource-class.ts";
import type { MemberRole } from "#lib/domain/workload.ts";

const roleOfClass: Record<ResourceClass, MemberRole> = {
  account: "supports-it",
  "ai-service": "answers",
  model: "answers",
  "model-deployment": "answers",
  agent: "answers",
  "agent-tool": "acts-for-it",
  guardrail: "guards-it",
  "knowledge-base": "grounds-it",
  "vector-store": "grounds-it",
  "data-store": "grounds-it",
  dataset: "trains-it",
  identity: "acts-as",
  policy: "supports-it",
  secret: "supports-it",
  key: "supports-it",
  "key-vault": "supports-it",
  api: "lets-callers-in",
  compute: "runs-it",
  notebook: "builds-it",
  workspace: "builds-it",
  "training-job": "trains-it",
  "processing-job": "trains-it",
  build: "builds-it",
  "image-registry": "builds-it",
  network: "supports-it",
  "private-endpoint": "supports-it",
  "audit-log": "supports-it",
  credential: "acts-as",
  tenant: "lets-callers-in",
  directory: "supports-it",
  cluster: "runs-it",
  image: "builds-it",
  repository: "builds-it",
  workflow: "builds-it",
  pipeline: "builds-it",
  "model-registry": "builds-it",
  evaluation: "guards-it",
  "model-monitor": "guards-it",
  prompt: "answers",
  "security-service": "supports-it",
  budget: "supports-it",
  alarm: "supports-it",
  quota: "supports-it",
  "organization-policy": "supports-it",
};

/** What a resource of this class does for its workload; support stands around it rather than serving it. */
export function memberRoleOf(resourceClass: ResourceClass, isSupport: boolean): MemberRole {
  if (isSupport && resourceClass === "tenant") return "supports-it";
  const role = roleOfClass[resourceClass];
  return isSupport && role === "grounds-it" ? "supports-it" : role;
}
