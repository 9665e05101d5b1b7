import { at, defineAttackPath, maybe, out } from "#lib/domain/attack-path.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const index = (facets: { publicNetwork: boolean; keyAuthentication: boolean; broadAccess: boolean }) =>
  sampleResource("vector-store", "index", facets, {
    derived: { sensitivity: { level: "sensitive", dataClasses: [], reasons: [] } },
  });
const store = sampleResource("data-store", "store");
const chain = [{ from: "index", kind: "ingests" as const, to: "store" }];

export default defineAttackPath({
  id: "exposed-index-of-sensitive-data",
  title: "The index of sensitive data is open to whoever reaches it",
  severity: "high",
  layers: ["data", "api"],
  story:
    "{0} holds what was read from {1}, answers the internet, and lets in far more than the application that needs it.",
  fixes: [
    {
      aspect: "narrow-data-access",
      stop: 0,
      change: "Name the identities that may query {0}",
      effort: "low",
      checks: ["vector-store/narrow-access"],
    },
    {
      aspect: "restrict-network",
      stop: 0,
      change: "Refuse public network access to {0}",
      effort: "medium",
      checks: ["*/not-reachable-from-public-network", "azure/ai-account-firewall", "*private-endpoint*"],
    },
  ],
  atlas: ["AML.T0085.000", "AML.T0036"],
  owasp: ["LLM08:2025", "LLM02:2025"],
  answers: ["P17", "R12"],

  from: at(
    "vector-store",
    ({ facets, derived }) =>
      facets.publicNetwork && facets.broadAccess && derived?.sensitivity?.level === "sensitive",
  ),
  hops: [maybe(out("ingests"), at(["data-store", "dataset", "vector-store"]))],
  identity: { start: 0, end: 0 },

  examples: () => [
    {
      name: "a public index whose data policy lets everybody in",
      resources: [index({ publicNetwork: true, keyAuthentication: false, broadAccess: true }), store],
      relationships: chain,
      paths: [["index", "store"]],
    },
    {
      name: "a public index that names who may query",
      resources: [index({ publicNetwork: true, keyAuthentication: true, broadAccess: false }), store],
      relationships: chain,
      paths: [],
    },
    {
      name: "a private index",
      resources: [index({ publicNetwork: false, keyAuthentication: true, broadAccess: true }), store],
      relationships: chain,
      paths: [],
    },
  ],
});
