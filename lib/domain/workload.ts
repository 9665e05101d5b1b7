import type { Layer } from "./layer.ts";

export const serviceModels = ["saas", "paas", "agent-paas", "iaas", "on-premises"] as const;
export type ServiceModel = (typeof serviceModels)[number];
export const serviceModelTitles: Record<ServiceModel, string> = {
  saas: "SaaS",
  paas: "PaaS",
  "agent-paas": "Agent PaaS",
  iaas: "IaaS",
  "on-premises": "On premises",
};

export const environments = ["production", "staging", "test", "development"] as const;
export type Environment = (typeof environments)[number];

/** What a resource does for its workload. */
export const memberRoles = [
  "lets-callers-in",
  "runs-it",
  "answers",
  "guards-it",
  "acts-for-it",
  "grounds-it",
  "trains-it",
  "acts-as",
  "builds-it",
  "supports-it",
] as const;
export type MemberRole = (typeof memberRoles)[number];
export const memberRoleTitles: Record<MemberRole, string> = {
  "lets-callers-in": "Lets callers in",
  "runs-it": "Runs it",
  answers: "Answers",
  "guards-it": "Guards it",
  "acts-for-it": "Acts for it",
  "grounds-it": "Grounds it",
  "trains-it": "Trains it",
  "acts-as": "It acts as this",
  "builds-it": "Builds it",
  "supports-it": "Supports it",
};

export type WorkloadMember = {
  resourceKey: string;
  layer: Layer;
  role: MemberRole;
  /** Why it was counted in, as a sentence. */
  reason: string;
  /** Serves others, too: its findings count, its owner is somebody else. */
  shared: boolean;
};

/** What a person decided about a workload; applied after every discovery. */
export type WorkloadDecision =
  | { kind: "rename"; workloadId: string; name: string }
  | { kind: "merge"; workloadId: string; from: readonly string[] }
  | {
      kind: "split";
      workloadId: string;
      newWorkloadId: string;
      name: string;
      resourceKeys: readonly string[];
    }
  | { kind: "add"; workloadId: string; resourceKey: string; role: MemberRole }
  | { kind: "remove"; workloadId: string; resourceKey: string };
