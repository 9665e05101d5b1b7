import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { privilegeOf } from "#lib/domain/attack-path-stops.ts";
import { privileged, related, sampleResource } from "#lib/domain/sample-resource.ts";

const readers = (kind: "group" | "role", level: "broad" | "scoped") =>
  sampleResource("identity", "readers", { kind }, privileged(level));
const log = sampleResource("data-store", "log");
const service = (logsRequests: boolean) => sampleResource("ai-service", "service", { logsRequests });
const chain = related("readers can-read log", "service logs-to log");

export default defineAttackPath({
  id: "prompt-log-to-wide-readers",
  title: "What people ask the model can be read by a wide group",
  severity: "medium",
  layers: ["identity", "data"],
  story: "{1} keeps the prompts and answers of {2}, and everybody in {0} can read them.",
  fixes: [
    {
      aspect: "restrict-readers",
      stop: 1,
      change: "Let only those who investigate read {1}, each by name",
      effort: "low",
      checks: ["data-store/own-principals", "aws/bedrock-invocation-log-protected"],
    },
    {
      aspect: "mask-logged-prompts",
      stop: 1,
      change: "Mask personal data in what {2} writes to {1}",
      effort: "medium",
      checks: [],
    },
  ],
  atlas: ["AML.T0057", "AML.T0036"],
  owasp: ["LLM02:2025"],
  answers: ["P19"],

  from: at("identity", (identity) => identity.facets.kind === "group" && privilegeOf(identity) !== "admin"),
  hops: [
    over(out("can-read"), at("data-store")),
    over(
      into("logs-to"),
      at(["ai-service", "model-deployment", "workspace"], ({ facets }) => facets.logsRequests),
    ),
  ],
  identity: { start: 1, end: 1 },

  examples: () => [
    {
      name: "a group that reads the store of invocation logs",
      resources: [readers("group", "scoped"), log, service(true)],
      relationships: chain,
      paths: [["readers", "log", "service"]],
    },
    {
      name: "one role for one task",
      resources: [readers("role", "scoped"), log, service(true)],
      relationships: chain,
      paths: [],
    },
    {
      name: "a service that writes no prompts",
      resources: [readers("group", "scoped"), log, service(false)],
      relationships: chain,
      paths: [],
    },
    {
      name: "a store that holds no log of a model",
      resources: [readers("group", "scoped"), log, service(true)],
      relationships: chain.slice(0, 1),
      paths: [],
    },
  ],
});
