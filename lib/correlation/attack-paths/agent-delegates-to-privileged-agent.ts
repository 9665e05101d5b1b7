import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { narrowIdentity } from "#lib/domain/attack-path-fixes.ts";
import { isExposed, powerful } from "#lib/domain/attack-path-stops.ts";
import { privileged, reached, related, sampleResource } from "#lib/domain/sample-resource.ts";

const front = (reach: "anyone" | "internal") => sampleResource("agent", "front", {}, reached(reach));
const worker = sampleResource("agent", "worker");
const role = (level: "admin" | "scoped") => sampleResource("identity", "role", {}, privileged(level));
const chain = related("front invokes worker", "worker runs-as role");

export default defineAttackPath({
  id: "agent-delegates-to-privileged-agent",
  title: "An agent that outsiders talk to hands work to a powerful one",
  severity: "high",
  layers: ["pipeline", "identity", "model"],
  story: "What an outsider tells {0} is handed on to {1}, which acts as {2} and asks no further.",
  fixes: [
    narrowIdentity(2, "Give {2} only the rights that the tasks handed to {1} need"),
    {
      aspect: "limit-delegation",
      stop: 0,
      change: "Let {0} hand over only named tasks with checked arguments, never what it was told",
      effort: "medium",
      checks: ["agent/*"],
    },
  ],
  atlas: ["AML.T0053", "AML.T0103", "AML.T0051.001"],
  owasp: ["LLM06:2025", "ASI07", "ASI03"],
  answers: ["P24"],

  from: at("agent", isExposed),
  hops: [
    over(out("invokes", "uses-tool"), at("agent"), { max: 3, between: ["agent-tool", "compute"] }),
    over(out("runs-as"), powerful),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "an exposed agent calls one that is an administrator",
      resources: [front("anyone"), worker, role("admin")],
      relationships: chain,
      paths: [["front", "worker", "role"]],
    },
    {
      name: "the same over a tool",
      resources: [front("anyone"), sampleResource("agent-tool", "tool"), worker, role("admin")],
      relationships: related("front uses-tool tool", "tool invokes worker", "worker runs-as role"),
      paths: [["front", "tool", "worker", "role"]],
    },
    {
      name: "an agent that only employees reach",
      resources: [front("internal"), worker, role("admin")],
      relationships: chain,
      paths: [],
    },
    {
      name: "a helper with two narrow rights",
      resources: [front("anyone"), worker, role("scoped")],
      relationships: chain,
      paths: [],
    },
  ],
});
