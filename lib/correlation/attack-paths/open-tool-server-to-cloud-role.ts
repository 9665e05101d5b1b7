import { defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { narrowIdentity, requireAuthentication } from "#lib/domain/attack-path-fixes.ts";
import { aiCaller, openToolServer, powerful } from "#lib/domain/attack-path-stops.ts";
import { privileged, related, sampleResource } from "#lib/domain/sample-resource.ts";

const tool = (authentication: "none" | "identity") =>
  sampleResource("agent-tool", "tool", { publicNetwork: true, authentication });
const agent = sampleResource("agent", "agent");
const role = (level: "broad" | "scoped") => sampleResource("identity", "role", {}, privileged(level));
const chain = related("agent uses-tool tool", "agent runs-as role");

export default defineAttackPath({
  id: "open-tool-server-to-cloud-role",
  title: "An open tool server leads through an agent to a broad cloud role",
  severity: "critical",
  layers: ["api", "pipeline", "identity"],
  story: "Anyone can speak to {0}, and through it to {1}, which acts as {2}.",
  fixes: [
    requireAuthentication(0, "Require {0} to authenticate its callers and to check what each may do"),
    narrowIdentity(2, "Reduce {2} to what the tools of {1} need"),
  ],
  atlas: ["AML.T0049", "AML.T0053", "AML.T0110", "AML.T0012"],
  owasp: ["LLM06:2025", "LLM03:2025", "ASI02", "ASI07"],
  answers: ["R10"],
  covers: ["open-tool-server"],

  from: openToolServer,
  hops: [over(into("uses-tool", "invokes"), aiCaller), over(out("runs-as"), powerful)],
  identity: { start: 0, end: 2 },

  examples: () => [
    {
      name: "an open tool server of an agent with a broad role",
      resources: [tool("none"), agent, role("broad")],
      relationships: chain,
      paths: [["tool", "agent", "role"]],
    },
    {
      name: "the server asks who calls",
      resources: [tool("identity"), agent, role("broad")],
      relationships: chain,
      paths: [],
    },
    {
      name: "a role for two named resources",
      resources: [tool("none"), agent, role("scoped")],
      relationships: chain,
      paths: [],
    },
  ],
});
