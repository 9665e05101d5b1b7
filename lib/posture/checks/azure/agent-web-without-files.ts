import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/agent-web-without-files",
  title: "Foundry agent does not both read files and go out to the web",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "azure.ai-foundry.agent",
  risk: "A web page it reads can tell it to put what is in its files into the next address it opens.",
  remediation: {
    summary:
      "Give the web to one agent and the files to another, and let neither hand the other's words on unread.",
    cli: 'az rest --resource https://ai.azure.com --method post --url "<project-endpoint>/agents/<agent>/versions?api-version=v1" --body @agent-without-web.json',
    terraform:
      "azapi_data_plane_resource for the agent, whose definition lists either kind of tool and not both",
    console: [
      "Open Azure AI Foundry › the project › Agents › the agent",
      "Remove Grounding with Bing or Browser automation, or remove File search and the files",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/ai-foundry/agents/how-to/tools/bing-grounding",
    "https://genai.owasp.org/llmrisk/llm01-prompt-injection/",
  ],

  evaluate: ({ properties: { readsFiles, searchesWeb, tools } }) =>
    readsFiles && searchesWeb ? fail("It reads files, and goes out to the web", { tools }) : pass,

  examples: {
    pass: [
      {
        name: "the web only",
        properties: { readsFiles: false, searchesWeb: true, tools: ["bing_grounding"] },
      },
      { name: "files only", properties: { readsFiles: true, searchesWeb: false, tools: ["file_search"] } },
    ],
    fail: [
      {
        name: "both",
        properties: { readsFiles: true, searchesWeb: true, tools: ["bing_grounding", "file_search"] },
      },
    ],
  },
});
