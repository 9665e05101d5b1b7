import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { blockPublicWrite } from "#lib/domain/attack-path-fixes.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const store = (publicWrite: boolean) => sampleResource("data-store", "store", { publicWrite });
const base = sampleResource("knowledge-base", "base");
const agent = sampleResource("agent", "agent");
const tool = (requiresConfirmation: boolean) =>
  sampleResource("agent-tool", "tool", { changesState: true, requiresConfirmation });
const chain = related("base ingests store", "agent grounded-on base", "agent uses-tool tool");

export default defineAttackPath({
  id: "untrusted-content-to-acting-tool",
  title: "What anyone writes can make an agent act",
  severity: "critical",
  layers: ["data", "model", "pipeline"],
  story:
    "Anyone can put instructions into {0}; {1} reads them as its own and acts through {2} without asking anybody.",
  fixes: [
    {
      aspect: "require-confirmation",
      stop: 2,
      change: "Require a person's confirmation before {2} changes anything",
      effort: "low",
      checks: ["agent-tool/confirmation"],
    },
    blockPublicWrite(0, "Turn off public write to {0}"),
  ],
  atlas: ["AML.T0051.001", "AML.T0053", "AML.T0070"],
  owasp: ["LLM01:2025", "LLM06:2025", "ASI01", "ASI02"],
  answers: ["P08"],
  covers: ["writable-grounding"],

  from: at("data-store", ({ facets }) => facets.publicWrite),
  hops: [
    over(into("ingests", "grounded-on", "indexes-into", "serves"), at("agent"), {
      max: 3,
      between: ["dataset", "knowledge-base", "vector-store"],
    }),
    over(
      out("uses-tool"),
      at("agent-tool", ({ facets }) => facets.changesState && !facets.requiresConfirmation),
    ),
  ],

  examples: () => [
    {
      name: "a public drop box that grounds an agent with a state-changing tool",
      resources: [store(true), base, agent, tool(false)],
      relationships: chain,
      paths: [["store", "base", "agent", "tool"]],
    },
    {
      name: "the tool asks a person first",
      resources: [store(true), base, agent, tool(true)],
      relationships: chain,
      paths: [],
    },
    {
      name: "only the owner writes",
      resources: [store(false), base, agent, tool(false)],
      relationships: chain,
      paths: [],
    },
  ],
});
