import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const first = sampleResource("compute", "first");
const second = sampleResource("compute", "second");
const key = (owned: boolean) => sampleResource("credential", "key", { owned });
const project = sampleResource("tenant", "project");
const chain = related(
  "first holds-credential-of key",
  "second holds-credential-of key",
  "project contains key",
);

export default defineAttackPath({
  id: "shared-unowned-key",
  title: "Several applications share a key that nobody answers for",
  severity: "medium",
  layers: ["identity", "api", "data"],
  story:
    "{0} and others use {1}, which nobody owns: a leak in any of them opens {2}, and nobody can say whose it was.",
  fixes: [
    {
      aspect: "name-key-owner",
      stop: 1,
      change: "Name a team that answers for {1}",
      effort: "low",
      checks: ["credential/*"],
    },
    {
      aspect: "split-key",
      stop: 1,
      change: "Give each application a key of its own in place of {1}",
      effort: "medium",
      checks: ["credential/*"],
    },
  ],
  atlas: ["AML.T0055", "AML.T0012"],
  owasp: ["LLM02:2025", "ASI03"],
  answers: ["R15"],

  from: at(["compute", "workflow", "build"]),
  hops: [
    over(
      out("holds-credential-of"),
      at(
        "credential",
        ({ key: held, facets }, graph) =>
          graph.edgesInto(held, "holds-credential-of").length > 1 && !facets.owned,
      ),
    ),
    over(
      [...into("contains"), ...out("can-read", "can-invoke", "can-manage", "holds-credential-of")],
      at(["tenant", "ai-service", "data-store", "dataset", "vector-store"]),
    ),
  ],
  identity: { start: 1, end: 1 },

  examples: () => [
    {
      name: "two functions with one key of a project, which nobody owns",
      resources: [first, second, key(false), project],
      relationships: chain,
      paths: [["first", "key", "project"]],
    },
    {
      name: "a team answers for it",
      resources: [first, second, key(true), project],
      relationships: chain,
      paths: [],
    },
    {
      name: "one function alone",
      resources: [first, second, key(false), project],
      relationships: chain.slice(1),
      paths: [],
    },
  ],
});
