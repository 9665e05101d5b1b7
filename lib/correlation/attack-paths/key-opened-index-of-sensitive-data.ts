import { at, defineAttackPath, into, maybe } from "#lib/domain/attack-path.ts";
import { disableKeys, restrictNetwork } from "#lib/domain/attack-path-fixes.ts";
import { holding, related, sampleResource } from "#lib/domain/sample-resource.ts";

const index = (
  facets: { publicNetwork?: boolean; keyAuthentication?: boolean },
  level: "sensitive" | "public",
) =>
  sampleResource(
    "vector-store",
    "index",
    { publicNetwork: true, keyAuthentication: true, broadAccess: false, ...facets },
    holding(level),
  );
const base = sampleResource("knowledge-base", "base");
const agent = sampleResource("agent", "agent");
const chain = related("base indexes-into index", "agent grounded-on base");

export default defineAttackPath({
  id: "key-opened-index-of-sensitive-data",
  title: "One key opens the index of sensitive data from anywhere",
  severity: "medium",
  layers: ["data", "api"],
  story:
    "{0} answers the internet to whoever holds its key, and with it everything sensitive that {1} looks up there.",
  fixes: [
    disableKeys(0, "Turn off the keys of {0} and let those who query it use their identities"),
    restrictNetwork(0, "Refuse public network access to {0}"),
  ],
  atlas: ["AML.T0085.000", "AML.T0055"],
  owasp: ["LLM08:2025", "LLM02:2025"],
  answers: ["P17", "R12"],

  from: at(
    "vector-store",
    ({ facets, derived }) =>
      facets.publicNetwork && facets.keyAuthentication && derived?.sensitivity?.level === "sensitive",
  ),
  hops: [
    maybe(
      into("indexes-into", "grounded-on", "invokes", "serves"),
      at(["vector-store", "agent", "compute"]),
      {
        max: 2,
        between: ["knowledge-base"],
      },
    ),
  ],
  identity: { start: 0, end: 0 },

  examples: () => [
    {
      name: "an index with keys on the public network that grounds an agent",
      resources: [index({}, "sensitive"), base, agent],
      relationships: chain,
      paths: [["index", "base", "agent"]],
    },
    {
      name: "an index that nobody is seen to read",
      resources: [index({}, "sensitive")],
      relationships: [],
      paths: [["index"]],
    },
    {
      name: "identities only",
      resources: [index({ keyAuthentication: false }, "sensitive"), base, agent],
      relationships: chain,
      paths: [],
    },
    {
      name: "a private index",
      resources: [index({ publicNetwork: false }, "sensitive"), base, agent],
      relationships: chain,
      paths: [],
    },
    {
      name: "an index of brochures",
      resources: [index({}, "public"), base, agent],
      relationships: chain,
      paths: [],
    },
  ],
});
