import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/agent-code-without-files",
  title: "Foundry agent does not both run code and read files",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "azure.ai-foundry.agent",
  risk: "An instruction hidden in a file it reads becomes code it runs over every other file it was given.",
  remediation: {
    summary:
      "Take the code interpreter from the agent that reads files, or give the files to one that runs no code.",
    cli: 'az rest --resource https://ai.azure.com --method post --url "<project-endpoint>/agents/<agent>/versions?api-version=v1" --body @agent-without-code-interpreter.json',
    terraform: "azapi_data_plane_resource for the agent, whose definition lists either tool and not both",
    console: [
      "Open Azure AI Foundry › the project › Agents › the agent",
      "Remove Code interpreter, or remove File search and the files",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/agents/how-to/tools/code-interpreter"],

  evaluate: ({ facets: { codeInterpreter }, properties: { readsFiles, tools } }) =>
    codeInterpreter && readsFiles ? fail("It runs code, and reads files", { tools }) : pass,

  examples: {
    pass: [
      {
        name: "runs code over nothing",
        facets: { codeInterpreter: true },
        properties: { readsFiles: false, tools: ["code_interpreter"] },
      },
      {
        name: "searches files",
        facets: { codeInterpreter: false },
        properties: { readsFiles: true, tools: ["file_search"] },
      },
      { name: "neither", facets: { codeInterpreter: false }, properties: { readsFiles: false, tools: [] } },
    ],
    fail: [
      {
        name: "both",
        facets: { codeInterpreter: true },
        properties: { readsFiles: true, tools: ["code_interpreter", "file_search"] },
      },
    ],
  },
});
