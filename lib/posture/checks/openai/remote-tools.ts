import { defineCheck, fail, pass } from "#lib/domain/check.ts";

const reaching: ReadonlySet<string> = new Set(["mcp", "web_search", "code_interpreter", "computer_use"]);

export default defineCheck({
  id: "openai/remote-tools",
  title: "Hosted tools that reach elsewhere are off",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "openai.project",
  risk: "A prompt that takes over the model can then fetch and send through servers that nobody here looks at.",
  remediation: {
    summary: "Switch off the hosted tools that the application does not use.",
    cli: 'curl -X POST https://api.openai.com/v1/organization/projects/$PROJECT/hosted_tool_permissions -H "Authorization: Bearer $OPENAI_ADMIN_KEY" -d \'{"mcp":{"enabled":false},"web_search":{"enabled":false}}\'',
    terraform: "No provider resource sets it: keep the request beside the project's resource",
    console: ["platform.openai.com › Settings › Project › Hosted tools"],
  },
  references: [
    "https://platform.openai.com/docs/guides/tools",
    "https://genai.owasp.org/llmrisk/llm062025-excessive-agency/",
  ],

  evaluate: ({ properties: { remoteTools } }) => {
    const open = remoteTools.filter((tool) => reaching.has(tool));
    return open.length === 0 ? pass : fail(`On: ${open.join(", ")}`, { tools: open });
  },

  examples: {
    pass: [
      { name: "searches its own files", properties: { remoteTools: ["file_search"] } },
      { name: "none", properties: { remoteTools: [] } },
    ],
    fail: [
      {
        name: "servers of others, and the web",
        properties: { remoteTools: ["file_search", "mcp", "web_search"] },
      },
    ],
  },
});
