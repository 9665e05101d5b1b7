import { at, defineAttackPath, maybe, out, over, toDeployments } from "#lib/domain/attack-path.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const fn = (secretVariables: string[]) => sampleResource("compute", "fn", { secretVariables });
const service = sampleResource("ai-service", "service", { keyAuthentication: true });
const deployment = sampleResource("model-deployment", "deployment");
const chain = [
  { from: "fn", kind: "holds-credential-of" as const, to: "service" },
  { from: "deployment", kind: "hosted-on" as const, to: "service" },
];

export default defineAttackPath({
  id: "clear-credential-to-ai-service",
  title: "A model provider's key lies in clear in a function's settings",
  severity: "high",
  layers: ["pipeline", "identity", "model"],
  story:
    "Whoever may look at the settings of {0} reads a key that opens {1}, from anywhere and as nobody in particular.",
  fixes: [
    {
      aspect: "move-secret-to-store",
      stop: 0,
      change: "Rotate the key and let {0} read it from a secret store at run time",
      effort: "low",
      checks: ["*/secrets-by-reference"],
    },
    {
      aspect: "disable-keys",
      stop: 1,
      change: "Turn off key authentication of {1} and federate the identity of {0} instead",
      effort: "medium",
      checks: ["*/requires-identity-not-keys"],
    },
  ],
  atlas: ["AML.T0055", "AML.T0083", "AML.T0091", "AML.T0034"],
  owasp: ["LLM02:2025", "LLM10:2025", "ASI03"],

  from: at(["compute", "build"], ({ facets }) => facets.secretVariables.length > 0),
  hops: [
    over(out("holds-credential-of"), at(["ai-service", "vector-store"])),
    maybe(toDeployments, at(["model-deployment", "ai-service", "vector-store"])),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "a function with a key of an AI service in its environment",
      resources: [fn(["AZURE_OPENAI_API_KEY"]), service, deployment],
      relationships: chain,
      paths: [["fn", "service", "deployment"]],
    },
    {
      name: "a function that reads the key at run time",
      resources: [fn([]), service, deployment],
      relationships: chain.slice(1),
      paths: [],
    },
  ],
});
