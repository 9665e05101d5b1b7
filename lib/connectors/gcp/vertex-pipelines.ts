import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetOf, assetPermissions, assetsCall, Labels, listAssets } from "./assets.ts";
import { bucketKeyOfUri, keyOf, locationOf, serviceAccountKey, withProjectId } from "./names.ts";
import { encryptedBy, kmsKeyName, vertexBase } from "./vertex.ts";

const PipelineJob = assetOf(
  z.object({
    name: z.string(),
    displayName: z.string().optional(),
    labels: Labels,
    encryptionSpec: vertexBase.encryptionSpec,
    createTime: z.iso.datetime().optional(),
    endTime: z.iso.datetime().optional(),
    state: z.string().default("PIPELINE_STATE_UNSPECIFIED"),
    scheduleName: z.string().optional(),
    templateUri: z.string().optional(),
    serviceAccount: z.string().optional(),
    network: z.string().optional(),
    pscInterfaceConfig: z.object({ networkAttachment: z.string().optional() }).optional(),
    pipelineSpec: z.object({ pipelineInfo: z.object({ name: z.string().optional() }).optional() }).optional(),
    runtimeConfig: z.object({ gcsOutputDirectory: z.string().optional() }).optional(),
  }),
);
type Run = z.infer<typeof PipelineJob>["resource"]["data"];

/** Runs come and go by the hundred, so a pipeline is what its newest run says. */
export const vertexPipelines: Collector = {
  id: "vertex-pipelines",
  title: "Vertex AI pipelines",
  per: "account",
  produces: ["gcp.aiplatform.pipeline", "runs-as", "stores-artifacts-in", "encrypted-by"],
  permissions: assetPermissions,
  collect: async function* (source) {
    const runs: Run[] = [];
    const unparsed: { call: string; message: string }[] = [];
    for await (const page of listAssets(source, "aiplatform.googleapis.com/PipelineJob"))
      for (const raw of page) {
        const { data, error } = PipelineJob.safeParse(raw);
        if (data) runs.push(data.resource.data);
        else unparsed.push({ call: assetsCall, message: z.prettifyError(error).slice(0, 500) });
      }
    yield { ...normalizePipelines(runs, source.scope), unparsed };
  },
};

export function normalizePipelines(runs: readonly Run[], scope: Scope): Batch {
  const batches = [...Map.groupBy(runs, (run) => pipelineKey(run, scope))].map(([key, own]) =>
    toPipeline(key, own, scope),
  );
  return {
    resources: batches.flatMap(({ resources }) => resources),
    relationships: batches.flatMap(({ relationships }) => relationships),
  };
}

const titleOf = ({ pipelineSpec, displayName, name }: Run): string =>
  pipelineSpec?.pipelineInfo?.name ?? withoutStamp(displayName ?? name.slice(name.lastIndexOf("/") + 1));

/** The SDK ends the name of each run with the time it began. */
const withoutStamp = (name: string): string => name.replace(/[-_ ]?\d{8}[-_T]?\d{4,6}$/, "") || name;

/** A schedule is a thing of its own; what is started by hand has no name but the pipeline's. */
const pipelineKey = (run: Run, { account }: Scope): string =>
  run.scheduleName
    ? keyOf("aiplatform", withProjectId(run.scheduleName, account))
    : keyOf("aiplatform", `projects/${account}/locations/${locationOf(run.name)}/pipelines/${titleOf(run)}`);

const newestFirst = (a: Run, b: Run): number => ((a.createTime ?? "") < (b.createTime ?? "") ? 1 : -1);

function toPipeline(key: string, runs: readonly Run[], scope: Scope): Batch {
  const sorted = runs.toSorted(newestFirst);
  const [newest] = sorted;
  if (!newest) return { resources: [], relationships: [] };
  const failed = sorted.find(({ state }) => state === "PIPELINE_STATE_FAILED");
  const kmsKey = kmsKeyName(newest.encryptionSpec);
  const resource: Resource<"gcp.aiplatform.pipeline"> = {
    key,
    type: "gcp.aiplatform.pipeline",
    name: titleOf(newest),
    account: scope.account,
    region: locationOf(newest.name),
    tags: newest.labels,
    properties: {
      serviceAccount: newest.serviceAccount ?? null,
      runCount: runs.length,
      lastRunAt: newest.createTime ?? null,
      template: newest.templateUri ?? null,
      kmsKey,
    },
    facets: {
      customerKey: kmsKey !== null,
      privateNetwork: Boolean(newest.network) || Boolean(newest.pscInterfaceConfig?.networkAttachment),
      lastFailedAt: failed?.endTime ?? failed?.createTime ?? null,
    },
  };
  const output = bucketKeyOfUri(newest.runtimeConfig?.gcsOutputDirectory);
  const relationships: Relationship[] = [
    ...encryptedBy(key, kmsKey),
    ...(newest.serviceAccount
      ? [
          {
            from: key,
            kind: "runs-as" as const,
            to: serviceAccountKey(newest.serviceAccount, scope.account),
          },
        ]
      : []),
    ...(output ? [{ from: key, kind: "stores-artifacts-in" as const, to: output }] : []),
  ];
  return { resources: [resource], relationships };
}
