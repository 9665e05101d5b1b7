import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { privilegeOf } from "#lib/domain/attack-path-stops.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const writer = (level: "broad" | "scoped") =>
  sampleResource("identity", "writer", {}, { derived: { privilege: { level, reasons: [] } } });
const store = sampleResource("data-store", "store");
const base = sampleResource("knowledge-base", "base");
const agent = sampleResource("agent", "agent");
const tool = (requiresConfirmation: boolean) =>
  sampleResource("agent-tool", "tool", { changesState: true, requiresConfirmation });
const chain = [
  { from: "writer", kind: "can-write" as const, to: "store" },
  { from: "base", kind: "ingests" as const, to: "store" },
  { from: "agent", kind: "grounded-on" as const, to: "base" },
  { from: "agent", kind: "uses-tool" as const, to: "tool" },
];

export default defineAttackPath({
  id: "broad-writer-to-acting-agent",
  title: "A broad role can poison what an acting agent reads",
  severity: "critical",
  layers: ["identity", "data", "model"],
  story:
    "Whoever holds {0} can write into {1}; {2} takes what it reads there for true and acts through {3} without asking anybody.",
  fixes: [
    {
      aspect: "require-confirmation",
      stop: 3,
      change: "Require a person's confirmation before {3} changes anything",
      effort: "low",
      checks: ["agent-tool/confirmation"],
    },
    {
      aspect: "narrow-identity",
      stop: 0,
      change: "Name the stores {0} may write, and leave {1} out",
      effort: "medium",
      checks: [
        "identity/ai-*",
        "azure/identity-not-contributor",
        "azure/principal-no-standing-management",
        "gcp/ai-service-account-*",
      ],
    },
    {
      aspect: "restrict-writers",
      stop: 1,
      change: "Deny writes to {1} to everyone but the process that publishes it, and keep versions",
      effort: "medium",
      checks: ["knowledge-base/source-writers", "data-store/versioning"],
    },
  ],
  atlas: ["AML.T0070", "AML.T0051.001", "AML.T0053", "AML.T0101"],
  owasp: ["LLM04:2025", "LLM06:2025", "ASI02", "ASI06"],
  answers: ["R03"],

  from: at("identity", (identity) => privilegeOf(identity) === "broad"),
  hops: [
    over(out("can-write"), at(["data-store", "dataset"])),
    over(into("ingests", "grounded-on", "serves"), at("agent"), {
      max: 3,
      between: ["knowledge-base", "vector-store"],
    }),
    over(
      out("uses-tool"),
      at(
        "agent-tool",
        // What a tool that no agent uses would do decides nothing here, so it is not read.
        ({ key, facets }, graph) =>
          graph.edgesInto(key, "uses-tool").length > 0 && facets.changesState && !facets.requiresConfirmation,
      ),
    ),
  ],
  identity: { start: 1, end: 2 },

  examples: () => [
    {
      name: "a broad role writes what an agent with a state-changing tool is grounded on",
      resources: [writer("broad"), store, base, agent, tool(false)],
      relationships: chain,
      paths: [["writer", "store", "base", "agent", "tool"]],
    },
    {
      name: "the tool asks a person first",
      resources: [writer("broad"), store, base, agent, tool(true)],
      relationships: chain,
      paths: [],
    },
    {
      name: "only the role that publishes the store may write it",
      resources: [writer("scoped"), store, base, agent, tool(false)],
      relationships: chain,
      paths: [],
    },
  ],
});
