import { expect, test } from "vitest";

import {
  collectGcp,
  denied,
  inventoryOf,
  projectId,
  told,
  type Answers,
} from "#tests/support/recorded-gcp.ts";
import { dialogflowEs } from "./dialogflow-es.ts";
import { dialogflowAgents } from "./dialogflow.ts";

const name = `projects/${projectId}/locations/europe-west1/agents/a`;
const webhooks = "dialogflow:projects.locations.agents.webhooks.list";
const tools = "dialogflow:projects.locations.agents.tools.list";
const generative = "dialogflow:projects.locations.agents.getGenerativeSettings";
const collect = (agent: object, answers: Answers = {}) =>
  collectGcp(dialogflowAgents, {
    "cloudasset:assets.list": inventoryOf({
      name: `//dialogflow.googleapis.com/${name}`,
      assetType: "dialogflow.googleapis.com/Agent",
      data: { name, displayName: "claims", ...agent },
    }),
    ...answers,
  });
const of = async (type: string, answers: Answers, agent: object = {}) => {
  const { resources } = await collect(agent, answers);
  const found = resources.find((resource) => resource.type === type);
  if (!found) throw new Error(`no ${type}`);
  return found;
};
const webhook = (genericWebService: object, given: object = {}) => ({
  [webhooks]: { webhooks: [{ name: `${name}/webhooks/w`, displayName: "w", genericWebService, ...given }] },
});
const uri = "https://claims-abc-ez.a.run.app/hook";

test.each([
  ["nothing said: an identity token", { uri }, "google-identity", "identity"],
  ["no token, and nothing else", { uri, serviceAgentAuth: "NONE" }, "none", "none"],
  ["a password", { uri, username: "u", serviceAgentAuth: "NONE" }, "password", "key"],
  [
    "a password kept in a secret",
    { uri, secretVersionForUsernamePassword: "s", serviceAgentAuth: "NONE" },
    "password",
    "key",
  ],
  [
    "a header with a key",
    { uri, requestHeaders: { "X-Api-Key": "x" }, serviceAgentAuth: "NONE" },
    "header",
    "key",
  ],
  [
    "a header that proves nothing",
    { uri, requestHeaders: { "X-Team": "claims" }, serviceAgentAuth: "NONE" },
    "none",
    "none",
  ],
  ["OAuth", { uri, oauthConfig: { clientId: "c" }, serviceAgentAuth: "NONE" }, "oauth", "identity"],
])("a webhook that is sent %s", async (_, service, proof, authentication) => {
  const found = await of("gcp.dialogflow.webhook", webhook(service));
  expect(found).toMatchObject({
    properties: { proof, enabled: true, encrypted: true },
    facets: { authentication, publicNetwork: true, hosts: ["claims-abc-ez.a.run.app"] },
  });
  expect(Object.keys(found.unknown ?? {})).toEqual(["facets.changesState", "facets.requiresConfirmation"]);
});

test("a webhook in a private network is not reached from the internet, and one switched off by nobody", async () => {
  const inside = {
    genericWebService: undefined,
    serviceDirectory: { service: "s", genericWebService: { uri } },
  };
  const found = await of("gcp.dialogflow.webhook", webhook({}, inside));
  expect(found.facets).toMatchObject({ publicNetwork: false });
  const off = await of("gcp.dialogflow.webhook", webhook({ uri }, { disabled: true }));
  expect(off).toMatchObject({ properties: { enabled: false }, facets: { publicNetwork: false } });
});

const schema = (method: string) => `openapi: 3.0.0
servers:
  - url: https://tools.claims.example/v1
paths:
  /claims:
    ${method}:
      operationId: x`;
const tool = (given: object) => ({
  [tools]: { tools: [{ name: `${name}/tools/t`, displayName: "t", ...given }] },
});

test.each([
  ["post", true],
  ["get", false],
])("a tool described with %s", async (method, changesState) => {
  const openApiSpec = { textSchema: schema(method), authentication: { serviceAgentAuthConfig: {} } };
  expect((await of("gcp.dialogflow.tool", tool({ openApiSpec }))).facets).toMatchObject({
    changesState,
    requiresConfirmation: false,
    authentication: "identity",
    hosts: ["tools.claims.example"],
  });
});

test("a tool described in JSON without authentication is open to whoever finds it", async () => {
  const openApiSpec = { textSchema: JSON.stringify({ paths: { "/x": { delete: {} } } }, null, 1) };
  expect(await of("gcp.dialogflow.tool", tool({ openApiSpec }))).toMatchObject({
    properties: { proof: "none" },
    facets: { changesState: true, authentication: "none", publicNetwork: true },
  });
});

test("a code interpreter is told by its tool", async () => {
  const builtIn = tool({ toolType: "BUILTIN_TOOL", displayName: "code-interpreter" });
  expect((await of("gcp.dialogflow.agent", builtIn)).facets).toMatchObject({ codeInterpreter: true });
});

const filters = (...levels: string[]) => ({
  categoryFilters: ["DANGEROUS_CONTENT", "HATE_SPEECH", "HARASSMENT", "SEXUALLY_EXPLICIT_CONTENT"].map(
    (category, at) => ({ category, filterLevel: levels[at] ?? levels[0] }),
  ),
});

test.each([
  ["most of each", { raiSettings: filters("BLOCK_MOST") }, "high", []],
  [
    "some, and none of one",
    { raiSettings: filters("BLOCK_SOME", "BLOCK_NONE", "BLOCK_SOME", "BLOCK_SOME") },
    "none",
    ["HATE_SPEECH"],
  ],
  ["what Dialogflow does by itself", { defaultRaiSettings: filters("BLOCK_FEW") }, "low", []],
])("harm is blocked: %s", async (_, generativeSafetySettings, contentFilter, unfilteredCategories) => {
  const found = await of("gcp.dialogflow.safety-settings", { [generative]: { generativeSafetySettings } });
  expect(found).toMatchObject({
    facets: { contentFilter, promptAttack: "none" },
    properties: { unfilteredCategories },
  });
});

test("prompt security is a filter of attacks, and what guards the agent", async () => {
  const safety = { promptSecuritySettings: { enablePromptSecurity: true } };
  const { resources, relationships } = await collect(
    {},
    { [generative]: { generativeSafetySettings: safety } },
  );
  expect(resources.find(({ type }) => type === "gcp.dialogflow.safety-settings")?.facets).toMatchObject({
    promptAttack: "high",
  });
  expect(told(relationships)).toEqual([
    "dialogflow:locations/europe-west1/agents/a guarded-by dialogflow:locations/europe-west1/agents/a/generativeSettings",
  ]);
});

test.each([
  ["of old", { enableStackdriverLogging: true }, true, false],
  ["of new", { advancedSettings: { loggingSettings: { enableInteractionLogging: true } } }, false, true],
  ["none", { advancedSettings: { loggingSettings: {} } }, false, false],
])("logging by settings %s", async (_, agent, cloudLogging, interactionLogging) => {
  expect((await of("gcp.dialogflow.agent", {}, agent)).properties).toMatchObject({
    cloudLogging,
    interactionLogging,
  });
});

test("what is kept is masked where the security settings name a template", async () => {
  const settings = "dialogflow:projects.locations.securitySettings.get";
  const agent = { securitySettings: `projects/${projectId}/locations/europe-west1/securitySettings/s` };
  const masked = { redactionStrategy: "REDACT_WITH_SERVICE", inspectTemplate: "t" };
  expect((await of("gcp.dialogflow.agent", { [settings]: masked }, agent)).properties).toMatchObject({
    redaction: true,
  });
  const untold = { redactionStrategy: "REDACT_WITH_SERVICE" };
  expect((await of("gcp.dialogflow.agent", { [settings]: untold }, agent)).properties).toMatchObject({
    redaction: false,
  });
  const refused = await of(
    "gcp.dialogflow.agent",
    { [settings]: denied("dialogflow.securitySettings.get") },
    agent,
  );
  expect(refused.unknown).toHaveProperty(["properties.redaction"]);
});

test("each further question that is refused makes one fact unknown, and the agent stands", async () => {
  const found = await of("gcp.dialogflow.agent", {
    [webhooks]: denied("dialogflow.webhooks.list"),
    [tools]: denied("dialogflow.tools.list"),
    [generative]: denied("dialogflow.agents.get"),
    "dialogflow:projects.locations.getEncryptionSpec": denied("dialogflow.encryptionspec.get"),
  });
  expect(Object.keys(found.unknown ?? {})).toEqual([
    "facets.codeInterpreter",
    "facets.customerKey",
    "relationships.uses-tool",
    "relationships.guarded-by",
  ]);
});

const es = (answers: Answers) => collectGcp(dialogflowEs, answers);
test("a project without an agent of the older edition has none", async () => {
  expect((await es({})).resources).toEqual([]);
  expect((await es({ "dialogflow:projects.getAgent": { fails: "not-found" } })).resources).toEqual([]);
});

test("one of the older edition sends its webhook what it is given and nothing else", async () => {
  const fulfillment = (genericWebService: object) => ({
    "dialogflow:projects.getAgent": {
      parent: `projects/${projectId}`,
      displayName: "old",
      enableLogging: true,
    },
    "dialogflow:projects.agent.getFulfillment": {
      name: `projects/${projectId}/agent/fulfillment`,
      enabled: true,
      genericWebService,
    },
  });
  const proofs = async (service: object) =>
    (await es(fulfillment(service))).resources.flatMap(({ properties }) =>
      "proof" in properties ? [properties.proof] : [],
    );
  expect(await proofs({ uri: "https://hook.claims.example" })).toEqual(["none"]);
  expect(await proofs({ uri: "https://hook.claims.example", username: "u" })).toEqual(["password"]);
  expect(await proofs({ uri: "https://x.cloudfunctions.net/f", isCloudFunction: true })).toEqual([
    "google-identity",
  ]);
});
