import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { callsModel, powerful } from "#lib/domain/attack-path-stops.ts";
import { classOf } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const registry = (immutableTags: boolean) =>
  sampleResource("image-registry", "registry", { immutableTags, publicRead: false });
const job = sampleResource("training-job", "job");
const role = (level: "broad" | "scoped") =>
  sampleResource("identity", "role", {}, { derived: { privilege: { level, reasons: [] } } });
const chain = [
  { from: "job", kind: "pulls-image" as const, to: "registry" },
  { from: "job", kind: "runs-as" as const, to: "role" },
];

export default defineAttackPath({
  id: "replaceable-image-to-privileged-workload",
  title: "A replaced image would run with broad rights beside the model",
  severity: "medium",
  layers: ["pipeline", "identity"],
  story: "An image in {0} can be replaced under the same tag, and {1} would run it with the rights of {2}.",
  fixes: [
    {
      aspect: "immutable-tags",
      stop: 0,
      change: "Make the tags of {0} immutable and deploy by digest",
      effort: "low",
      checks: ["image-registry/immutable-tags"],
    },
    {
      aspect: "narrow-identity",
      stop: 2,
      change: "Reduce {2} to what {1} needs",
      effort: "medium",
      checks: [
        "identity/ai-*",
        "azure/identity-not-contributor",
        "azure/principal-no-standing-management",
        "gcp/ai-service-account-*",
      ],
    },
  ],
  atlas: ["AML.T0010.004", "AML.T0010.001"],
  owasp: ["LLM03:2025", "ASI04"],
  answers: ["R05"],

  from: at("image-registry", ({ facets }) => !facets.immutableTags),
  hops: [
    over(
      into("pulls-image"),
      at(
        ["compute", "model", "model-deployment", "training-job"],
        (resource, graph) => classOf(resource.type) !== "compute" || callsModel(graph, resource.key),
      ),
    ),
    over(out("runs-as"), powerful),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "a training job with a broad role and an image whose tag can move",
      resources: [registry(false), job, role("broad")],
      relationships: chain,
      paths: [["registry", "job", "role"]],
    },
    {
      name: "immutable tags",
      resources: [registry(true), job, role("broad")],
      relationships: chain,
      paths: [],
    },
    {
      name: "a job whose role names what it may touch",
      resources: [registry(false), job, role("scoped")],
      relationships: chain,
      paths: [],
    },
  ],
});
