import { at, defineAttackPath, maybe, out, over } from "#lib/domain/attack-path.ts";
import { moveSecretToStore, requireAuthentication } from "#lib/domain/attack-path-fixes.ts";
import { openWayIn } from "#lib/domain/attack-path-stops.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const api = (authentication: "none" | "identity") =>
  sampleResource("api", "api", { publicNetwork: true, authentication });
const app = sampleResource("compute", "app", { publicNetwork: false, authentication: "identity" });
const service = sampleResource("ai-service", "service");
const chain = related("api routes-to app", "app holds-credential-of service");

export default defineAttackPath({
  id: "open-app-with-model-key",
  title: "An application that anyone can call holds a model's key",
  severity: "high",
  layers: ["api", "pipeline", "model"],
  story:
    "Anyone can call {0} without proving who they are, and a flaw in {1} gives away the key with which it opens {2}.",
  fixes: [
    requireAuthentication(0, "Require callers of {0} to authenticate"),
    moveSecretToStore(1, "Take the key of {2} out of {1} and let it call with an identity of its own"),
  ],
  atlas: ["AML.T0049", "AML.T0040", "AML.T0055"],
  owasp: ["LLM02:2025", "LLM10:2025", "ASI03"],
  answers: ["P01"],

  from: openWayIn,
  hops: [
    maybe(out("routes-to", "invokes"), at("compute"), { max: 4, between: ["api", "compute"] }),
    over(out("holds-credential-of"), at(["ai-service", "model-deployment", "vector-store", "tenant"])),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "an open API before a function with the key of an AI service",
      resources: [api("none"), app, service],
      relationships: chain,
      paths: [["api", "app", "service"]],
    },
    {
      name: "an open application that holds the key itself",
      resources: [
        sampleResource("compute", "app", { publicNetwork: true, authentication: "none" }),
        sampleResource("model-deployment", "service"),
      ],
      relationships: chain.slice(1),
      paths: [["app", "service"]],
    },
    {
      name: "the same behind an authorizer",
      resources: [api("identity"), app, service],
      relationships: chain,
      paths: [],
    },
    {
      name: "a function that calls with an identity of its own",
      resources: [api("none"), app, service],
      relationships: related("api routes-to app", "app invokes service"),
      paths: [],
    },
  ],
});
