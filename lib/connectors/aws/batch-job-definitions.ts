import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf } from "./batch.ts";
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
import { allItems, smallNextToken } from "./pages.ts";
import { toTags } from "./to-tags.ts";

const Task = RawContainer.extend({ jobRoleArn: z.string().optional() });
/** One of `DescribeJobDefinitions`. */
const RawDefinition = z.object({
  jobDefinitionArn: z.string(),
  jobDefinitionName: z.string(),
  revision: z.number(),
  containerProperties: Task.optional(),
  nodeProperties: z
    .object({ nodeRangeProperties: z.array(z.object({ container: Task.optional() })).default([]) })
    .optional(),
  ecsProperties: z
    .object({
      taskProperties: z
        .array(
          z.object({ taskRoleArn: z.string().optional(), containers: z.array(RawContainer).default([]) }),
        )
        .default([]),
    })
    .optional(),
  eksProperties: z
    .object({
      podProperties: z
        .object({
          containers: z.array(RawContainer).default([]),
          initContainers: z.array(RawContainer).default([]),
        })
        .optional(),
    })
    .optional(),
  tags: z.unknown().optional(),
});
type Definition = z.infer<typeof RawDefinition>;

export const batchJobDefinitions: Collector = {
  id: "batch-job-definitions",
  title: "Batch job definitions",
  per: "region",
  produces: ["aws.batch.job-definition", "runs-as", "pulls-image", "invokes"],
  permissions: ["batch:DescribeJobDefinitions"],
  collect: async function* (source) {
    const found = await allItems(
      source,
      "batch",
      "DescribeJobDefinitions",
      "jobDefinitions",
      { status: "ACTIVE", maxResults: 100 },
      smallNextToken,
    );
    yield batchOf("batch:DescribeJobDefinitions", newest(found), (raw) => normalizeJob(raw, source.scope));
  },
};

/** A job is started by its name, and then runs the newest revision; one that cannot be read stays, to be counted. */
function newest(found: readonly unknown[]): unknown[] {
  const byName = new Map<string, { revision: number; raw: unknown }>();
  const unread: unknown[] = [];
  for (const raw of found) {
    const definition = RawDefinition.safeParse(raw).data;
    if (!definition) unread.push(raw);
    else if ((byName.get(definition.jobDefinitionName)?.revision ?? -1) < definition.revision)
      byName.set(definition.jobDefinitionName, { revision: definition.revision, raw });
  }
  return [...[...byName.values()].map(({ raw }) => raw), ...unread];
}

function normalizeJob(raw: unknown, scope: Scope): Batch {
  const definition = RawDefinition.parse(raw);
  const containers = containersOf(definition);
  const key = definition.jobDefinitionArn.replace(/:\d+$/, "");
  return {
    resources: [
      {
        key,
        type: "aws.batch.job-definition",
        name: definition.jobDefinitionName,
        ...scope,
        tags: toTags(definition.tags),
        properties: {
          revision: definition.revision,
          images: imagesOf(containers),
          privileged: containers.some(({ privileged }) => privileged),
          promptVariables: promptsIn(containers),
        },
        facets: {
          // A job answers nobody.
          publicNetwork: false,
          authentication: "unreachable",
          secretVariables: secretsIn(containers),
          privateNetwork: true,
          hosts: [],
          calledHosts: hostsCalledBy(containers),
        },
      },
    ],
    relationships: [
      ...edgesFrom(key)("runs-as", ...rolesOf(definition)),
      ...containerEdges(key, containers, scope),
    ],
  };
}

const containersOf = ({
  containerProperties,
  nodeProperties,
  ecsProperties,
  eksProperties,
}: Definition): Container[] => [
  ...(containerProperties ? [containerProperties] : []),
  ...(nodeProperties?.nodeRangeProperties ?? []).flatMap(({ container }) => container ?? []),
  ...(ecsProperties?.taskProperties ?? []).flatMap(({ containers }) => containers),
  ...(eksProperties?.podProperties?.containers ?? []),
  ...(eksProperties?.podProperties?.initContainers ?? []),
];

const rolesOf = ({ containerProperties, nodeProperties, ecsProperties }: Definition) => [
  containerProperties?.jobRoleArn,
  ...(nodeProperties?.nodeRangeProperties ?? []).map(({ container }) => container?.jobRoleArn),
  ...(ecsProperties?.taskProperties ?? []).map(({ taskRoleArn }) => taskRoleArn),
];
