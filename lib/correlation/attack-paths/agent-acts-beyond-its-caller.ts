import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { narrowIdentity, removePublicNetwork } from "#lib/domain/attack-path-fixes.ts";
import { exposedWayIn, powerful, sensitiveStore } from "#lib/domain/attack-path-stops.ts";
import { holding, privileged, related, sampleResource } from "#lib/domain/sample-resource.ts";

const api = (publicNetwork: boolean) =>
  sampleResource("api", "api", { publicNetwork, authentication: "identity" });
const agent = sampleResource("agent", "agent");
const role = (level: "broad" | "scoped") => sampleResource("identity", "role", {}, privileged(level));
const store = (level: "sensitive" | "public") => sampleResource("data-store", "store", {}, holding(level));
const chain = related("api invokes agent", "agent runs-as role", "role can-read store");

export default defineAttackPath({
  id: "agent-acts-beyond-its-caller",
  title: "An agent may do far more than those who ask it",
  severity: "high",
  layers: ["api", "identity", "data"],
  story:
    "Callers of {0} have no right to {3}, but {1} acts as {2}, which has: a well-worded request borrows it.",
  fixes: [
    narrowIdentity(
      2,
      "Give {2} only what {1} has to read for every caller, and pass the caller's own rights on for the rest",
    ),
    removePublicNetwork(0, "Take {0} off the public network"),
  ],
  atlas: ["AML.T0053", "AML.T0012", "AML.T0051.000"],
  owasp: ["LLM06:2025", "ASI03", "ASI02"],
  answers: ["P10"],

  from: exposedWayIn,
  hops: [
    over(out("routes-to", "invokes"), at("agent"), { max: 4, between: ["api", "compute"] }),
    over(out("runs-as"), powerful),
    over(out("can-read", "can-write", "can-manage"), sensitiveStore),
  ],
  identity: { start: 1, end: 2 },

  examples: () => [
    {
      name: "an exposed agent whose broad role reads a store of personal data",
      resources: [api(true), agent, role("broad"), store("sensitive")],
      relationships: chain,
      paths: [["api", "agent", "role", "store"]],
    },
    {
      name: "a role that names what the agent may touch",
      resources: [api(true), agent, role("scoped"), store("sensitive")],
      relationships: chain,
      paths: [],
    },
    {
      name: "an agent that only the company's network reaches",
      resources: [api(false), agent, role("broad"), store("sensitive")],
      relationships: chain,
      paths: [],
    },
    {
      name: "a broad role over published brochures",
      resources: [api(true), agent, role("broad"), store("public")],
      relationships: chain,
      paths: [],
    },
  ],
});
