import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/mcp-server-encrypted",
  title: "Registered MCP server is reached over TLS",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.agentregistry.mcp-server",
  risk: "What agents ask of the tools, and the tokens that go with it, can be read and changed on the way.",
  remediation: {
    summary: "Serve it over https and register that address.",
    cli: "gcloud alpha agent-registry services update SERVICE --location LOCATION, with interfaces that begin with https://",
    terraform: "Agent Registry has no Terraform resource yet: register the https address by services.patch",
    console: ["Agent Registry › open the MCP server › Edit", "Interface › an https address"],
  },
  references: [
    "https://docs.cloud.google.com/agent-registry/docs/overview",
    "https://modelcontextprotocol.io/specification/2025-06-18/basic/authorization",
  ],

  evaluate: ({ properties: { clearTextUrls } }) =>
    clearTextUrls.length === 0
      ? pass
      : fail(`It is registered at ${clearTextUrls.join(", ")}`, { clearTextUrls }),

  examples: {
    pass: [{ name: "https", properties: { clearTextUrls: [] } }],
    fail: [
      {
        name: "one of its addresses is http",
        properties: { clearTextUrls: ["http://tools.acme.example/mcp"] },
      },
    ],
  },
});
