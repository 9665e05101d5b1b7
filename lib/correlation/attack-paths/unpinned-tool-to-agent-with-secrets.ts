import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { pinByDigest } from "#lib/domain/attack-path-fixes.ts";
import { aiCaller, movingImage } from "#lib/domain/attack-path-stops.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const image = (mutableReference: boolean) =>
  sampleResource("image", "image", { mutableReference, signed: true });
const server = sampleResource("compute", "server");
const tool = sampleResource("agent-tool", "tool");
const agent = sampleResource("agent", "agent");
const role = sampleResource("identity", "role");
const secret = sampleResource("secret", "secret");
const chain = related(
  "server pulls-image image",
  "tool invokes server",
  "agent uses-tool tool",
  "agent runs-as role",
  "role can-read secret",
);

export default defineAttackPath({
  id: "unpinned-tool-to-agent-with-secrets",
  title: "A tool that may change unseen serves an agent that holds secrets",
  severity: "medium",
  layers: ["pipeline", "identity"],
  story:
    "{0} can be another tomorrow under the same name, and what {2} is told by it can turn the agent against {3}.",
  fixes: [
    pinByDigest(0, "Name {0} by its digest, from a publisher whose signature is checked"),
    {
      aspect: "run-without-secrets",
      stop: 2,
      change: "Give {2} an identity that cannot read {3}, and let the tool that needs it read it",
      effort: "medium",
      checks: ["agent/own-identity", "identity/ai-*"],
    },
  ],
  atlas: ["AML.T0010.005", "AML.T0109", "AML.T0110"],
  owasp: ["LLM03:2025", "ASI04", "ASI02"],
  answers: ["P12"],

  from: movingImage,
  hops: [
    over(into("pulls-image"), at("compute")),
    over(into("uses-tool", "invokes"), aiCaller, { max: 2, between: ["agent-tool"] }),
    over(out("runs-as", "can-read", "holds-credential-of"), at(["secret", "key-vault", "credential"]), {
      max: 2,
      between: ["identity"],
    }),
  ],
  identity: { start: 0, end: 2 },

  examples: () => [
    {
      name: "an agent with a secret uses a tool server whose tag can move",
      resources: [image(true), server, tool, agent, role, secret],
      relationships: chain,
      paths: [["image", "server", "tool", "agent", "role", "secret"]],
    },
    {
      name: "a tool server named by its digest",
      resources: [image(false), server, tool, agent, role, secret],
      relationships: chain,
      paths: [],
    },
    {
      name: "an agent that reads no secret",
      resources: [image(true), server, tool, agent, role, secret],
      relationships: chain.slice(0, 4),
      paths: [],
    },
  ],
});
