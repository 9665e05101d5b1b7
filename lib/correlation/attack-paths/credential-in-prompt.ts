import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { disableKeys } from "#lib/domain/attack-path-fixes.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const prompt = sampleResource("prompt", "prompt");
const service = sampleResource("ai-service", "service", { keyAuthentication: true });
const chain = related("prompt holds-credential-of service");

export default defineAttackPath({
  id: "credential-in-prompt",
  title: "A system prompt holds a credential",
  severity: "high",
  layers: ["model", "identity"],
  story: "Whoever talks the model into repeating {0} reads the credential in it, and opens {1} with it.",
  fixes: [
    {
      aspect: "remove-from-prompt",
      stop: 0,
      change:
        "Take the credential out of {0}, replace it, and let a tool use it where the model cannot read it",
      effort: "low",
      checks: ["prompt/*", "aws/lambda-system-prompt"],
    },
    disableKeys(1, "Turn off key authentication of {1} and let callers use their identities"),
  ],
  atlas: ["AML.T0056", "AML.T0083", "AML.T0055"],
  owasp: ["LLM07:2025", "LLM02:2025", "ASI03"],
  answers: ["P18"],

  from: at(["prompt", "agent"]),
  hops: [
    over(
      out("holds-credential-of"),
      at(["ai-service", "vector-store", "data-store", "api", "identity", "credential", "tenant"]),
    ),
  ],

  examples: () => [
    {
      name: "a prompt with the key of an AI service",
      resources: [prompt, service],
      relationships: chain,
      paths: [["prompt", "service"]],
    },
    {
      name: "a prompt without any credential",
      resources: [prompt, service],
      relationships: [],
      paths: [],
    },
    {
      name: "a secret store holds it, and no prompt",
      resources: [sampleResource("secret", "prompt"), service],
      relationships: chain,
      paths: [],
    },
  ],
});
