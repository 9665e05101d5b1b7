import { describe, expect, test } from "vitest";

import type { Collector } from "#lib/domain/connector.ts";
import {
  collectGcp,
  denied,
  home,
  inventoryOf,
  projectId,
  projectNumber,
  region,
  told,
  type Answers,
  type Asset,
} from "#tests/support/recorded-gcp.ts";
import { functions } from "./functions.ts";
import { runServices } from "./run-services.ts";

const place = `projects/${projectId}/locations/${region}`;
const serviceName = `${place}/services/chat`;
const functionName = `${place}/functions/embed`;
const endpoint = `projects/${projectId}/locations/${region}/endpoints/8137291044128915456`;
const bind = (role: string, ...members: string[]) => ({ role, members });
const runAsset = (...bindings: object[]): Asset => ({
  name: `//run.googleapis.com/${serviceName}`,
  assetType: "run.googleapis.com/Service",
  data: { metadata: { name: "chat" } },
  bindings,
});
const endpointAsset: Asset = {
  name: `//aiplatform.googleapis.com/${endpoint.replace(projectId, projectNumber)}`,
  assetType: "aiplatform.googleapis.com/Endpoint",
  data: { name: endpoint },
};
/** A service as version 2 of Cloud Run's interface tells it. */
const service = (rest: object = {}, template: object = {}) => ({
  name: serviceName,
  uid: "5b1e",
  generation: "7",
  labels: { owner: "claims" },
  creator: "a@claims.example",
  ingress: "INGRESS_TRAFFIC_ALL",
  launchStage: "GA",
  template: {
    scaling: { maxInstanceCount: 10 },
    vpcAccess: { egress: "PRIVATE_RANGES_ONLY", networkInterfaces: [{ network: "ai", subnetwork: "run" }] },
    timeout: "300s",
    serviceAccount: `chat@${projectId}.iam.gserviceaccount.com`,
    containers: [
      {
        name: "chat-1",
        image: `${region}-docker.pkg.dev/${projectId}/apps/chat@sha256:00`,
        env: [
          { name: "ENDPOINT", value: endpoint },
          { name: "DB_PASSWORD", valueSource: { secretKeyRef: { secret: "db", version: "latest" } } },
        ],
        resources: { limits: { cpu: "1", memory: "1Gi" } },
        ports: [{ name: "http1", containerPort: 8080 }],
      },
    ],
    maxInstanceRequestConcurrency: 80,
  },
  traffic: [{ type: "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", percent: 100 }],
  urls: ["https://chat-582910347716.europe-west4.run.app", "https://chat-7k2fqw3xda-ez.a.run.app"],
  uri: "https://chat-7k2fqw3xda-ez.a.run.app",
  ...rest,
  ...(Object.keys(template).length > 0 ? { template } : {}),
});
const fn = (rest: object = {}, serviceConfig: object = {}) => ({
  name: functionName,
  environment: "GEN_2",
  state: "ACTIVE",
  labels: { owner: "claims" },
  url: "https://europe-west4-claims-ai-prod.cloudfunctions.net/embed",
  buildConfig: { runtime: "python313", entryPoint: "main" },
  serviceConfig: {
    service: serviceName,
    uri: "https://embed-7k2fqw3xda-ez.a.run.app",
    ingressSettings: "ALLOW_ALL",
    serviceAccountEmail: `embed@${projectId}.iam.gserviceaccount.com`,
    vpcConnector: `${place}/connectors/ai`,
    environmentVariables: { MODEL_HOST: "https://AOAI.openai.azure.com/", LOG_LEVEL: "info" },
    secretEnvironmentVariables: [{ key: "OPENAI_API_KEY", projectId, secret: "openai", version: "1" }],
    availableMemory: "512M",
    ...serviceConfig,
  },
  ...rest,
});

const collect = (collector: Collector, assets: Asset[], given: Answers) =>
  collectGcp(collector, {
    ...home,
    "cloudasset:assets.list": inventoryOf(endpointAsset, ...assets),
    ...given,
  });
const runs = (raw: object[], bindings: object[] = [], given: Answers = {}) =>
  collect(runServices, [runAsset(...bindings)], {
    "run:projects.locations.services.list": { services: raw },
    ...given,
  });
const fns = (raw: object[], assets: Asset[] = [], given: Answers = {}) =>
  collect(functions, assets, {
    "cloudfunctions:projects.locations.functions.list": { functions: raw },
    ...given,
  });

test("a service told in full runs as its account, pulls its image and calls its model", async () => {
  const { only, relationships, outcome } = await runs(
    [service()],
    [bind("roles/run.invoker", "group:g@claims.example")],
  );
  expect(outcome.state).toBe("complete");
  expect(only()).toEqual({
    key: `//run.googleapis.com/${serviceName}`,
    type: "gcp.run.service",
    name: "chat",
    account: projectId,
    region,
    tags: { owner: "claims" },
    properties: {
      ingress: "INGRESS_TRAFFIC_ALL",
      publicInvokers: [],
      serviceAccount: `chat@${projectId}.iam.gserviceaccount.com`,
      environmentNames: ["ENDPOINT", "DB_PASSWORD"],
    },
    facets: {
      publicNetwork: true,
      authentication: "identity",
      secretVariables: [],
      privateNetwork: true,
      hosts: ["chat-582910347716.europe-west4.run.app", "chat-7k2fqw3xda-ez.a.run.app"],
      calledHosts: [],
    },
  });
  expect(told(relationships)).toEqual([
    `run:services/chat runs-as iam:serviceAccounts/chat@${projectId}.iam.gserviceaccount.com`,
    "run:services/chat pulls-image artifactregistry:repositories/apps",
    "run:services/chat invokes aiplatform:endpoints/8137291044128915456",
  ]);
});

describe("who may call a service, and over which network", () => {
  const anybody = [bind("roles/run.invoker", "allUsers")];
  const accounts = [bind("roles/run.invoker", "allAuthenticatedUsers")];
  const team = [bind("roles/run.invoker", "group:g@claims.example")];
  test.each<[string, object, object[], boolean, string, string[]]>([
    ["all, by all", { ingress: "INGRESS_TRAFFIC_ALL" }, anybody, true, "none", ["allUsers"]],
    [
      "all, by every account",
      { ingress: "INGRESS_TRAFFIC_ALL" },
      accounts,
      true,
      "identity",
      ["allAuthenticatedUsers"],
    ],
    ["all, by a team", { ingress: "INGRESS_TRAFFIC_ALL" }, team, true, "identity", []],
    ["all, by nobody", { ingress: "INGRESS_TRAFFIC_ALL" }, [], true, "identity", []],
    ["all, unchecked", { invokerIamDisabled: true }, team, true, "none", ["allUsers"]],
    ["all, unchecked and bound", { invokerIamDisabled: true }, anybody, true, "none", ["allUsers"]],
    ["inside, by all", { ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" }, anybody, false, "none", ["allUsers"]],
    [
      "a load balancer, by all",
      { ingress: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER" },
      anybody,
      false,
      "none",
      ["allUsers"],
    ],
    ["unsaid, by a team", { ingress: undefined }, team, true, "identity", []],
    ["all, by all under another role", {}, [bind("roles/run.viewer", "allUsers")], true, "identity", []],
    [
      "all, by all as an administrator",
      {},
      [bind("roles/run.admin", "allUsers")],
      true,
      "none",
      ["allUsers"],
    ],
  ])("%s", async (_, rest, bindings, publicNetwork, authentication, publicInvokers) => {
    const given = { "iam:roles.get": { includedPermissions: ["run.services.get"] } };
    const { only } = await runs([service(rest)], bindings, given);
    expect(only()).toMatchObject({
      facets: { publicNetwork, authentication },
      properties: { publicInvokers },
    });
  });

  const custom = `projects/${projectId}/roles/caller`;
  test("a custom role of all's is what its permissions are, and unknown where those cannot be read", async () => {
    const calls = await runs([service()], [bind(custom, "allUsers")], {
      "iam:projects.roles.get": { includedPermissions: ["run.routes.invoke"] },
    });
    expect(calls.only().facets).toMatchObject({ authentication: "none" });
    const hidden = await runs([service()], [bind(custom, "allUsers")], {
      "iam:projects.roles.get": denied("iam.roles.get"),
    });
    expect(Object.keys(hidden.only().unknown ?? {})).toEqual([
      "facets.authentication",
      "properties.publicInvokers",
    ]);
    const unchecked = await runs([service({ invokerIamDisabled: true })], [bind(custom, "allUsers")], {
      "iam:projects.roles.get": denied("iam.roles.get"),
    });
    expect(unchecked.only().unknown).toBeUndefined();
  });
});

describe("what a service runs as, and in", () => {
  const container = { image: `${region}-docker.pkg.dev/${projectId}/apps/chat:1` };
  test("the project's default account where it names none", async () => {
    const { only } = await runs([service({}, { containers: [container] })]);
    expect(only().properties).toMatchObject({
      serviceAccount: `${projectNumber}-compute@developer.gserviceaccount.com`,
    });
    expect(only().facets).toMatchObject({ privateNetwork: false });
  });

  test("each of its containers counts, and each image once", async () => {
    const side = {
      image: "docker.io/envoyproxy/envoy:v1",
      env: [{ name: "API_KEY", value: "Q3f9x0Zk2LmN8pRtVwYbCdEfGhJkLmNp" }],
    };
    const { only, relationships } = await runs([service({}, { containers: [container, container, side] })]);
    expect(relationships.filter(({ kind }) => kind === "pulls-image")).toHaveLength(1);
    expect(only().facets).toMatchObject({ secretVariables: ["API_KEY"] });
    expect(JSON.stringify(only())).not.toContain("Q3f9x0Zk2");
  });
});

test("services are asked for where the inventory has some, and functions among them are left out", async () => {
  const elsewhere: Asset = {
    ...runAsset(),
    name: `//run.googleapis.com/projects/${projectId}/locations/us-central1/services/x`,
  };
  const { calls, resources } = await collect(runServices, [runAsset(), elsewhere], {
    "run:projects.locations.services.list": ({ location }) =>
      location === region
        ? {
            services: [
              service(),
              service({ name: `${serviceName}-fn`, labels: { "goog-managed-by": "cloudfunctions" } }),
            ],
          }
        : {},
  });
  expect(
    calls.filter(({ operation }) => operation.startsWith("run:")).map(({ input }) => input["location"]),
  ).toEqual([region, "us-central1"]);
  expect(resources.map(({ name }) => name)).toEqual(["chat"]);
});

test("a function told in full runs as its account and calls what it names", async () => {
  const { only, relationships, outcome } = await fns(
    [fn()],
    [runAsset(bind("roles/run.invoker", "group:g@claims.example"))],
  );
  expect(outcome.state).toBe("complete");
  expect(only()).toEqual({
    key: `//cloudfunctions.googleapis.com/${functionName}`,
    type: "gcp.cloudfunctions.function",
    name: "embed",
    account: projectId,
    region,
    tags: { owner: "claims" },
    properties: {
      ingress: "ALLOW_ALL",
      publicInvokers: [],
      serviceAccount: `embed@${projectId}.iam.gserviceaccount.com`,
      environmentNames: ["MODEL_HOST", "LOG_LEVEL", "OPENAI_API_KEY"],
    },
    facets: {
      publicNetwork: true,
      authentication: "identity",
      secretVariables: [],
      privateNetwork: true,
      hosts: ["europe-west4-claims-ai-prod.cloudfunctions.net", "embed-7k2fqw3xda-ez.a.run.app"],
      calledHosts: ["aoai.openai.azure.com"],
    },
  });
  expect(told(relationships)).toEqual([
    `cloudfunctions:functions/embed runs-as iam:serviceAccounts/embed@${projectId}.iam.gserviceaccount.com`,
  ]);
});

describe("who may call a function", () => {
  const firstGeneration = (...bindings: object[]): Asset => ({
    name: `//cloudfunctions.googleapis.com/${functionName}`,
    assetType: "cloudfunctions.googleapis.com/CloudFunction",
    data: {},
    bindings,
  });
  test.each<[string, object, Asset[], string]>([
    [
      "second generation, its service open to all",
      fn(),
      [runAsset(bind("roles/run.invoker", "allUsers"))],
      "none",
    ],
    [
      "second generation, its service open to accounts",
      fn(),
      [runAsset(bind("roles/run.invoker", "allAuthenticatedUsers"))],
      "identity",
    ],
    [
      "second generation, another service open to all",
      fn({}, { service: `${place}/services/other` }),
      [runAsset(bind("roles/run.invoker", "allUsers"))],
      "identity",
    ],
    [
      "first generation, open to all",
      fn({ environment: "GEN_1" }, { service: undefined }),
      [firstGeneration(bind("roles/cloudfunctions.invoker", "allUsers"))],
      "none",
    ],
    [
      "first generation, open to a team",
      fn({ environment: "GEN_1" }, { service: undefined }),
      [firstGeneration(bind("roles/cloudfunctions.invoker", "group:g@claims.example"))],
      "identity",
    ],
    ["bound by nobody", fn(), [], "identity"],
  ])("%s", async (_, raw, assets, authentication) => {
    expect((await fns([raw], assets)).only().facets).toMatchObject({ authentication });
  });

  test.each([
    ["ALLOW_ALL", true],
    ["ALLOW_INTERNAL_ONLY", false],
    ["ALLOW_INTERNAL_AND_GCLB", false],
    [undefined, true],
  ])("ingress %s is the public network: %s", async (ingressSettings, publicNetwork) => {
    expect((await fns([fn({}, { ingressSettings })])).only().facets).toMatchObject({ publicNetwork });
  });

  test("a function that an event starts, told in as little as possible, has no host", async () => {
    const { only } = await fns([
      {
        name: functionName,
        environment: "GEN_1",
        eventTrigger: { eventType: "google.cloud.storage.object.v1.finalized" },
      },
    ]);
    expect(only()).toMatchObject({
      facets: { hosts: [], calledHosts: [], privateNetwork: false },
      properties: {
        serviceAccount: `${projectNumber}-compute@developer.gserviceaccount.com`,
        environmentNames: [],
      },
    });
  });
});

describe("what could not be read", () => {
  test.each([
    ["run services", runServices, "run:projects.locations.services.list", "run.services.list"],
    [
      "functions",
      functions,
      "cloudfunctions:projects.locations.functions.list",
      "cloudfunctions.functions.list",
    ],
    ["the inventory's policies", functions, "cloudasset:assets.list", "cloudasset.assets.listIamPolicy"],
  ])("%s denied end the collection as denied", async (_, collector, operation, permission) => {
    const { outcome } = await collect(collector, [runAsset()], { [operation]: denied(permission) });
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission } });
  });

  test("a location that was not reached leaves the list incomplete", async () => {
    const { outcome, resources } = await fns([fn()], [], {
      "cloudfunctions:projects.locations.functions.list": {
        functions: [fn()],
        unreachable: [`projects/${projectId}/locations/us-east1`],
      },
    });
    expect(outcome.state).toBe("failed");
    expect(resources).toHaveLength(1);
  });
});
