import { expect, test } from "vitest";

import { collectGcp, type Answers } from "#tests/support/recorded-gcp.ts";
import { agentRegistry } from "./agent-registry.ts";

const system = (name: string, value: object) => ({ [`agentregistry.googleapis.com/system/${name}`]: value });
const collect = (answers: Answers) =>
  collectGcp(agentRegistry, {
    "agentregistry:projects.locations.list": { locations: [{ locationId: "global" }] },
    ...answers,
  });
const server = (given: object) =>
  collect({
    "agentregistry:projects.locations.mcpServers.list": {
      mcpServers: [
        { name: "projects/582910347716/locations/global/mcpServers/m", displayName: "m", ...given },
      ],
    },
  });

test("an agent that Agent Engine runs is known from there, any other from here", async () => {
  const { resources } = await collect({
    "agentregistry:projects.locations.agents.list": {
      agents: [
        {
          name: "projects/1/locations/global/agents/a",
          attributes: system("RuntimeReference", {
            uri: "//aiplatform.googleapis.com/projects/1/locations/us-central1/reasoningEngines/7",
          }),
        },
        {
          name: "projects/1/locations/global/agents/b",
          displayName: "partner agent",
          attributes: system("Framework", { framework: "langgraph" }),
          protocols: [{ type: "A2A_AGENT", interfaces: [{ url: "https://Agent.partner.example/a2a" }] }],
        },
      ],
    },
  });
  expect(resources).toMatchObject([
    {
      name: "partner agent",
      properties: {
        framework: "langgraph",
        runsOn: null,
        hosts: ["agent.partner.example"],
        protocols: ["A2A_AGENT"],
      },
    },
  ]);
  expect(Object.keys(resources[0]?.unknown ?? {})).toEqual([
    "facets.codeInterpreter",
    "facets.customerKey",
    "relationships.guarded-by",
  ]);
});

test("what a server of somebody else asks of its callers is not told", async () => {
  const { only } = await server({
    interfaces: [{ url: "http://tools.partner.example/mcp", protocolBinding: "JSONRPC" }],
    tools: [
      { name: "pay", annotations: { destructiveHint: true } },
      { name: "look", annotations: { readOnlyHint: true } },
    ],
  });
  expect(only()).toMatchObject({
    properties: { tools: ["pay", "look"], clearTextUrls: ["http://tools.partner.example/mcp"] },
    facets: { changesState: true, hosts: ["tools.partner.example"] },
  });
  expect(Object.keys(only().unknown ?? {})).toEqual([
    "facets.requiresConfirmation",
    "facets.authentication",
    "facets.publicNetwork",
  ]);
});

test("Google's own servers ask for a Google identity", async () => {
  const { only } = await server({
    interfaces: [{ url: "https://bigquery.googleapis.com/mcp" }],
    tools: [{ name: "list", annotations: { readOnlyHint: true } }],
  });
  expect(only().facets).toMatchObject({ authentication: "identity", changesState: false });
});

test("an address of Google's in front of somebody else's does not vouch for it", async () => {
  const interfaces = [{ url: "https://bigquery.googleapis.com/mcp" }, { url: "https://x.example/mcp" }];
  expect((await server({ interfaces })).only().unknown).toHaveProperty(["facets.authentication"]);
});
