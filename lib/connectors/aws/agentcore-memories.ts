import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import {
  deliveredLogs,
  deliveryPermissions,
  outsideCallers,
  policyOf,
  service,
  statementsIn,
  tagsOfArn,
  type Delivered,
} from "./agentcore-records.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { textOf } from "./listed.ts";
import { itemsOf, pages, smallNextToken, type Answer, type Unknowns } from "./pages.ts";

/** `GetMemory`. */
const RawMemory = z.object({
  memory: z.object({
    arn: z.string(),
    name: z.string(),
    status: z.string(),
    encryptionKeyArn: z.string().optional(),
    memoryExecutionRoleArn: z.string().optional(),
    eventExpiryDuration: z.number(),
    strategies: z.array(z.object({ type: z.string() })).optional(),
  }),
});

export const agentcoreMemories: Collector = {
  id: "agentcore-memories",
  title: "AgentCore memories",
  per: "region",
  produces: ["aws.agentcore.memory", "runs-as", "encrypted-by"],
  permissions: [
    "bedrock-agentcore:ListMemories",
    "bedrock-agentcore:GetMemory",
    "bedrock-agentcore:GetResourcePolicy",
    "bedrock-agentcore:ListTagsForResource",
    ...deliveryPermissions,
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListMemories", {}, smallNextToken)) {
      const ids = itemsOf(page, "memories").map((item) => textOf(item, "id", `${service}:ListMemories`));
      if (ids.length === 0) continue;
      const delivered = await deliveredLogs(source);
      const found = await mapConcurrently(ids, 4, (id) => memory(source, id));
      yield batchOf(`${service}:GetMemory`, found.filter(isPresent), (parts) =>
        normalizeMemory(parts, delivered, source.scope),
      );
    }
  },
};

async function memory(source: Source, memoryId: string) {
  const unknowns: Unknowns = {};
  const raw = await existing(source, service, "GetMemory", { memoryId });
  if (raw === null) return null;
  const arn = textOf(raw["memory"], "arn", `${service}:GetMemory`);
  const policy = await policyOf(source, arn, unknowns, policyPaths);
  return { raw, policy, tags: await tagsOfArn(source, arn, unknowns), unknowns };
}

const policyPaths = ["facets.publicRead", "facets.publicWrite", "facets.externalPrincipals"];

export type MemoryParts = {
  raw: unknown;
  policy: Answer | null;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeMemory(parts: MemoryParts, delivered: Delivered, scope: Scope): Batch {
  const { memory } = RawMemory.parse(parts.raw);
  const key = memory.arn;
  const edges = edgesFrom(key);
  const statements = statementsIn(parts.policy);
  const callers = (actions: readonly string[]) =>
    outsideCallers(statements, actions, { account: scope.account, asksForToken: false });
  const readers = callers(reading);
  const writers = callers(writing);
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.agentcore.memory" as const,
          name: memory.name,
          ...scope,
          tags: parts.tags,
          properties: {
            status: memory.status,
            eventDays: memory.eventExpiryDuration,
            strategies: (memory.strategies ?? []).map(({ type }) => type),
            telemetry: delivered.of(key),
          },
          facets: {
            publicRead: readers.includes("*"),
            publicWrite: writers.includes("*"),
            encryption: memory.encryptionKeyArn ? ("customer-key" as const) : ("provider-key" as const),
            externalPrincipals: [...new Set([...readers, ...writers])].filter((caller) => caller !== "*"),
            // Only signed calls of an IAM identity reach it, and it has no setting for any of the others.
            blocksPublicAccess: true,
            publicNetwork: false,
            keyAuthentication: false,
            versioning: true,
            accessLogging: true,
          },
        },
        { ...delivered.unknowns, ...parts.unknowns },
      ),
    ],
    relationships: [
      ...edges("runs-as", memory.memoryExecutionRoleArn),
      ...edges("encrypted-by", encryptingKey(memory.encryptionKeyArn, scope)),
    ],
  };
}

const reading = [
  "bedrock-agentcore:GetEvent",
  "bedrock-agentcore:ListEvents",
  "bedrock-agentcore:GetMemoryRecord",
  "bedrock-agentcore:RetrieveMemoryRecords",
];
const writing = ["bedrock-agentcore:CreateEvent", "bedrock-agentcore:BatchCreateMemoryRecords"];
