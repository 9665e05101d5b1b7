import { at, defineAttackPath, maybe, toDeployments } from "#lib/domain/attack-path.ts";
import { attachGuardrail, disableKeys, restrictNetwork } from "#lib/domain/attack-path-fixes.ts";
import { unguarded } from "#lib/domain/attack-path-stops.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const service = (publicNetwork: boolean, keyAuthentication: boolean) =>
  sampleResource("ai-service", "service", { publicNetwork, keyAuthentication });
const deployment = sampleResource("model-deployment", "deployment", {
  publicNetwork: false,
  keyAuthentication: false,
});
const guardrail = sampleResource("guardrail", "guardrail");
const chain = related("deployment hosted-on service");

export default defineAttackPath({
  id: "public-key-endpoint-without-guardrail",
  title: "A model without a guardrail answers whoever holds a key",
  severity: "medium",
  layers: ["model", "api"],
  story: "Whoever holds a key of {0} asks {1} from anywhere, and nothing filters what goes in or comes out.",
  fixes: [
    attachGuardrail(1, "Attach a guardrail with prompt-attack and content filters to {1}"),
    disableKeys(0, "Turn off key authentication of {0} and let callers use their identities"),
    restrictNetwork(0, "Refuse public network access to {0}, or name the networks that may call"),
  ],
  atlas: ["AML.T0054", "AML.T0040"],
  owasp: ["LLM01:2025", "LLM10:2025", "ASI01"],
  answers: ["P21"],

  from: at(
    ["ai-service", "model-deployment"],
    ({ facets }) => facets.publicNetwork && facets.keyAuthentication,
  ),
  hops: [maybe(toDeployments, unguarded)],
  identity: { start: 1, end: 1 },

  examples: () => [
    {
      name: "a deployment without guardrail on a public service with keys",
      resources: [service(true, true), deployment],
      relationships: chain,
      paths: [["service", "deployment"]],
    },
    {
      name: "an endpoint of its own",
      resources: [
        sampleResource("model-deployment", "deployment", { publicNetwork: true, keyAuthentication: true }),
      ],
      relationships: [],
      paths: [["deployment"]],
    },
    {
      name: "a guardrail stands before it",
      resources: [service(true, true), deployment, guardrail],
      relationships: [...chain, ...related("deployment guarded-by guardrail")],
      paths: [],
    },
    {
      name: "identities only",
      resources: [service(true, false), deployment],
      relationships: chain,
      paths: [],
    },
    {
      name: "a private service",
      resources: [service(false, true), deployment],
      relationships: chain,
      paths: [],
    },
  ],
});
