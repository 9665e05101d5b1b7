import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { narrowIdentity, withdrawAccess } from "#lib/domain/attack-path-fixes.ts";
import { powerful } from "#lib/domain/attack-path-stops.ts";
import { privileged, related, sampleResource } from "#lib/domain/sample-resource.ts";

const agent = sampleResource("agent", "agent");
const role = (level: "broad" | "scoped") => sampleResource("identity", "role", {}, privileged(level));
const secret = sampleResource("secret", "secret");
const chain = related("agent runs-as role", "role can-read secret");

export default defineAttackPath({
  id: "agent-identity-to-secrets",
  title: "An agent's identity reaches secrets beyond its tools",
  severity: "medium",
  layers: ["identity", "model"],
  story:
    "Whoever turns {0} against its owner acts as {1}, which reaches {2} though no tool of the agent needs it.",
  fixes: [
    narrowIdentity(1, "Name in {1} what the tools of {0} need, and nothing by a wildcard"),
    withdrawAccess(1, "Deny {1} secrets, keys and identities"),
  ],
  atlas: ["AML.T0053", "AML.T0012", "AML.T0055"],
  owasp: ["LLM06:2025", "ASI03"],
  answers: ["R09"],

  from: at("agent"),
  hops: [
    over(out("runs-as"), powerful),
    over(out("can-read", "can-write", "can-manage"), at(["secret", "key-vault", "key", "identity"])),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "an agent whose role reads every secret",
      resources: [agent, role("broad"), secret],
      relationships: chain,
      paths: [["agent", "role", "secret"]],
    },
    {
      name: "a role that names the one secret it needs",
      resources: [agent, role("scoped"), secret],
      relationships: chain,
      paths: [],
    },
    {
      name: "a broad role over stores alone",
      resources: [agent, role("broad"), sampleResource("data-store", "secret")],
      relationships: chain,
      paths: [],
    },
  ],
});
