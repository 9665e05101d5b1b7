import { defineAttackPath, into, over } from "#lib/domain/attack-path.ts";
import { aiCaller, openToolServer } from "#lib/domain/attack-path-stops.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const tool = (authentication: "none" | "identity") =>
  sampleResource("agent-tool", "tool", { publicNetwork: true, authentication });
const caller = sampleResource("compute", "caller");
const service = sampleResource("ai-service", "service");
const chain = [
  { from: "caller", kind: "invokes" as const, to: "tool" },
  { from: "caller", kind: "invokes" as const, to: "service" },
];

export default defineAttackPath({
  id: "open-tool-server",
  title: "An agent's tool server answers anyone",
  severity: "high",
  layers: ["api", "pipeline"],
  story:
    "Anyone on the internet can use {0} as {1} does: read what it returns, act through it, and learn what the agent is told.",
  fixes: [
    {
      aspect: "require-authentication",
      stop: 0,
      change: "Require {0} to authenticate its callers and to check what each may do",
      effort: "low",
      checks: ["*/authentication", "azure/apim-exposure", "gcp/*-not-every-google-account"],
    },
    {
      aspect: "remove-public-network",
      stop: 0,
      change: "Take {0} off the public network and let {1} reach it privately",
      effort: "medium",
      checks: ["*/not-reachable-from-public-network"],
    },
  ],
  atlas: ["AML.T0049", "AML.T0053", "AML.T0110", "AML.T0086"],
  owasp: ["LLM06:2025", "LLM03:2025", "ASI02", "ASI07"],
  answers: ["P11", "R10"],

  from: openToolServer,
  hops: [over(into("uses-tool", "invokes"), aiCaller)],
  identity: { start: 0, end: 0 },

  examples: () => [
    {
      name: "a tool server without authentication, used by an application that calls a model",
      resources: [tool("none"), caller, service],
      relationships: chain,
      paths: [["tool", "caller"]],
    },
    {
      name: "the same server with authentication",
      resources: [tool("identity"), caller, service],
      relationships: chain,
      paths: [],
    },
    {
      name: "an open server that no AI application uses",
      resources: [tool("none"), caller],
      relationships: chain.slice(0, 1),
      paths: [],
    },
  ],
});
