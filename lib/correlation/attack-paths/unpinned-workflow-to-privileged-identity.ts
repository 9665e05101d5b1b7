import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { narrowIdentity } from "#lib/domain/attack-path-fixes.ts";
import { powerful } from "#lib/domain/attack-path-stops.ts";
import { privileged, related, sampleResource } from "#lib/domain/sample-resource.ts";

const workflow = (pinned: boolean) =>
  sampleResource("workflow", "workflow", { pinned, untrustedTrigger: false });
const role = (level: "broad" | "scoped") => sampleResource("identity", "role", {}, privileged(level));
const chain = related("workflow can-assume role");

export default defineAttackPath({
  id: "unpinned-workflow-to-privileged-identity",
  title: "Code of others runs in a pipeline with broad rights",
  severity: "high",
  layers: ["pipeline", "identity"],
  story: "{0} runs code that others can change without being asked, and it acts as {1}.",
  fixes: [
    {
      aspect: "pin-actions",
      stop: 0,
      change:
        "Name every action and image of {0} by its hash, and run nothing an outsider wrote with secrets",
      effort: "low",
      checks: ["workflow/*"],
    },
    narrowIdentity(1, "Give {1} only the rights that {0} deploys with"),
  ],
  atlas: ["AML.T0010.001", "AML.T0012"],
  owasp: ["LLM03:2025", "ASI04", "ASI03"],
  answers: ["R05"],

  from: at("workflow", ({ facets }) => !facets.pinned || facets.untrustedTrigger),
  hops: [
    over(out("runs-as", "can-assume", "holds-credential-of"), powerful, {
      max: 2,
      between: ["credential", "identity"],
    }),
  ],

  examples: () => [
    {
      name: "an unpinned action in a workflow that becomes a broad role",
      resources: [workflow(false), role("broad")],
      relationships: chain,
      paths: [["workflow", "role"]],
    },
    {
      name: "everything is named by hash",
      resources: [workflow(true), role("broad")],
      relationships: chain,
      paths: [],
    },
    {
      name: "a role for one deployment",
      resources: [workflow(false), role("scoped")],
      relationships: chain,
      paths: [],
    },
  ],
});
