import { expect, test } from "vitest";

import {
  collectGcp,
  denied,
  inventoryOf,
  projectId,
  region,
  told,
  type Answers,
  type Asset,
} from "#tests/support/recorded-gcp.ts";
import { backendServices } from "./backend-services.ts";

const base = `https://www.googleapis.com/compute/v1/projects/${projectId}`;
const zone = `zones/${region}-a`;
const at = (type: string, path: string, data: object = {}): Asset => ({
  name: `//compute.googleapis.com/projects/${projectId}/${path}`,
  assetType: `compute.googleapis.com/${type}`,
  data: { name: path.slice(path.lastIndexOf("/") + 1), selfLink: `${base}/${path}`, ...data },
});
const machine = (name: string, data: object = {}) =>
  at("Instance", `${zone}/instances/${name}`, {
    machineType: `${base}/${zone}/machineTypes/g2-standard-8`,
    ...data,
  });
const small = machine("small", { machineType: `${base}/${zone}/machineTypes/e2-small` });
const linkTo = (name: string) => `${base}/${zone}/instances/${name}`;
const rule = (data: object) =>
  at("ForwardingRule", `regions/${region}/forwardingRules/${"target" in data ? "pool" : "service"}`, {
    loadBalancingScheme: "EXTERNAL",
    IPProtocol: "TCP",
    ...data,
  });
const poolPath = `regions/${region}/targetPools/chat`;
const pool = (data: object = {}) =>
  at("TargetPool", poolPath, { instances: [linkTo("gpu"), linkTo("small")], ...data });
const toPool = (data: object = {}) =>
  rule({ target: `${base}/${poolPath}`, portRange: "8000-8000", ...data });

const collect = (assets: readonly Asset[], more: Answers = {}) =>
  collectGcp(backendServices, { "cloudasset:assets.list": inventoryOf(...assets), ...more });

test("a classic load balancer leads to the machines of its pool, on the ports of its rule", async () => {
  const { only, relationships } = await collect([pool(), toPool(), machine("gpu"), small]);
  expect(only()).toMatchObject({
    key: `//compute.googleapis.com/projects/${projectId}/${poolPath}`,
    type: "gcp.compute.backend-service",
    properties: { scheme: "EXTERNAL", passesPorts: ["tcp 8000-8000"] },
    facets: { publicNetwork: true, firewall: true },
    unknown: { "facets.authentication": { reason: "unsupported" } },
  });
  expect(told(relationships)).toEqual([`compute:${poolPath} routes-to compute:${zone}/instances/gpu`]);
});

test.each<[string, Asset[], boolean]>([
  ["nothing leads to it", [], false],
  ["an internal rule leads to it", [toPool({ loadBalancingScheme: "INTERNAL" })], false],
  ["a rule takes packets of an office alone", [toPool({ sourceIpRanges: ["192.0.2.0/24"] })], false],
  ["a rule takes packets of one half of the internet", [toPool({ sourceIpRanges: ["0.0.0.0/1"] })], true],
  [
    "it stands in for a pool that a rule leads to",
    [
      at("TargetPool", `regions/${region}/targetPools/first`, { backupPool: `${base}/${poolPath}` }),
      toPool({ target: `${base}/regions/${region}/targetPools/first` }),
    ],
    true,
  ],
])("a pool is public or not, as %s", async (_, around, publicNetwork) => {
  const { resources } = await collect([pool(), ...around]);
  expect(resources.find(({ name }) => name === "chat")?.facets).toMatchObject({ publicNetwork });
});

test("a rule that leads to one machine passes on every port of its protocol, where it names none", async () => {
  const one = at("TargetInstance", `${zone}/targetInstances/chat`, { instance: linkTo("gpu") });
  const toOne = rule({ target: `${base}/${zone}/targetInstances/chat` });
  const { only, relationships } = await collect([one, toOne, machine("gpu")]);
  expect(only().properties).toMatchObject({ passesPorts: ["tcp"] });
  expect(relationships).toHaveLength(1);
});

const group = `projects/${projectId}/${zone}/instanceGroups/vms`;
const service = at("BackendService", `regions/${region}/backendServices/chat`, {
  loadBalancingScheme: "EXTERNAL",
  backends: [{ group: `${base}/${zone}/instanceGroups/vms` }],
});
const toService = rule({
  backendService: `${base}/regions/${region}/backendServices/chat`,
  ports: ["8000", "8443"],
});
const listing = "compute:instanceGroups.listInstances";
const asked = ({ calls }: Awaited<ReturnType<typeof collect>>) =>
  calls.filter(({ operation }) => operation === listing).map(({ input }) => input);

test("a group that nobody manages tells its machines, page by page", async () => {
  const found = await collect([service, toService, machine("gpu"), small], {
    [listing]: ({ pageToken }) =>
      pageToken === undefined
        ? { items: [{ instance: linkTo("small"), status: "RUNNING" }], nextPageToken: "2" }
        : { items: [{ instance: linkTo("gpu"), status: "RUNNING" }] },
  });
  expect(told(found.relationships)).toEqual([
    `compute:regions/${region}/backendServices/chat routes-to compute:${zone}/instances/gpu`,
  ]);
  expect(found.only().properties).toMatchObject({ passesPorts: ["tcp 8000", "tcp 8443"] });
  const input = { zone: `${region}-a`, instanceGroup: "vms" };
  expect(asked(found)).toEqual([input, { ...input, pageToken: "2" }]);
});

test("where its machines may not be listed, what it leads to is not known", async () => {
  const found = await collect([service, toService, machine("gpu")], {
    [listing]: denied("compute.instanceGroups.list"),
  });
  expect(found.relationships).toEqual([]);
  expect(found.only().unknown).toMatchObject({
    "relationships.routes-to": { reason: "denied", permission: "compute.instanceGroups.list" },
  });
});

test.each<[string, Asset[]]>([
  ["no machine has accelerators", [small]],
  [
    "all that have are managed",
    [
      machine("gpu", {
        metadata: { items: [{ key: "created-by", value: `${group.replace("Groups/", "GroupManagers/")}` }] },
      }),
    ],
  ],
  [
    "a manager has made the group",
    [
      machine("gpu"),
      at("InstanceGroupManager", `${zone}/instanceGroupManagers/vms`, {
        instanceGroup: `${base}/${zone}/instanceGroups/vms`,
      }),
    ],
  ],
])("a group is not asked where %s", async (_, around) => {
  expect(asked(await collect([service, toService, ...around]))).toEqual([]);
});

test("behind a proxy calls do not go on as they came", async () => {
  const proxied = at("BackendService", "global/backendServices/chat", {
    loadBalancingScheme: "EXTERNAL_MANAGED",
  });
  expect((await collect([proxied])).only().properties).toMatchObject({ passesPorts: null });
});
