import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { existing } from "./existing.ts";
import { detail, itemsOf, type Unknowns } from "./pages.ts";
import { arnIn } from "./partition.ts";

/** One of `DescribeConfigurationRecorders`. */
const RawRecorder = z.object({
  name: z.string().default("default"),
  recordingGroup: z
    .object({
      allSupported: z.boolean().default(false),
      resourceTypes: z.array(z.string()).default([]),
      exclusionByResourceTypes: z.object({ resourceTypes: z.array(z.string()).default([]) }).optional(),
      recordingStrategy: z.object({ useOnly: z.string() }).optional(),
    })
    .optional(),
});
const RawStatus = z.object({ name: z.string(), recording: z.boolean().default(false) });
const aiType = /^AWS::(SageMaker|Bedrock|BedrockAgentCore|QBusiness|Kendra)::/;

export const configRecorders: Collector = {
  id: "config-recorders",
  title: "AWS Config recorders",
  per: "region",
  produces: ["aws.config.recorder"],
  permissions: ["config:DescribeConfigurationRecorders", "config:DescribeConfigurationRecorderStatus"],
  collect: async function* (source) {
    const listed = await existing(source, "config", "DescribeConfigurationRecorders", {});
    const recorders = itemsOf(listed ?? {}, "ConfigurationRecorders");
    if (recorders.length === 0) return;
    const unknowns: Unknowns = {};
    const status = await detail(source, "config", "DescribeConfigurationRecorderStatus", {}, unknowns, [
      "facets.enabled",
    ]);
    const states = itemsOf(status ?? {}, "ConfigurationRecordersStatus");
    yield batchOf("config:DescribeConfigurationRecorders", recorders, (raw) =>
      normalizeRecorder(raw, states, unknowns, source.scope),
    );
  },
};

function normalizeRecorder(
  raw: unknown,
  states: readonly unknown[],
  unknowns: Unknowns,
  scope: Scope,
): Batch {
  const { name, recordingGroup: group } = RawRecorder.parse(raw);
  const state = states.map((one) => RawStatus.parse(one)).find((one) => one.name === name);
  const excluded = group?.exclusionByResourceTypes?.resourceTypes ?? [];
  const everything = group?.allSupported === true || group?.recordingStrategy?.useOnly.startsWith("ALL_");
  const allBut = group?.recordingStrategy?.useOnly.startsWith("EXCLUSION_") && !excluded.some(isAi);
  const resource = {
    key: arnIn(scope, "config", `configuration-recorder/${name}`),
    type: "aws.config.recorder" as const,
    name: `Config in ${scope.region}`,
    ...scope,
    tags: {},
    properties: {
      recordsEverything: everything === true,
      resourceTypes: group?.resourceTypes ?? [],
      excludedTypes: excluded,
    },
    facets: {
      enabled: state?.recording === true,
      coversAi: everything === true || allBut === true || (group?.resourceTypes ?? []).some(isAi),
    },
  };
  return { resources: [withUnknowns(resource, unknowns)], relationships: [] };
}

const isAi = (type: string): boolean => aiType.test(type);
