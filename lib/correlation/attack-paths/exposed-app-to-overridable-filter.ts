import { at, defineAttackPath, maybe, out, over, toDeployments } from "#lib/domain/attack-path.ts";
import { exposedWayIn } from "#lib/domain/attack-path-stops.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const app = (publicNetwork: boolean) =>
  sampleResource("compute", "app", { publicNetwork, authentication: "identity" });
const service = sampleResource("ai-service", "service");
const deployment = sampleResource("model-deployment", "deployment");
const filter = (callerMayOverride: boolean) => sampleResource("guardrail", "filter", { callerMayOverride });
const chain = [
  { from: "app", kind: "invokes" as const, to: "service" },
  { from: "deployment", kind: "hosted-on" as const, to: "service" },
  { from: "deployment", kind: "guarded-by" as const, to: "filter" },
];

export default defineAttackPath({
  id: "exposed-app-to-overridable-filter",
  title: "Callers of an exposed application can switch the model's filter off",
  severity: "medium",
  layers: ["api", "model"],
  story: "{0} answers the internet, and requests that reach {2} may choose a weaker filter than {3}.",
  fixes: [
    {
      aspect: "forbid-filter-override",
      stop: 3,
      change: "Do not let requests name another filter than {3}",
      effort: "low",
      checks: ["guardrail/not-overridable"],
    },
    {
      aspect: "strip-filter-header",
      stop: 0,
      change: "Let {0} drop what a caller sends to choose a filter",
      effort: "low",
      checks: [],
    },
  ],
  atlas: ["AML.T0054", "AML.T0051.000"],
  owasp: ["LLM01:2025", "ASI01"],

  from: exposedWayIn,
  hops: [
    over(out("routes-to", "invokes"), at(["ai-service", "model-deployment", "agent"]), {
      max: 4,
      between: ["api", "compute"],
    }),
    maybe(toDeployments, at(["model-deployment", "agent"])),
    over(
      out("guarded-by"),
      at("guardrail", ({ facets }) => facets.callerMayOverride),
    ),
  ],
  identity: { start: 2, end: 3 },

  examples: () => [
    {
      name: "an exposed app before a deployment whose filter may be replaced by the request",
      resources: [app(true), service, deployment, filter(true)],
      relationships: chain,
      paths: [["app", "service", "deployment", "filter"]],
    },
    {
      name: "a filter that callers cannot replace",
      resources: [app(true), service, deployment, filter(false)],
      relationships: chain,
      paths: [],
    },
    {
      name: "an app that only the company's network reaches",
      resources: [app(false), service, deployment, filter(true)],
      relationships: chain,
      paths: [],
    },
  ],
});
