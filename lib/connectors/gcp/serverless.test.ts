import { expect, test } from "vitest";

import { normalizeFunction } from "./functions.ts";
import { normalizeRunService } from "./run-services.ts";
import type { ServerlessFacts } from "./serverless.ts";

const scope = { account: "acme", region: null };
const endpoint =
  "//aiplatform.googleapis.com/projects/acme/locations/europe-west4/endpoints/8137291044128915456";
const runKey = "//run.googleapis.com/projects/acme/locations/europe-west4/services/app";
const facts = (members: string[] = []): ServerlessFacts => ({
  bindings: new Map([[runKey, [{ role: "roles/run.invoker", members }]]]),
  customRoles: new Map(),
  vertexKeys: [endpoint],
  defaultAccount: "1-compute@developer.gserviceaccount.com",
});
const service = (overrides: object = {}, template: object = {}) => ({
  name: "projects/acme/locations/europe-west4/services/app",
  ingress: "INGRESS_TRAFFIC_ALL",
  uri: "https://app-7k2fqw3xda-ez.a.run.app",
  template: {
    serviceAccount: "app@acme.iam.gserviceaccount.com",
    containers: [
      {
        image: "europe-west4-docker.pkg.dev/acme/apps/app:1",
        env: [
          { name: "ENDPOINT", value: "8137291044128915456" },
          { name: "OPENAI_API_KEY", valueSource: { secretKeyRef: { secret: "k", version: "1" } } },
          { name: "MODEL_HOST", value: "https://acme.openai.azure.com/" },
        ],
      },
    ],
    ...template,
  },
  ...overrides,
});

test("a service runs as its account, pulls its image and calls what its environment names", () => {
  const batch = normalizeRunService(service(), facts(), scope);
  expect(batch.relationships.map(({ kind, to }) => [kind, to])).toEqual([
    ["runs-as", "//iam.googleapis.com/projects/acme/serviceAccounts/app@acme.iam.gserviceaccount.com"],
    [
      "pulls-image",
      "//artifactregistry.googleapis.com/projects/acme/locations/europe-west4/repositories/apps",
    ],
    ["invokes", endpoint],
  ]);
  expect(batch.resources[0]).toMatchObject({
    key: runKey,
    properties: { environmentNames: ["ENDPOINT", "OPENAI_API_KEY", "MODEL_HOST"] },
    facets: {
      secretVariables: [],
      calledHosts: ["acme.openai.azure.com"],
      hosts: ["app-7k2fqw3xda-ez.a.run.app"],
    },
  });
});

test("values of the environment are never kept", () => {
  const secret = service(
    {},
    { containers: [{ image: "i", env: [{ name: "API_KEY", value: "hunter2hunter2" }] }] },
  );
  const batch = normalizeRunService(secret, facts(), scope);
  expect(batch.resources[0]?.facets).toMatchObject({ secretVariables: ["API_KEY"] });
  expect(JSON.stringify(batch)).not.toContain("hunter2");
});

test.each([
  [["allUsers"], {}, "none", ["allUsers"]],
  [["group:a@acme.example", "allUsers"], {}, "none", ["allUsers"]],
  [["allAuthenticatedUsers"], {}, "identity", ["allAuthenticatedUsers"]],
  [["group:a@acme.example"], {}, "identity", []],
  [[], { invokerIamDisabled: true }, "none", ["allUsers"]],
])("invokers %j with %j: %s", (members, overrides, authentication, publicInvokers) => {
  const [found] = normalizeRunService(service(overrides), facts(members), scope).resources;
  expect(found?.facets).toMatchObject({ authentication });
  expect(found?.properties).toMatchObject({ publicInvokers });
});

test("a service that names no account runs as the project's default", () => {
  const { template, ...rest } = service();
  const { serviceAccount: _, ...anonymous } = template;
  const batch = normalizeRunService({ ...rest, template: anonymous }, facts(), scope);
  expect(batch.relationships).toContainEqual({
    from: runKey,
    kind: "runs-as",
    to: "//iam.googleapis.com/projects/acme/serviceAccounts/1-compute@developer.gserviceaccount.com",
  });
});

test("internal ingress is not a public network", () => {
  const [found] = normalizeRunService(
    service({ ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" }),
    facts(),
    scope,
  ).resources;
  expect(found?.facets).toMatchObject({ publicNetwork: false });
});

test("a function is as public as the service behind it", () => {
  const raw = {
    name: "projects/acme/locations/europe-west4/functions/score",
    environment: "GEN_2",
    url: "https://score-europe-west4.cloudfunctions.net",
    serviceConfig: {
      service: "projects/acme/locations/europe-west4/services/app",
      ingressSettings: "ALLOW_ALL",
      environmentVariables: { ENDPOINT: "8137291044128915456", DB_PASSWORD: "in-clear" },
      secretEnvironmentVariables: [{ key: "API_KEY", secret: "k" }],
    },
  };
  const batch = normalizeFunction(raw, facts(["allUsers"]), scope);
  expect(batch.resources[0]).toMatchObject({
    properties: { publicInvokers: ["allUsers"] },
    facets: { authentication: "none", publicNetwork: true, secretVariables: ["DB_PASSWORD"] },
  });
  expect(batch.relationships).toContainEqual(expect.objectContaining({ kind: "invokes", to: endpoint }));
  expect(normalizeFunction(raw, facts([]), scope).resources[0]?.facets).toMatchObject({
    authentication: "identity",
  });
});
