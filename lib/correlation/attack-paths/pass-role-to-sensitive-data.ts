import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { narrowIdentity } from "#lib/domain/attack-path-fixes.ts";
import { privilegeOf, sensitiveStore } from "#lib/domain/attack-path-stops.ts";
import { holding, privileged, related, sampleResource } from "#lib/domain/sample-resource.ts";

const person = (abilities: ("deploy" | "read-data")[]) =>
  sampleResource(
    "identity",
    "person",
    {
      grants: [{ effect: "allow", abilities, on: "*", conditional: false, source: "policy DataScience" }],
    },
    privileged("scoped"),
  );
const role = (level: "broad" | "scoped", kind: "role" | "group" = "role") =>
  sampleResource("identity", "role", { kind }, privileged(level));
const store = (level: "sensitive" | "public") => sampleResource("data-store", "store", {}, holding(level));
const chain = related("person can-pass role", "role can-read store");

/** What a job can run as: nobody hands it a person or a group. */
const isWorn = (kind: string): boolean => kind !== "user" && kind !== "group";

export default defineAttackPath({
  id: "pass-role-to-sensitive-data",
  title: "Who may start a job may read sensitive data through it",
  severity: "medium",
  layers: ["identity", "pipeline", "data"],
  story: "{0} may start a notebook, a job or a code interpreter and hand it {1}, which reads {2}.",
  fixes: [
    {
      aspect: "narrow-pass-role",
      stop: 0,
      change: "Name the roles {0} may pass, with the service they may be passed to",
      effort: "low",
      checks: ["identity/pass-role-bounded"],
    },
    narrowIdentity(1, "Reduce {1} to the data that the jobs which run as it need"),
  ],
  atlas: ["AML.T0012", "AML.T0112", "AML.T0036"],
  owasp: ["LLM06:2025", "LLM02:2025", "ASI03"],
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
      at("identity", (identity) => isWorn(identity.facets.kind) && privilegeOf(identity) === "broad"),
    ),
    over(out("can-read", "can-write"), sensitiveStore),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "a data scientist who may pass a role that reads every bucket",
      resources: [person(["deploy"]), role("broad"), store("sensitive")],
      relationships: chain,
      paths: [["person", "role", "store"]],
    },
    {
      name: "a role for one data set",
      resources: [person(["deploy"]), role("scoped"), store("sensitive")],
      relationships: chain,
      paths: [],
    },
    {
      name: "somebody who may pass it and start nothing",
      resources: [person(["read-data"]), role("broad"), store("sensitive")],
      relationships: chain,
      paths: [],
    },
    {
      name: "a group, which no job runs as",
      resources: [person(["deploy"]), role("broad", "group"), store("sensitive")],
      relationships: chain,
      paths: [],
    },
    {
      name: "a role over brochures",
      resources: [person(["deploy"]), role("broad"), store("public")],
      relationships: chain,
      paths: [],
    },
  ],
});
