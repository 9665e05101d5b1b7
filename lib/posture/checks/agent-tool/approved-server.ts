import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { listParameter, matchesAny } from "#lib/domain/parameter.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const vendor = { hosts: ["mcp.vendor.example"] };
const approving = (...approvedServers: string[]) => ({ parameters: { approvedServers } });

export default defineCheck({
  id: "agent-tool/approved-server",
  title: "Agents use tool servers that are your own or on the approved list",
  severity: "high",
  layer: "api",
  function: "protect",
  evidenceFor: "plugins-and-data-connections",
  // The tools whose address is a server elsewhere. The server of others is the resource itself.
  appliesTo: [
    "azure.ai-foundry.agent-tool",
    "aws.qbusiness.plugin",
    "gcp.agentregistry.mcp-server",
    "gcp.dialogflow.webhook",
  ],
  follows: ["invokes"],
  followDepth: 1,
  risk: "A server that nobody reviewed names the tools, describes them to the model in its own words, and is sent what the agent knows.",
  remediation: {
    summary:
      "Take the tool away from the agent, or have its publisher reviewed and add the host to the list.",
    cli: 'curl -X PUT -H "Authorization: Bearer $TOKEN" -d \'{"approvedServers":["*.githubcopilot.com"]}\' https://<nacre>/api/v1/check-parameters/agent-tool/approved-server',
    terraform: "Name an approved server in the agent's tools",
    console: [
      "Settings › Checks › Agents use tool servers that are your own or on the approved list",
      "Add the host",
    ],
  },
  references: [
    "https://modelcontextprotocol.io/specification/2025-06-18/basic/security_best_practices",
    "https://genai.owasp.org/resource/agentic-ai-threats-and-mitigations/",
  ],

  parameters: {
    approvedServers: listParameter({
      title: "Approved tool servers",
      help: "Hosts, or with * for what may follow: *.githubcopilot.com. Servers of your own need not be named. While it is empty, the check does not apply.",
      default: [],
    }),
  },

  evaluate: ({ key, facets: { hosts } }, graph, { approvedServers }) => {
    if (approvedServers.length === 0 || hosts.length === 0) return notApplicable;
    const others = hosts.filter((host) => !matchesAny(host, approvedServers));
    if (others.length === 0 || graph.follow(key, "invokes").length > 0) return pass;
    return fail(`It is at ${others.join(", ")}, which nobody approved`, { hosts: others });
  },

  examples: {
    pass: [
      { name: "on the list", facets: vendor, ...approving("mcp.vendor.example") },
      { name: "of an approved publisher", facets: vendor, ...approving("*.vendor.example") },
      {
        name: "a server of one's own",
        facets: { hosts: ["tools.acme.example"] },
        ...approving("mcp.vendor.example"),
        neighbours: {
          resources: [sampleResource("compute", "server")],
          relationships: related("example invokes server"),
        },
      },
    ],
    fail: [
      { name: "of somebody else", facets: vendor, ...approving("*.githubcopilot.com") },
      { name: "whose name only ends like an approved one", facets: vendor, ...approving("vendor.example") },
    ],
    notApplicable: [
      { name: "nothing is decided yet", facets: vendor },
      { name: "no server at all", facets: { hosts: [] }, ...approving("mcp.vendor.example") },
    ],
  },
});
