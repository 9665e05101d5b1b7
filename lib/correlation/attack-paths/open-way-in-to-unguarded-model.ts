import { at, defineAttackPath, maybe, out, over, toDeployments } from "#lib/domain/attack-path.ts";
import { removePublicNetwork } from "#lib/domain/attack-path-fixes.ts";
import { openWayIn, unguarded } from "#lib/domain/attack-path-stops.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const api = (authentication: "none" | "identity") =>
  sampleResource("api", "api", { publicNetwork: true, authentication });
const fn = sampleResource("compute", "fn", { publicNetwork: false, authentication: "identity" });
const agent = sampleResource("agent", "agent");
const guardrail = sampleResource("guardrail", "guardrail");
const chain = [
  { from: "api", kind: "routes-to" as const, to: "fn" },
  { from: "fn", kind: "invokes" as const, to: "agent" },
];

export default defineAttackPath({
  id: "open-way-in-to-unguarded-model",
  title: "Anyone on the internet can reach a model that no guardrail protects",
  severity: "high",
  layers: ["api", "model"],
  story: "Anyone can call {0} without proving who they are, and what they write reaches {2} unfiltered.",
  fixes: [
    {
      aspect: "require-authentication",
      stop: 0,
      change: "Require callers of {0} to authenticate, each as who they are",
      effort: "low",
      checks: ["*/authentication", "azure/apim-exposure", "gcp/*-not-every-google-account"],
    },
    {
      aspect: "attach-guardrail",
      stop: 2,
      change: "Attach a guardrail with prompt-attack and content filters to {2}",
      effort: "low",
      checks: ["agent/guardrail", "azure/openai-content-filter", "guardrail/*"],
    },
    removePublicNetwork(0, "Take {0} off the internet, and let those who call it come from inside"),
  ],
  atlas: ["AML.T0049", "AML.T0040", "AML.T0051.000", "AML.T0054"],
  owasp: ["LLM01:2025", "LLM10:2025", "ASI01"],
  answers: ["R01"],

  from: openWayIn,
  hops: [
    over(out("routes-to", "invokes"), at(["agent", "model-deployment", "ai-service"]), {
      max: 4,
      between: ["api", "compute"],
    }),
    maybe(toDeployments, unguarded),
  ],

  examples: () => [
    {
      name: "an open API in front of a function that calls an agent without guardrail",
      resources: [api("none"), fn, agent],
      relationships: chain,
      paths: [["api", "fn", "agent"]],
    },
    {
      name: "the same API behind an authorizer",
      resources: [api("identity"), fn, agent],
      relationships: chain,
      paths: [],
    },
    {
      name: "the same agent behind a guardrail",
      resources: [api("none"), fn, agent, guardrail],
      relationships: [...chain, { from: "agent", kind: "guarded-by", to: "guardrail" }],
      paths: [],
    },
  ],
});
