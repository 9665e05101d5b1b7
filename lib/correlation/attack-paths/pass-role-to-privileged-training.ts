import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { privilegeOf } from "#lib/domain/attack-path-stops.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const person = (level: "scoped" | "admin") =>
  sampleResource(
    "identity",
    "person",
    {
      grants: [
        { effect: "allow", abilities: ["deploy"], on: "*", conditional: false, source: "policy DataScience" },
      ],
    },
    { derived: { privilege: { level, reasons: [] } } },
  );
const role = sampleResource(
  "identity",
  "role",
  {},
  {
    derived: { privilege: { level: "admin", reasons: [] } },
  },
);
const notebook = sampleResource("notebook", "notebook");
const chain = [
  { from: "person", kind: "can-pass" as const, to: "role" },
  { from: "notebook", kind: "runs-as" as const, to: "role" },
];

export default defineAttackPath({
  id: "pass-role-to-privileged-training",
  title: "An ordinary identity becomes powerful through a notebook or training job",
  severity: "high",
  layers: ["identity", "pipeline"],
  story: "{0} may start a notebook or training job and hand it {1}, and with that do everything {1} may.",
  fixes: [
    {
      aspect: "narrow-pass-role",
      stop: 0,
      change: "Name the roles {0} may pass, with the service they may be passed to",
      effort: "low",
      checks: ["identity/pass-role-bounded"],
    },
    {
      aspect: "narrow-identity",
      stop: 1,
      change: "Reduce {1} to what the jobs that run as it need",
      effort: "medium",
      checks: [
        "identity/ai-*",
        "azure/identity-not-contributor",
        "azure/principal-no-standing-management",
        "gcp/ai-service-account-*",
      ],
    },
  ],
  atlas: ["AML.T0012", "AML.T0112"],
  owasp: ["LLM06:2025", "ASI03"],
  answers: ["R07"],

  from: at("identity", (identity) => {
    const level = privilegeOf(identity);
    if (level !== "scoped" && level !== "broad") return false;
    return identity.facets.grants.some(
      ({ effect, abilities }) =>
        effect === "allow" && (abilities.includes("deploy") || abilities.includes("manage")),
    );
  }),
  hops: [
    over(
      out("can-pass"),
      at("identity", (identity) => privilegeOf(identity) === "admin"),
    ),
    over(into("runs-as"), at(["notebook", "training-job"])),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "somebody who may pass the notebook's administrator role",
      resources: [person("scoped"), role, notebook],
      relationships: chain,
      paths: [["person", "role", "notebook"]],
    },
    {
      name: "an administrator gains nothing by it",
      resources: [person("admin"), role, notebook],
      relationships: chain,
      paths: [],
    },
    {
      name: "a role that no notebook or training job runs as",
      resources: [person("scoped"), role, notebook],
      relationships: chain.slice(0, 1),
      paths: [],
    },
  ],
});
