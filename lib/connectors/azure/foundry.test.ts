import { describe, expect, test } from "vitest";

import {
  collectAzure,
  denied,
  graphRows,
  group,
  list,
  subscription,
  told,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { connections } from "./connections.ts";
import { foundryAgents } from "./foundry-agents.ts";
import { foundryEvaluations } from "./foundry-evaluations.ts";
import { foundryProjects } from "./foundry-projects.ts";

const accountId = `${group}/providers/Microsoft.CognitiveServices/accounts/AIF`;
const projectId = `${accountId}/projects/Claims`;
const endpoint = "https://aif.services.ai.azure.com/api/projects/Claims";
const account = {
  id: accountId,
  name: "AIF",
  type: "microsoft.cognitiveservices/accounts",
  kind: "AIServices",
  location: "swedencentral",
  properties: { encryption: { keySource: "Microsoft.KeyVault" } },
};
const project = {
  id: projectId,
  name: "AIF/Claims",
  type: "microsoft.cognitiveservices/accounts/projects",
  location: "swedencentral",
  tags: { owner: "claims" },
  identity: { type: "SystemAssigned", principalId: "p1", tenantId: "t" },
  properties: { isDefault: true, endpoints: { "AI Foundry API": endpoint } },
};
const graph = graphRows(account, project);

test("a project is told with its account, where it answers and as whom it acts", async () => {
  const { resources, relationships, outcome } = await collectAzure(foundryProjects, {
    "Microsoft.ResourceGraph/Resources": graph,
  });
  expect(outcome.state).toBe("complete");
  expect(resources).toEqual([
    {
      key: projectId.toLowerCase(),
      type: "azure.ai-foundry.project",
      name: "Claims",
      account: subscription,
      region: "swedencentral",
      tags: { owner: "claims" },
      properties: { accountKey: accountId.toLowerCase(), endpoint, managedIdentity: true },
      facets: {
        singleSignOn: true,
        multiFactor: null,
        spendLimited: null,
        addressesLimited: null,
        retention: null,
        usesModels: false,
        members: [],
      },
    },
  ]);
  const base = "microsoft.cognitiveservices/accounts/aif";
  expect(told(relationships)).toEqual([
    `${base}/projects/claims hosted-on ${base}`,
    `${base}/projects/claims runs-as ${base}/projects/claims/identities/system`,
  ]);
});

describe("connections", () => {
  const connection = (name: string, properties: object, holder = projectId) => ({
    id: `${holder}/connections/${name}`,
    name,
    type: "Microsoft.CognitiveServices/accounts/projects/connections",
    properties: {
      category: "AzureOpenAI",
      target: "https://aoai.openai.azure.com/",
      isSharedToAll: true,
      ...properties,
    },
  });
  const collect = (given: Answers = {}) =>
    collectAzure(connections, {
      "Microsoft.ResourceGraph/Resources": graph,
      "Microsoft.CognitiveServices/Connections_List": list(
        connection("shared", { authType: "ApiKey" }, accountId),
      ),
      "Microsoft.CognitiveServices/ProjectConnections_List": list(
        connection("shared", { authType: "ApiKey" }, accountId),
        connection("search", {
          authType: "AAD",
          category: "CognitiveSearch",
          target: "https://SRCH.search.windows.net",
          metadata: {
            ApiType: "Azure",
            ResourceId: `${group}/providers/Microsoft.Search/searchServices/SRCH`,
          },
        }),
      ),
      ...given,
    });

  test("are told where they lead and by what, each once, and never with their secret", async () => {
    const { resources } = await collect();
    expect(resources.map(({ name, properties, facets }) => [name, properties, facets])).toEqual([
      [
        "shared",
        {
          category: "AzureOpenAI",
          authType: "ApiKey",
          holdsSecret: true,
          targetHost: "aoai.openai.azure.com",
          targetKey: null,
          sharedToAll: true,
          expiresAt: null,
        },
        { rotation: false, customerKey: true },
      ],
      [
        "search",
        {
          category: "CognitiveSearch",
          authType: "AAD",
          holdsSecret: false,
          targetHost: "srch.search.windows.net",
          targetKey: `${group}/providers/Microsoft.Search/searchServices/SRCH`.toLowerCase(),
          sharedToAll: true,
          expiresAt: null,
        },
        { rotation: true, customerKey: true },
      ],
    ]);
  });

  test.each([
    ["AAD", false],
    ["ManagedIdentity", false],
    ["AgenticIdentityToken", false],
    ["None", false],
    ["ApiKey", true],
    ["AccountKey", true],
    ["SAS", true],
    ["PAT", true],
    ["OAuth2", true],
    ["CustomKeys", true],
    ["SomethingOfTomorrow", true],
  ])("by %s hold a secret: %s", async (authType, holdsSecret) => {
    const { get } = await collect({
      "Microsoft.CognitiveServices/ProjectConnections_List": list(connection("one", { authType })),
    });
    expect(get("one").properties).toMatchObject({ holdsSecret });
  });
});

const prompt = (definition: object = {}, rest: object = {}) => ({
  object: "agent",
  id: "Helper",
  name: "Helper",
  versions: {
    latest: {
      object: "agent.version",
      id: "Helper:3",
      name: "Helper",
      version: "3",
      definition: { kind: "prompt", model: "gpt-4o", instructions: "Answer.", tools: [], ...definition },
    },
  },
  ...rest,
});
const agentsWith = (given: Answers = {}) =>
  collectAzure(foundryAgents, {
    "Microsoft.ResourceGraph/Resources": graph,
    "foundry/Agents_List": { data: [prompt()] },
    "foundry/Assistants_List": { data: [] },
    "Microsoft.CognitiveServices/Deployments_List": list({
      name: "GPT-4o",
      properties: { raiPolicyName: "Strict" },
    }),
    ...given,
  });
const base = "microsoft.cognitiveservices/accounts/aif";

describe("an agent", () => {
  test("is told with the deployment it calls, the filter it answers under and as whom it acts", async () => {
    const { get, relationships, outcome } = await agentsWith();
    expect(outcome.state).toBe("complete");
    expect(get("Helper")).toMatchObject({
      key: `${projectId}/agents/Helper`.toLowerCase(),
      properties: {
        kind: "prompt",
        version: "3",
        model: "gpt-4o",
        tools: [],
        readsFiles: false,
        searchesWeb: false,
        hasInstructions: true,
        filter: null,
      },
      facets: { codeInterpreter: false, sessionTtlSeconds: null, customerKey: true },
    });
    const agent = `${base}/projects/claims/agents/helper`;
    expect(told(relationships)).toEqual([
      `${agent} hosted-on ${base}/projects/claims`,
      `${agent} runs-as ${base}/projects/claims/identities/system`,
      `${agent} invokes ${base}/deployments/gpt-4o`,
      `${agent} guarded-by ${base}/raipolicies/strict`,
    ]);
  });

  test("with a filter of its own answers under that, and acts as itself where it was given an identity", async () => {
    const { relationships } = await agentsWith({
      "foundry/Agents_List": {
        data: [
          prompt({ rai_config: { rai_policy_name: "Own" } }, { instance_identity: { principal_id: "P9" } }),
        ],
      },
    });
    expect(told(relationships).filter((text) => /guarded-by|runs-as/.test(text))).toEqual([
      expect.stringMatching(/runs-as \/subscriptions\/.*\/principals\/p9$/),
      expect.stringMatching(/guarded-by .*\/raipolicies\/own$/),
    ]);
  });

  test("on a deployment without a filter answers under Azure's default", async () => {
    const { relationships } = await agentsWith({
      "Microsoft.CognitiveServices/Deployments_List": list({ name: "gpt-4o", properties: {} }),
    });
    expect(told(relationships).find((text) => text.includes("guarded-by"))).toMatch(/microsoft\.defaultv2$/);
  });

  test("whose deployments may not be read does not say that nothing guards it", async () => {
    const { get } = await agentsWith({
      "Microsoft.CognitiveServices/Deployments_List": denied("deployments/read"),
    });
    expect(get("Helper").unknown).toHaveProperty(["relationships.guarded-by"]);
  });

  test.each<[string, object[], object]>([
    [
      "runs code",
      [{ type: "code_interpreter", container: { type: "auto" } }],
      { codeInterpreter: true, readsFiles: false, searchesWeb: false },
    ],
    [
      "searches files",
      [{ type: "file_search", vector_store_ids: ["v"] }],
      { codeInterpreter: false, readsFiles: true, searchesWeb: false },
    ],
    [
      "reads the web",
      [{ type: "bing_grounding", bing_grounding: {} }],
      { codeInterpreter: false, readsFiles: false, searchesWeb: true },
    ],
    [
      "drives a computer",
      [{ type: "computer_use_preview" }],
      { codeInterpreter: true, readsFiles: false, searchesWeb: false },
    ],
    [
      "calls its caller's code",
      [{ type: "function", name: "f" }],
      { codeInterpreter: false, readsFiles: false, searchesWeb: false },
    ],
  ])(
    "that %s says so",
    async (_, tools, { codeInterpreter, ...properties }: { codeInterpreter?: boolean }) => {
      const { get } = await agentsWith({ "foundry/Agents_List": { data: [prompt({ tools })] } });
      expect(get("Helper")).toMatchObject({ properties, facets: { codeInterpreter } });
    },
  );

  test("of the first interface is told alike, with the files it was given", async () => {
    const { get } = await agentsWith({
      "foundry/Agents_List": { data: [] },
      "foundry/Assistants_List": {
        data: [
          {
            id: "asst_1",
            object: "assistant",
            name: "Old helper",
            model: "gpt-4o",
            instructions: null,
            tools: [{ type: "code_interpreter" }],
            tool_resources: { code_interpreter: { file_ids: ["file-1"] } },
          },
        ],
      },
    });
    expect(get("Old helper")).toMatchObject({
      properties: { kind: "assistant", version: null, readsFiles: true, hasInstructions: false },
      facets: { codeInterpreter: true },
    });
  });

  test("that may not be listed ends the collection as denied, with the action to grant", async () => {
    const permission = "Microsoft.CognitiveServices/accounts/AIServices/agents/read";
    const { outcome, resources } = await agentsWith({ "foundry/Agents_List": denied(permission) });
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission } });
    expect(resources).toEqual([]);
  });
});

describe("a tool", () => {
  const toolOf = async (...tools: object[]) => {
    const { resources } = await agentsWith({ "foundry/Agents_List": { data: [prompt({ tools })] } });
    return resources.filter(({ type }) => type === "azure.ai-foundry.agent-tool");
  };
  const mcp = { type: "mcp", server_label: "Tickets", server_url: "https://Tools.example/mcp" };
  const openapi = (auth: object, paths: object) => ({
    type: "openapi",
    openapi: {
      name: "rates",
      auth,
      spec: { openapi: "3.0.0", servers: [{ url: "https://rates.example/v1" }], paths },
    },
  });

  test.each<[string, object, object]>([
    [
      "a server of tools, asked each time",
      mcp,
      { requiresConfirmation: true, authentication: "none", changesState: true },
    ],
    [
      "a server of tools, never asked",
      { ...mcp, require_approval: "never" },
      { requiresConfirmation: false },
    ],
    [
      "a server of tools, sometimes asked",
      { ...mcp, require_approval: { never: { tool_names: ["read"] } } },
      { requiresConfirmation: false },
    ],
    ["a server of tools, by a connection", { ...mcp, project_connection_id: "c" }, { authentication: "key" }],
    [
      "an API that only reads",
      openapi({ type: "anonymous" }, { "/r": { get: {} } }),
      { changesState: false, authentication: "none" },
    ],
    [
      "an API that writes",
      openapi({ type: "managed_identity" }, { "/r": { get: {}, post: {} } }),
      { changesState: true, authentication: "identity" },
    ],
    ["an API by a key", openapi({ type: "project_connection" }, {}), { authentication: "key" }],
  ])("%s", async (_, tool, facets) => {
    const [found] = await toolOf(tool);
    expect(found?.facets).toMatchObject(facets);
  });

  test("is known by its server's host, and one that a caller runs is none", async () => {
    const tools = await toolOf(mcp, { type: "function", name: "f" }, { type: "mcp" });
    expect(tools.map(({ name, facets }) => [name, facets])).toEqual([
      ["Tickets", expect.objectContaining({ hosts: ["tools.example"] })],
    ]);
  });
});

test("an evaluation is told with what it measures and when it last finished", async () => {
  const { resources, calls } = await collectAzure(foundryEvaluations, {
    "Microsoft.ResourceGraph/Resources": graph,
    "foundry/Evals_List": {
      data: [
        {
          id: "eval_1",
          name: "Claims quality",
          testing_criteria: [
            { type: "azure_ai_evaluator", name: "g", evaluator_name: "builtin.groundedness" },
            { type: "string_check", name: "exact" },
          ],
        },
      ],
    },
    "foundry/EvalRuns_List": {
      data: [
        { id: "r1", status: "completed", created_at: 1_767_225_600 },
        { id: "r2", status: "failed", created_at: 1_767_312_000 },
      ],
    },
  });
  expect(calls.at(-1)).toEqual({ operation: "foundry/EvalRuns_List", input: { endpoint, evalId: "eval_1" } });
  expect(resources).toMatchObject([
    {
      name: "Claims quality",
      properties: { lastStatus: "failed", runCount: 2 },
      facets: { finishedAt: "2026-01-01T00:00:00.000Z", measures: ["builtin.groundedness", "exact"] },
    },
  ]);
});
