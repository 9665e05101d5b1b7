import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { logRequests } from "#lib/domain/attack-path-fixes.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const key = (facets: { expiresAt: string | null; restricted: boolean }) =>
  sampleResource("credential", "key", facets);
const service = (logged: boolean) => sampleResource("ai-service", "service", { logsRequests: logged });
const chain = related("key holds-credential-of service");

export default defineAttackPath({
  id: "long-lived-key-to-unwatched-service",
  title: "A key that never expires opens a model that nobody watches",
  severity: "medium",
  layers: ["identity", "api", "model"],
  story: "{0} does not expire and opens all of {1}; if it leaks, no log would show who uses it.",
  fixes: [
    {
      aspect: "rotate-key",
      stop: 0,
      change: "Replace {0} by one that expires, narrowed to what its application calls",
      effort: "low",
      checks: ["credential/*"],
    },
    logRequests(1, "Send the request log of {1} to a workspace that is watched"),
  ],
  atlas: ["AML.T0055", "AML.T0034", "AML.T0040"],
  owasp: ["LLM10:2025", "ASI03"],
  answers: ["R06"],

  from: at("credential", ({ facets }) => facets.expiresAt === null && !facets.restricted),
  hops: [
    over(
      out("holds-credential-of", "can-invoke", "can-manage"),
      at(["ai-service", "model-deployment"], ({ facets }) => !facets.logsRequests),
    ),
  ],

  examples: () => [
    {
      name: "a key without an end for a service without a log",
      resources: [key({ expiresAt: null, restricted: false }), service(false)],
      relationships: chain,
      paths: [["key", "service"]],
    },
    {
      name: "a key that expires",
      resources: [key({ expiresAt: "2027-01-01T00:00:00Z", restricted: false }), service(false)],
      relationships: chain,
      paths: [],
    },
    {
      name: "a key for one model",
      resources: [key({ expiresAt: null, restricted: true }), service(false)],
      relationships: chain,
      paths: [],
    },
    {
      name: "a service whose requests are logged",
      resources: [key({ expiresAt: null, restricted: false }), service(true)],
      relationships: chain,
      paths: [],
    },
  ],
});
