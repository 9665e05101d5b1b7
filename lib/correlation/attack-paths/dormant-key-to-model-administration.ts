import { at, defineAttackPath, facetsOf, maybe, out, over } from "#lib/domain/attack-path.ts";
import { withdrawAccess } from "#lib/domain/attack-path-fixes.ts";
import { modelSettings } from "#lib/domain/attack-path-stops.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const key = (idle: boolean) => sampleResource("credential", "key", { idle });
const account = (facets: { longLivedKeyCount: number; lastUsedAt: string | null }) =>
  sampleResource("identity", "account", facets);
const used = { longLivedKeyCount: 1, lastUsedAt: "2026-11-01T00:00:00Z" };
const agent = sampleResource("agent", "agent");
const chain = related("key holds-credential-of account", "account can-manage agent");

export default defineAttackPath({
  id: "dormant-key-to-model-administration",
  title: "A forgotten key can change how a model answers",
  severity: "medium",
  layers: ["identity", "model"],
  story:
    "Nobody uses {0} any more, so nobody would notice who does; it still opens {1}, which may change {2}.",
  fixes: [
    {
      aspect: "delete-dormant",
      stop: 0,
      change: "Delete {0}: it has not been used for months",
      effort: "low",
      checks: ["identity/no-long-lived-keys", "credential/*"],
    },
    withdrawAccess(1, "Take from {1} the rights over models that it does not use"),
  ],
  atlas: ["AML.T0012", "AML.T0055"],
  owasp: ["LLM06:2025", "ASI03"],
  answers: ["P20"],

  from: at(["credential", "identity"], (resource) => {
    const credential = facetsOf(resource, "credential");
    if (credential) return credential.idle;
    const identity = facetsOf(resource, "identity");
    return identity !== null && identity.longLivedKeyCount > 0 && identity.lastUsedAt === null;
  }),
  hops: [maybe(out("holds-credential-of"), at("identity")), over(out("can-manage"), at(modelSettings))],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "an idle key of an account that may change an agent",
      resources: [key(true), account(used), agent],
      relationships: chain,
      paths: [["key", "account", "agent"]],
    },
    {
      name: "an account with a key that nobody ever used",
      resources: [account({ longLivedKeyCount: 1, lastUsedAt: null }), agent],
      relationships: chain.slice(1),
      paths: [["account", "agent"]],
    },
    {
      name: "a key in daily use",
      resources: [key(false), account(used), agent],
      relationships: chain,
      paths: [],
    },
    {
      name: "an account without any key",
      resources: [account({ longLivedKeyCount: 0, lastUsedAt: null }), agent],
      relationships: chain.slice(1),
      paths: [],
    },
  ],
});
