import { expect, test } from "vitest";

import { collectGcp, inventoryOf, projectId, projectNumber } from "#tests/support/recorded-gcp.ts";
import { backendServices } from "./backend-services.ts";
import { computeInstances } from "./compute-instances.ts";

const zone = `projects/${projectId}/zones/europe-west4-a`;
const compute = "https://www.googleapis.com/compute/v1";
const instance = (data: object = {}) => ({
  name: `//compute.googleapis.com/${zone}/instances/gpu`,
  assetType: "compute.googleapis.com/Instance",
  data: {
    name: "gpu",
    machineType: `${compute}/${zone}/machineTypes/a2-highgpu-1g`,
    tags: { items: ["web"] },
    serviceAccounts: [{ email: `gpu@${projectId}.iam.gserviceaccount.com`, scopes: [] }],
    networkInterfaces: [{ network: `${compute}/projects/${projectId}/global/networks/ai` }],
    ...data,
  },
});
const collect = (data: object = {}) =>
  collectGcp(computeInstances, { "cloudasset:assets.list": inventoryOf(instance(data)) });
const key = `//compute.googleapis.com/${zone}/instances/gpu`;

test("a machine with accelerators is told with its network and its account", async () => {
  const { only, relationships } = await collect();
  expect(only()).toMatchObject({
    key,
    region: "europe-west4-a",
    properties: { machineType: "a2-highgpu-1g", networkTags: ["web"], publicAddress: false, isNode: false },
    facets: { publicNetwork: false, authentication: "unreachable" },
  });
  expect(relationships.map(({ kind, to }) => `${kind} ${to}`)).toEqual([
    `in-network //compute.googleapis.com/projects/${projectId}/global/networks/ai`,
    `runs-as //iam.googleapis.com/projects/${projectId}/serviceAccounts/gpu@${projectId}.iam.gserviceaccount.com`,
  ]);
});

test.each<[string, object, number]>([
  ["of a family without accelerators", { machineType: "zones/z/machineTypes/n2-standard-4" }, 0],
  ["with one beside", { machineType: "zones/z/machineTypes/n1-standard-4", guestAccelerators: [{}] }, 1],
])("a machine %s", async (_, data, count) => {
  expect((await collect(data)).resources).toHaveLength(count);
});

test.each<[string, object, boolean]>([
  ["an address", { accessConfigs: [{ natIP: "192.0.2.1" }] }, true],
  ["an address of the sixth version", { ipv6AccessConfigs: [{ externalIpv6: "2001:db8::1" }] }, true],
  ["none", {}, false],
])("a machine with %s", async (_, one, publicNetwork) => {
  const { only } = await collect({ networkInterfaces: [one] });
  expect(only().facets).toMatchObject({ publicNetwork });
  expect(Object.keys(only().unknown ?? {})).toEqual(publicNetwork ? ["facets.authentication"] : []);
});

test("a load balancer leads to the machines of its group", async () => {
  const backend = (group: string) => ({
    name: `//compute.googleapis.com/projects/${projectId}/global/backendServices/lb`,
    assetType: "compute.googleapis.com/BackendService",
    data: {
      name: "lb",
      selfLink: `${compute}/projects/${projectId}/global/backendServices/lb`,
      backends: [{ group: `${compute}/${zone}/instanceGroups/${group}` }],
    },
  });
  const manager = `projects/${projectNumber}/zones/europe-west4-a/instanceGroupManagers/pool`;
  const member = instance({ metadata: { items: [{ key: "created-by", value: manager }] } });
  const routes = async (group: string) => {
    const assets = inventoryOf(backend(group), member);
    const { relationships } = await collectGcp(backendServices, { "cloudasset:assets.list": assets });
    return relationships.map(({ kind, to }) => `${kind} ${to}`);
  };
  expect([await routes("pool"), await routes("other")]).toEqual([[`routes-to ${key}`], []]);
});
