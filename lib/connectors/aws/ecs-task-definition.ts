import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import {
  containerEdges,
  hostsCalledBy,
  imagesOf,
  promptsIn,
  RawContainer,
  secretsIn,
  type Container,
} from "./containers.ts";
import { edgesFrom } from "./edges.ts";
import { logGroupKey } from "./log-group-key.ts";

/** `DescribeTaskDefinition`. */
const RawDefinition = z.object({
  taskDefinition: z.object({
    taskDefinitionArn: z.string(),
    family: z.string(),
    revision: z.number(),
    taskRoleArn: z.string().optional(),
    networkMode: z.string().default("bridge"),
    containerDefinitions: z.array(RawContainer).default([]),
  }),
  tags: z.unknown().optional(),
});
export type TaskDefinition = z.infer<typeof RawDefinition>["taskDefinition"] & { tags: unknown };

export function parseTaskDefinition(raw: unknown): TaskDefinition {
  const { taskDefinition, tags } = RawDefinition.parse(raw);
  return { ...taskDefinition, tags };
}

/** Revisions come and go; the family stays. */
export const familyKey = ({ taskDefinitionArn }: TaskDefinition): string =>
  taskDefinitionArn.replace(/:\d+$/, "");

/** What a definition says of whatever runs it. */
export const definitionFacts = ({ containerDefinitions: containers, networkMode }: TaskDefinition) => ({
  properties: {
    images: imagesOf(containers),
    networkMode,
    privileged: containers.some(({ privileged }) => privileged),
    promptVariables: promptsIn(containers),
  },
  facets: {
    secretVariables: secretsIn(containers),
    privateNetwork: networkMode !== "none",
    hosts: [],
    calledHosts: hostsCalledBy(containers),
  },
});

export function definitionEdges(from: string, definition: TaskDefinition, scope: Scope): Relationship[] {
  const { taskRoleArn, containerDefinitions: containers } = definition;
  const edges = edgesFrom(from);
  return [
    ...edges("runs-as", taskRoleArn),
    ...containerEdges(from, containers, scope),
    ...edges("logs-to", ...logGroupsOf(containers, scope)),
  ];
}

const logGroupsOf = (containers: readonly Container[], scope: Scope): string[] =>
  containers.flatMap(({ logConfiguration }) => {
    const group = logConfiguration?.options["awslogs-group"];
    const region = logConfiguration?.options["awslogs-region"] ?? scope.region;
    return group ? [logGroupKey(group, { ...scope, region })] : [];
  });
