import { describe, expect, test } from "vitest";

import type { Collector } from "#lib/domain/connector.ts";
import { collectGcp, parent, projectId, projectNumber, region, told } from "#tests/support/recorded-gcp.ts";
import { vertexEndpoints } from "./vertex-endpoints.ts";
import { vertexIndexEndpoints } from "./vertex-index-endpoints.ts";
import { vertexCustomJobs } from "./vertex-training.ts";

const collections: Record<string, Collector> = {
  endpoints: vertexEndpoints,
  indexEndpoints: vertexIndexEndpoints,
  customJobs: vertexCustomJobs,
};
function collect(collection: string, records: object[]) {
  const collector = collections[collection];
  if (!collector) throw new Error(`no collector of ${collection}`);
  return collectGcp(collector, {
    [`aiplatform:projects.locations.${collection}.list`]: { [collection]: records },
  });
}

describe("an endpoint's network", () => {
  const network = `projects/${projectNumber}/global/networks/ai`;
  test.each<[string, object, boolean]>([
    ["shared", {}, true],
    ["dedicated", { dedicatedEndpointEnabled: true }, true],
    ["peered", { network }, false],
    ["peered in an empty word", { network: "" }, true],
    [
      "private service connect",
      { privateServiceConnectConfig: { enablePrivateServiceConnect: true, projectAllowlist: [projectId] } },
      false,
    ],
    [
      "private service connect, switched off",
      { privateServiceConnectConfig: { enablePrivateServiceConnect: false } },
      true,
    ],
    ["private service connect, by its old name", { enablePrivateServiceConnect: true }, false],
    [
      "dedicated and private",
      { dedicatedEndpointEnabled: true, privateServiceConnectConfig: { enablePrivateServiceConnect: true } },
      false,
    ],
  ])("%s", async (_, extra, publicNetwork) => {
    const { only } = await collect("endpoints", [{ name: `${parent}/endpoints/1`, ...extra }]);
    expect(only().facets).toMatchObject({ publicNetwork });
  });

  test("models among which traffic is split are each served, and each account is run as", async () => {
    const deployedModels = ["1", "2"].map((id) => ({
      id,
      model: `${parent}/models/${id}`,
      serviceAccount: `s${id}@${projectId}.iam.gserviceaccount.com`,
    }));
    const { relationships, only } = await collect("endpoints", [
      { name: `${parent}/endpoints/1`, deployedModels, trafficSplit: { "1": 0, "2": 100 } },
    ]);
    expect(told(relationships).map((each) => each.split(" ").slice(1).join(" "))).toEqual([
      "serves aiplatform:models/1",
      `runs-as iam:serviceAccounts/s1@${projectId}.iam.gserviceaccount.com`,
      "serves aiplatform:models/2",
      `runs-as iam:serviceAccounts/s2@${projectId}.iam.gserviceaccount.com`,
    ]);
    expect(only().properties).toMatchObject({ deployedModelCount: 2 });
  });
});

describe("an index endpoint", () => {
  const index = (enableAccessLogging?: boolean) => ({
    id: "d",
    index: `${parent}/indexes/1`,
    ...(enableAccessLogging === undefined ? {} : { enableAccessLogging }),
  });
  test.each<[string, object, object]>([
    ["peered", { network: "projects/1/global/networks/n" }, { publicNetwork: false, hosts: [] }],
    [
      "by private service connect",
      { privateServiceConnectConfig: { enablePrivateServiceConnect: true } },
      { publicNetwork: false },
    ],
    [
      "public",
      { publicEndpointEnabled: true, publicEndpointDomainName: "A.vdb.vertexai.goog" },
      { publicNetwork: true, hosts: ["a.vdb.vertexai.goog"] },
    ],
    ["that logs each index", { deployedIndexes: [index(true), index(true)] }, { accessLogging: true }],
    ["that logs one index of two", { deployedIndexes: [index(true), index()] }, { accessLogging: false }],
    ["without an index", { deployedIndexes: [] }, { accessLogging: false }],
  ])("%s", async (_, extra, facets) => {
    expect(
      (await collect("indexEndpoints", [{ name: `${parent}/indexEndpoints/1`, ...extra }])).only().facets,
    ).toMatchObject(facets);
  });
});

describe("a training job", () => {
  const job = (jobSpec: object) => ({ name: `${parent}/customJobs/1`, jobSpec });
  test.each<[string, object, boolean]>([
    ["in no network", {}, false],
    ["in a peered network", { network: "projects/1/global/networks/n" }, true],
    [
      "in a network by interface",
      { pscInterfaceConfig: { networkAttachment: "projects/p/regions/r/networkAttachments/a" } },
      true,
    ],
    ["in an empty word", { network: "", pscInterfaceConfig: {} }, false],
  ])("%s", async (_, spec, privateNetwork) => {
    expect((await collect("customJobs", [job(spec)])).only().facets).toMatchObject({
      privateNetwork,
      networkIsolation: privateNetwork,
    });
  });

  test("of a Python package reads what its arguments and environment name, and pulls its executor", async () => {
    const pythonPackageSpec = {
      executorImageUri: `${region}-docker.pkg.dev/vertex-ai/training/pytorch:2`,
      packageUris: ["gs://claims-code/trainer.tar.gz"],
      pythonModule: "trainer.task",
      args: ["--train", "gs://claims-raw/train/*.csv"],
      env: [{ name: "EVAL", value: "gs://claims-eval/x" }],
    };
    const { relationships } = await collect("customJobs", [
      job({ workerPoolSpecs: [{ pythonPackageSpec }] }),
    ]);
    expect(told(relationships).map((each) => each.split(" ").slice(1).join(" "))).toEqual([
      "trained-on storage:claims-raw",
      "trained-on storage:claims-eval",
      "pulls-image artifactregistry:projects/vertex-ai/repositories/training",
    ]);
  });

  test("does not learn from where it writes", async () => {
    const spec = {
      baseOutputDirectory: { outputUriPrefix: "gs://out/x" },
      workerPoolSpecs: [{ containerSpec: { args: ["gs://out/x", "gs://in"] } }],
    };
    const { relationships } = await collect("customJobs", [job(spec)]);
    expect(relationships.filter(({ kind }) => kind === "trained-on").map(({ to }) => to)).toEqual([
      "//storage.googleapis.com/in",
    ]);
  });
});
