import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const key = (restricted: boolean) => sampleResource("credential", "key", { restricted });
const project = (spendLimited: boolean | null) =>
  sampleResource("tenant", "project", { spendLimited, usesModels: true });
const chain = related("project contains key");

export default defineAttackPath({
  id: "unlimited-spend-behind-key",
  title: "A leaked key would run up a provider's bill without a limit",
  severity: "medium",
  layers: ["identity", "model"],
  story: "Whoever finds {0} can use every model of {1}, and no limit or alarm stops the bill.",
  fixes: [
    {
      aspect: "limit-spend",
      stop: 1,
      change: "Set a monthly limit and an alarm for {1}",
      effort: "low",
      checks: ["tenant/*", "budget/*"],
    },
    {
      aspect: "restrict-key",
      stop: 0,
      change: "Narrow {0} to the models and rates its application needs",
      effort: "low",
      checks: ["credential/*"],
    },
  ],
  atlas: ["AML.T0034", "AML.T0055"],
  owasp: ["LLM10:2025", "ASI03"],
  answers: ["P22", "R06"],

  from: at("credential", ({ facets }) => !facets.restricted),
  hops: [
    over(
      [...into("contains"), ...out("holds-credential-of")],
      at("tenant", ({ facets }) => facets.usesModels && facets.spendLimited === false),
    ),
  ],

  examples: () => [
    {
      name: "an unrestricted key of a project without a limit",
      resources: [key(false), project(false)],
      relationships: chain,
      paths: [["key", "project"]],
    },
    {
      name: "a project with a limit",
      resources: [key(false), project(true)],
      relationships: chain,
      paths: [],
    },
    {
      name: "a provider that limits spending elsewhere",
      resources: [key(false), project(null)],
      relationships: chain,
      paths: [],
    },
    {
      name: "a key narrowed to what its application needs",
      resources: [key(true), project(false)],
      relationships: chain,
      paths: [],
    },
  ],
});
