import { at, defineAttackPath, facetsOf, into, maybe, out, over } from "#lib/domain/attack-path.ts";
import { blockPublicWrite } from "#lib/domain/attack-path-fixes.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const store = (publicWrite: boolean) => sampleResource("data-store", "store", { publicWrite });
const base = sampleResource("knowledge-base", "base");
const agent = sampleResource("agent", "agent");
const tool = sampleResource("agent-tool", "tool", { publicNetwork: false });
const fn = (privateNetwork: boolean) => sampleResource("compute", "fn", { privateNetwork });
const chain = related(
  "base ingests store",
  "agent grounded-on base",
  "agent uses-tool tool",
  "tool invokes fn",
);

export default defineAttackPath({
  id: "untrusted-content-to-outbound-tool",
  title: "What anyone writes can make an agent send data out",
  severity: "high",
  layers: ["data", "model", "pipeline"],
  story:
    "Anyone can put instructions into {0}; {1} reads them as its own and can carry what it knows out of the company through {3}.",
  fixes: [
    blockPublicWrite(0, "Turn off public write to {0}"),
    {
      aspect: "restrict-egress",
      stop: 3,
      change: "Run {3} in a private network that lets it reach only what it needs",
      effort: "medium",
      checks: ["*/private-network", "aws/security-group-egress"],
    },
  ],
  atlas: ["AML.T0086", "AML.T0051.001", "AML.T0070"],
  owasp: ["LLM01:2025", "LLM02:2025", "ASI01", "ASI02"],
  answers: ["P09"],
  covers: ["writable-grounding"],

  from: at("data-store", ({ facets }) => facets.publicWrite),
  hops: [
    over(into("ingests", "grounded-on", "indexes-into", "serves"), at("agent"), {
      max: 3,
      between: ["dataset", "knowledge-base", "vector-store"],
    }),
    over(out("uses-tool"), at("agent-tool")),
    maybe(
      out("invokes"),
      at(["agent-tool", "compute"], (resource) => {
        const compute = facetsOf(resource, "compute");
        return compute ? !compute.privateNetwork : facetsOf(resource, "agent-tool")?.publicNetwork === true;
      }),
    ),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "a tool whose function may call any address",
      resources: [store(true), base, agent, tool, fn(false)],
      relationships: chain,
      paths: [["store", "base", "agent", "tool", "fn"]],
    },
    {
      name: "a tool that is itself somewhere on the internet",
      resources: [store(true), base, agent, sampleResource("agent-tool", "tool", { publicNetwork: true })],
      relationships: chain.slice(0, 3),
      paths: [["store", "base", "agent", "tool"]],
    },
    {
      name: "a function in a private network",
      resources: [store(true), base, agent, tool, fn(true)],
      relationships: chain,
      paths: [],
    },
    {
      name: "only the owner writes",
      resources: [store(false), base, agent, tool, fn(false)],
      relationships: chain,
      paths: [],
    },
  ],
});
