import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { isExposed, powerful } from "#lib/domain/attack-path-stops.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const app = (reach: "credential" | "internal") =>
  sampleResource("compute", "app", {}, { derived: { exposure: { reach, via: ["app"], reasons: [] } } });
const identity = (level: "broad" | "scoped") =>
  sampleResource("identity", "identity", {}, { derived: { privilege: { level, reasons: [] } } });
const vault = sampleResource("key-vault", "vault");
const chain = [
  { from: "app", kind: "runs-as" as const, to: "identity" },
  { from: "identity", kind: "can-manage" as const, to: "vault" },
];

export default defineAttackPath({
  id: "exposed-compute-to-secrets",
  title: "An application on the internet runs with rights over the secrets",
  severity: "high",
  layers: ["api", "identity"],
  story: "A flaw in {0}, which answers the internet, gives an attacker the rights of {1}, and with them {2}.",
  fixes: [
    {
      aspect: "narrow-identity",
      stop: 1,
      change: "Give {1} only the roles {0} needs, on the resources it needs",
      effort: "medium",
      checks: [
        "identity/ai-*",
        "azure/identity-not-contributor",
        "azure/principal-no-standing-management",
        "gcp/ai-service-account-*",
      ],
    },
    {
      aspect: "remove-public-network",
      stop: 0,
      change: "Take {0} off the public network or put a firewall in front of it",
      effort: "medium",
      checks: ["*/not-reachable-from-public-network"],
    },
  ],
  atlas: ["AML.T0049", "AML.T0012", "AML.T0055"],
  owasp: ["LLM06:2025", "ASI03"],

  from: at("compute", isExposed),
  hops: [
    over(out("runs-as"), powerful),
    over(out("can-read", "can-manage", "can-write"), at(["secret", "key-vault"])),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "an exposed app whose identity manages the vault",
      resources: [app("credential"), identity("broad"), vault],
      relationships: chain,
      paths: [["app", "identity", "vault"]],
    },
    {
      name: "an app that is not reached from the internet",
      resources: [app("internal"), identity("broad"), vault],
      relationships: chain,
      paths: [],
    },
    {
      name: "an identity that may read just its own vault",
      resources: [app("credential"), identity("scoped"), vault],
      relationships: chain,
      paths: [],
    },
  ],
});
