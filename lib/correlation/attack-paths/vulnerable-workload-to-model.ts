import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { removePublicNetwork, withdrawAccess } from "#lib/domain/attack-path-fixes.ts";
import { isExposed, modelServices } from "#lib/domain/attack-path-stops.ts";
import { reached, related, sampleResource } from "#lib/domain/sample-resource.ts";

const image = (criticalVulnerabilityCount: number) =>
  sampleResource("image", "image", { criticalVulnerabilityCount });
const pod = (reach: "credential" | "internal") => sampleResource("compute", "pod", {}, reached(reach));
const identity = sampleResource("identity", "identity");
const model = sampleResource("model-deployment", "model");
const chain = related("pod pulls-image image", "pod runs-as identity", "identity can-invoke model");

export default defineAttackPath({
  id: "vulnerable-workload-to-model",
  title: "A vulnerable workload on the internet may use a model as its own",
  severity: "high",
  layers: ["pipeline", "identity", "model"],
  story:
    "{1} answers the internet and runs {0}, which has critical vulnerabilities; whoever uses one acts as {2} and reaches {3}.",
  fixes: [
    {
      aspect: "patch-image",
      stop: 0,
      change: "Rebuild {0} on patched packages and roll {1} out again",
      effort: "low",
      checks: ["image/*", "kubernetes/*"],
    },
    removePublicNetwork(1, "Take {1} off the public network or put a firewall in front of it"),
    withdrawAccess(2, "Take from {2} the rights over models that {1} does not need"),
  ],
  atlas: ["AML.T0049", "AML.T0012", "AML.T0040"],
  owasp: ["LLM03:2025", "LLM10:2025", "ASI03"],
  answers: ["P03"],

  from: at("image", ({ facets }) => (facets.criticalVulnerabilityCount ?? 0) > 0),
  hops: [
    over(into("pulls-image"), at("compute", isExposed)),
    over(out("runs-as"), at("identity")),
    over(out("can-invoke", "can-manage", "can-write"), at(modelServices)),
  ],
  identity: { start: 1, end: 2 },

  examples: () => [
    {
      name: "an exposed pod with a vulnerable image whose identity may call a model",
      resources: [image(2), pod("credential"), identity, model],
      relationships: chain,
      paths: [["image", "pod", "identity", "model"]],
    },
    {
      name: "a patched image",
      resources: [image(0), pod("credential"), identity, model],
      relationships: chain,
      paths: [],
    },
    {
      name: "a pod that nothing outside reaches",
      resources: [image(2), pod("internal"), identity, model],
      relationships: chain,
      paths: [],
    },
    {
      name: "an identity that reads a store and no model",
      resources: [image(2), pod("credential"), identity, sampleResource("data-store", "model")],
      relationships: chain,
      paths: [],
    },
  ],
});
