import { expect, test } from "vitest";

import { collectGcp, inventoryOf, parent } from "#tests/support/recorded-gcp.ts";
import { vertexPipelines } from "./vertex-pipelines.ts";

const run = (id: string, data: object) => ({
  name: `//aiplatform.googleapis.com/${parent}/pipelineJobs/${id}`,
  assetType: "aiplatform.googleapis.com/PipelineJob",
  data: { name: `${parent}/pipelineJobs/${id}`, displayName: id, state: "PIPELINE_STATE_SUCCEEDED", ...data },
});
const collect = (...runs: ReturnType<typeof run>[]) =>
  collectGcp(vertexPipelines, { "cloudasset:assets.list": inventoryOf(...runs) });

test("runs of one schedule are one pipeline, which is what its newest run says", async () => {
  const scheduleName = `${parent}/schedules/1`;
  const { only } = await collect(
    run("train-20261102040000", {
      scheduleName,
      createTime: "2026-11-02T04:00:00Z",
      serviceAccount: "old@p",
    }),
    run("train-20261109040000", {
      scheduleName,
      createTime: "2026-11-09T04:00:00Z",
      serviceAccount: "new@p",
    }),
  );
  expect(only()).toMatchObject({
    key: `//aiplatform.googleapis.com/projects/claims-ai-prod/locations/europe-west4/schedules/1`,
    name: "train",
    properties: { serviceAccount: "new@p", runCount: 2, lastRunAt: "2026-11-09T04:00:00Z" },
  });
});

test("runs started by hand are told apart by the name of their pipeline", async () => {
  const { resources } = await collect(
    run("a", { pipelineSpec: { pipelineInfo: { name: "train" } } }),
    run("b", { pipelineSpec: { pipelineInfo: { name: "train" } } }),
    run("evaluate-20261109040000", {}),
  );
  expect(resources.map(({ name }) => name)).toEqual(["train", "evaluate"]);
});

test("a failure is remembered after runs that went well", async () => {
  const failed = {
    state: "PIPELINE_STATE_FAILED",
    endTime: "2026-11-02T05:00:00Z",
    createTime: "2026-11-02T04:00:00Z",
  };
  const { only } = await collect(
    run("t-20261102040000", failed),
    run("t-20261109040000", { createTime: "2026-11-09T04:00:00Z" }),
  );
  expect(only().facets).toMatchObject({ lastFailedAt: "2026-11-02T05:00:00Z" });
});

test("a run that does not fit is counted, and the others stand", async () => {
  const { outcome, resources } = await collect(run("a", {}), run("b", { createTime: 7 }));
  expect(resources).toHaveLength(1);
  expect(outcome).toMatchObject({ state: "failed", unparsed: [{ call: "cloudasset:assets.list" }] });
});
