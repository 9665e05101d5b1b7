import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { narrowIdentity, restrictNetwork } from "#lib/domain/attack-path-fixes.ts";
import { powerful } from "#lib/domain/attack-path-stops.ts";
import { privileged, related, sampleResource } from "#lib/domain/sample-resource.ts";

const endpoint = (publicNetwork: boolean) =>
  sampleResource("model-deployment", "endpoint", { publicNetwork });
const account = (level: "broad" | "scoped") => sampleResource("identity", "account", {}, privileged(level));
const chain = related("endpoint runs-as account");

export default defineAttackPath({
  id: "public-endpoint-with-broad-identity",
  title: "A model endpoint on the internet runs with broad rights",
  severity: "medium",
  layers: ["api", "identity", "model"],
  story:
    "Code that runs in {0}, which answers the internet, acts as {1} and reaches far more than the model needs.",
  fixes: [
    narrowIdentity(1, "Run {0} as an identity of its own that reads its model and nothing else"),
    restrictNetwork(0, "Take {0} off the public network"),
  ],
  atlas: ["AML.T0049", "AML.T0012", "AML.T0018"],
  owasp: ["LLM03:2025", "LLM06:2025", "ASI03"],
  answers: ["R14"],

  from: at("model-deployment", ({ facets }) => facets.publicNetwork),
  hops: [over(out("runs-as"), powerful)],

  examples: () => [
    {
      name: "a public endpoint that runs as the project's default account",
      resources: [endpoint(true), account("broad")],
      relationships: chain,
      paths: [["endpoint", "account"]],
    },
    {
      name: "an account for this endpoint",
      resources: [endpoint(true), account("scoped")],
      relationships: chain,
      paths: [],
    },
    {
      name: "a private endpoint",
      resources: [endpoint(false), account("broad")],
      relationships: chain,
      paths: [],
    },
  ],
});
