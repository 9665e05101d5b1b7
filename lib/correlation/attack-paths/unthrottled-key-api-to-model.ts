import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { modelServices, reachOf } from "#lib/domain/attack-path-stops.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const api = (facets: { authentication?: "key" | "identity"; throttled?: boolean }) =>
  sampleResource("api", "api", { publicNetwork: true, authentication: "key", throttled: false, ...facets });
const fn = sampleResource("compute", "fn");
const model = sampleResource("model-deployment", "model");
const chain = related("api routes-to fn", "fn invokes model");

export default defineAttackPath({
  id: "unthrottled-key-api-to-model",
  title: "One key can ask a model without any limit",
  severity: "medium",
  layers: ["api", "model"],
  story:
    "{0} asks for a key that can be passed on and counts nothing, so one caller can run up the cost of {1} without end.",
  fixes: [
    {
      aspect: "limit-requests",
      stop: 0,
      change: "Limit requests and tokens for each caller of {0}",
      effort: "low",
      checks: ["api/throttled", "azure/apim-llm-token-limit"],
    },
    {
      aspect: "require-authentication",
      stop: 0,
      change: "Let callers of {0} prove who they are, and limit each of them",
      effort: "medium",
      checks: ["*/authentication", "azure/apim-exposure"],
    },
  ],
  atlas: ["AML.T0034", "AML.T0029"],
  owasp: ["LLM10:2025"],
  answers: ["P22"],

  from: at(
    "api",
    (api) =>
      api.facets.publicNetwork &&
      api.facets.authentication === "key" &&
      !api.facets.throttled &&
      reachOf(api) !== "internal",
  ),
  hops: [over(out("routes-to", "invokes"), at(modelServices), { max: 4, between: ["api", "compute"] })],

  examples: () => [
    {
      name: "an API with keys and no limit before a model",
      resources: [api({}), fn, model],
      relationships: chain,
      paths: [["api", "fn", "model"]],
    },
    {
      name: "each caller has a limit",
      resources: [api({ throttled: true }), fn, model],
      relationships: chain,
      paths: [],
    },
    {
      name: "callers prove who they are",
      resources: [api({ authentication: "identity" }), fn, model],
      relationships: chain,
      paths: [],
    },
    {
      name: "an API that asks no model",
      resources: [api({}), fn],
      relationships: chain.slice(0, 1),
      paths: [],
    },
  ],
});
