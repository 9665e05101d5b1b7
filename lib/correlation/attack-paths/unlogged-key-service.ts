import { at, defineAttackPath, maybe, toDeployments } from "#lib/domain/attack-path.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const service = (facets: { publicNetwork?: boolean; keyAuthentication?: boolean; logsRequests?: boolean }) =>
  sampleResource("ai-service", "service", {
    publicNetwork: true,
    keyAuthentication: true,
    logsRequests: false,
    ...facets,
  });
const deployment = sampleResource("model-deployment", "deployment");
const chain = [{ from: "deployment", kind: "hosted-on" as const, to: "service" }];

export default defineAttackPath({
  id: "unlogged-key-service",
  title: "A leaked key would run up model costs unseen",
  severity: "high",
  layers: ["api", "model"],
  story: "Whoever finds a key of {0} can use {1} from anywhere, on your bill, and no log would show it.",
  fixes: [
    {
      aspect: "disable-keys",
      stop: 0,
      change: "Turn off key authentication of {0} and let callers use their identities",
      effort: "medium",
      checks: ["*/requires-identity-not-keys"],
    },
    {
      aspect: "restrict-network",
      stop: 0,
      change: "Refuse public network access to {0}, or name the networks that may call",
      effort: "medium",
      checks: ["*/not-reachable-from-public-network", "azure/ai-account-firewall", "*private-endpoint*"],
    },
    {
      aspect: "log-requests",
      stop: 0,
      change: "Send the request log of {0} to a workspace that is watched: does not close it, makes it seen",
      effort: "low",
      checks: ["*/logs-requests", "azure/diagnostic-setting-sends"],
    },
  ],
  atlas: ["AML.T0055", "AML.T0040", "AML.T0034"],
  owasp: ["LLM10:2025", "ASI03"],
  answers: ["P22", "R06", "R13"],

  from: at(
    "ai-service",
    ({ facets }) => facets.publicNetwork && facets.keyAuthentication && !facets.logsRequests,
  ),
  hops: [maybe(toDeployments, at(["model-deployment", "ai-service"]))],
  identity: { start: 0, end: 0 },

  examples: () => [
    {
      name: "keys, public network, no request log",
      resources: [service({}), deployment],
      relationships: chain,
      paths: [["service", "deployment"]],
    },
    {
      name: "a service with nothing deployed yet",
      resources: [service({})],
      relationships: [],
      paths: [["service"]],
    },
    {
      name: "the same with a request log",
      resources: [service({ logsRequests: true }), deployment],
      relationships: chain,
      paths: [],
    },
    {
      name: "identities only",
      resources: [service({ keyAuthentication: false }), deployment],
      relationships: chain,
      paths: [],
    },
  ],
});
