import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-return-urls",
  title: "AgentCore workload identity sends users' tokens back over TLS only",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.agentcore.workload-identity",
  risk: "A session of a user's consent can be taken over on its way back, and with it the user's token.",
  remediation: {
    summary: "List only https addresses of the application itself.",
    cli: "aws bedrock-agentcore-control update-workload-identity --name <name> --allowed-resource-oauth2-return-urls https://app.example.com/callback",
    terraform: 'allowed_resource_oauth2_return_urls = ["https://app.example.com/callback"]',
    console: ["Set the return addresses with the command line; the console does not show them"],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_GetWorkloadIdentity.html",
    "https://datatracker.ietf.org/doc/html/rfc9700",
  ],

  evaluate: ({ properties: { returnUrls } }) => {
    if (returnUrls.length === 0) return notApplicable;
    const open = returnUrls.filter((url) => !url.startsWith("https://") || url.includes("*"));
    return open.length === 0 ? pass : fail(`Tokens may be sent back to ${open.join(", ")}`, { open });
  },

  examples: {
    pass: [{ name: "https", properties: { returnUrls: ["https://app.example.com/callback"] } }],
    fail: [
      {
        name: "plain http beside https",
        properties: { returnUrls: ["https://app.example.com/cb", "http://localhost:8081/cb"] },
      },
      { name: "a wildcard", properties: { returnUrls: ["https://*.example.com/cb"] } },
    ],
    notApplicable: [{ name: "none", properties: { returnUrls: [] } }],
  },
});
