import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { holdsSecret, secretNames } from "../secret-text.ts";
import { batchOf, mapConcurrently } from "./batch.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { itemsOf, pages } from "./pages.ts";

const Hook = z.object({ Content: z.string().optional() });
/** `DescribeNotebookInstanceLifecycleConfig`. */
const RawOfInstance = z.object({
  NotebookInstanceLifecycleConfigArn: z.string(),
  NotebookInstanceLifecycleConfigName: z.string(),
  OnCreate: z.array(Hook).default([]),
  OnStart: z.array(Hook).default([]),
});
/** `DescribeStudioLifecycleConfig`. */
const RawOfStudio = z.object({
  StudioLifecycleConfigArn: z.string(),
  StudioLifecycleConfigName: z.string(),
  StudioLifecycleConfigContent: z.string().optional(),
});

export const sagemakerLifecycleConfigs: Collector = {
  id: "sagemaker-lifecycle-configs",
  title: "SageMaker lifecycle configurations",
  per: "region",
  produces: ["aws.sagemaker.lifecycle-config"],
  permissions: [
    "sagemaker:ListNotebookInstanceLifecycleConfigs",
    "sagemaker:DescribeNotebookInstanceLifecycleConfig",
    "sagemaker:ListStudioLifecycleConfigs",
    "sagemaker:DescribeStudioLifecycleConfig",
  ],
  collect: async function* (source) {
    const ofInstances = "NotebookInstanceLifecycleConfigs";
    for await (const page of pages(source, "sagemaker", "ListNotebookInstanceLifecycleConfigs"))
      yield batchOf(
        "sagemaker:DescribeNotebookInstanceLifecycleConfig",
        await describedEach(source, itemsOf(page, ofInstances), "NotebookInstanceLifecycleConfig"),
        (raw) => normalizeOfInstance(raw, source.scope),
      );
    for await (const page of pages(source, "sagemaker", "ListStudioLifecycleConfigs"))
      yield batchOf(
        "sagemaker:DescribeStudioLifecycleConfig",
        await describedEach(source, itemsOf(page, "StudioLifecycleConfigs"), "StudioLifecycleConfig"),
        (raw) => normalizeOfStudio(raw, source.scope),
      );
  },
};

async function describedEach(source: Source, items: readonly unknown[], what: string) {
  const raws = await mapConcurrently(items, 4, (item) =>
    existing(source, "sagemaker", `Describe${what}`, {
      [`${what}Name`]: textOf(item, `${what}Name`, `sagemaker:List${what}s`),
    }),
  );
  return raws.filter(isPresent);
}

export function normalizeOfInstance(raw: unknown, scope: Scope): Batch {
  const config = RawOfInstance.parse(raw);
  const scripts = [...config.OnCreate, ...config.OnStart].flatMap(({ Content }) => Content ?? []);
  return asBatch(
    {
      key: config.NotebookInstanceLifecycleConfigArn,
      name: config.NotebookInstanceLifecycleConfigName,
      of: "notebook-instance",
    },
    scripts,
    scope,
  );
}

export function normalizeOfStudio(raw: unknown, scope: Scope): Batch {
  const config = RawOfStudio.parse(raw);
  const { StudioLifecycleConfigContent: content } = config;
  return asBatch(
    { key: config.StudioLifecycleConfigArn, name: config.StudioLifecycleConfigName, of: "studio" },
    content ? [content] : [],
    scope,
  );
}

function asBatch(
  { key, name, of }: { key: string; name: string; of: "notebook-instance" | "studio" },
  scripts: readonly string[],
  scope: Scope,
): Batch {
  const texts = scripts.map((script) => Buffer.from(script, "base64").toString("utf8"));
  const names = texts.flatMap(secretNames);
  const resource: Resource<"aws.sagemaker.lifecycle-config"> = {
    key,
    type: "aws.sagemaker.lifecycle-config",
    name,
    ...scope,
    tags: {},
    properties: { of },
    facets: {
      // It writes no results, and SageMaker runs every such script as root.
      publicResults: false,
      privileged: false,
      secretVariables: names.length === 0 && texts.some(holdsSecret) ? ["an unnamed credential"] : names,
    },
  };
  return { resources: [resource], relationships: [] };
}
