import { at, defineAttackPath, facetsOf, maybe, out, over } from "#lib/domain/attack-path.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const repository = (publicRead: boolean, leakedSecrets: string[]) =>
  sampleResource("repository", "repository", { publicRead, leakedSecrets });
const key = sampleResource("credential", "key");
const service = (publicNetwork: boolean) => sampleResource("ai-service", "service", { publicNetwork });
const chain = related("repository holds-credential-of key", "key holds-credential-of service");

export default defineAttackPath({
  id: "leaked-key-in-public-repository",
  title: "A public repository holds a key that opens a model",
  severity: "critical",
  layers: ["pipeline", "api", "model"],
  story: "Anyone can read the key in {0} that opens {2}, from anywhere and on your bill.",
  fixes: [
    {
      aspect: "revoke-leaked-key",
      stop: 0,
      change: "Revoke the key that {0} shows, and make a new one that no file holds",
      effort: "low",
      checks: ["repository/*"],
    },
    {
      aspect: "make-repository-private",
      stop: 0,
      change: "Make {0} private: the key stays leaked, and nobody new finds it there",
      effort: "low",
      checks: ["repository/*"],
    },
  ],
  atlas: ["AML.T0055", "AML.T0034", "AML.T0040"],
  owasp: ["LLM02:2025", "LLM10:2025", "ASI03"],
  answers: ["P02"],

  from: at("repository", ({ facets }) => facets.publicRead && facets.leakedSecrets.length > 0),
  hops: [
    maybe(out("holds-credential-of"), at(["credential", "repository"])),
    over(
      out("holds-credential-of"),
      at(["ai-service", "model-deployment", "vector-store", "tenant"], (resource) => {
        const { publicNetwork = true } = facetsOf(resource, "ai-service") ?? {};
        return publicNetwork;
      }),
    ),
  ],
  identity: { start: 0, end: 2 },

  examples: () => [
    {
      name: "a public repository with a key of an AI service that any network reaches",
      resources: [repository(true, ["openai_api_key"]), key, service(true)],
      relationships: chain,
      paths: [["repository", "key", "service"]],
    },
    {
      name: "a key whose resource nobody lists, of an organization at a provider",
      resources: [repository(true, ["openai_api_key"]), sampleResource("tenant", "organization")],
      relationships: related("repository holds-credential-of organization"),
      paths: [["repository", "organization"]],
    },
    {
      name: "the key was revoked",
      resources: [repository(true, []), key, service(true)],
      relationships: chain,
      paths: [],
    },
    {
      name: "a private repository",
      resources: [repository(false, ["openai_api_key"]), key, service(true)],
      relationships: chain,
      paths: [],
    },
    {
      name: "a service that only named networks reach",
      resources: [repository(true, ["openai_api_key"]), key, service(false)],
      relationships: chain,
      paths: [],
    },
  ],
});
