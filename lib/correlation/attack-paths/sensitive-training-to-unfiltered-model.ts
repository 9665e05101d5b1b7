import { at, defineAttackPath, into, lacks, maybe, out, over } from "#lib/domain/attack-path.ts";
import { attachGuardrail } from "#lib/domain/attack-path-fixes.ts";
import { isExposed, sensitiveStore } from "#lib/domain/attack-path-stops.ts";
import { holding, reached, related, sampleResource } from "#lib/domain/sample-resource.ts";

const store = (level: "sensitive" | "internal") => sampleResource("data-store", "store", {}, holding(level));
const model = (origin: "fine-tuned" | "custom") => sampleResource("model", "model", { origin });
const endpoint = (reach: "credential" | "internal") =>
  sampleResource("model-deployment", "endpoint", {}, reached(reach));
const chain = related("model trained-on store", "endpoint serves model");

export default defineAttackPath({
  id: "sensitive-training-to-unfiltered-model",
  title: "A model trained on sensitive data answers without an output filter",
  severity: "medium",
  layers: ["data", "model"],
  story:
    "{2} was trained on the sensitive data in {0} and answers the internet through {3}, with nothing to keep it from repeating what it learned.",
  fixes: [
    attachGuardrail(3, "Put a filter for personal data and credentials on what {3} answers"),
    {
      aspect: "separate-sensitive-data",
      stop: 0,
      change: "Train on data from which what identifies people was removed, instead of {0}",
      effort: "high",
      checks: [],
    },
  ],
  atlas: ["AML.T0057", "AML.T0024"],
  owasp: ["LLM02:2025", "LLM04:2025"],
  answers: ["P07"],

  from: sensitiveStore,
  hops: [
    maybe(into("trained-on"), at(["training-job", "data-store", "dataset"])),
    over(
      [...into("trained-on"), ...out("produces")],
      at("model", ({ facets }) => facets.origin === "fine-tuned"),
    ),
    over(
      into("serves"),
      at(
        "model-deployment",
        (deployment, graph) => isExposed(deployment) && lacks(graph, deployment, "guarded-by"),
      ),
    ),
  ],
  identity: { start: 0, end: 3 },

  examples: () => [
    {
      name: "a model fine-tuned on personal data behind an exposed endpoint",
      resources: [store("sensitive"), model("fine-tuned"), endpoint("credential")],
      relationships: chain,
      paths: [["store", "model", "endpoint"]],
    },
    {
      name: "the same by way of a training job",
      resources: [
        store("sensitive"),
        sampleResource("training-job", "job"),
        model("fine-tuned"),
        endpoint("credential"),
      ],
      relationships: related("job trained-on store", "job produces model", "endpoint serves model"),
      paths: [["store", "job", "model", "endpoint"]],
    },
    {
      name: "a filter stands before the answers",
      resources: [
        store("sensitive"),
        model("fine-tuned"),
        endpoint("credential"),
        sampleResource("guardrail", "filter"),
      ],
      relationships: [...chain, ...related("endpoint guarded-by filter")],
      paths: [],
    },
    {
      name: "an endpoint that only the company's network reaches",
      resources: [store("sensitive"), model("fine-tuned"), endpoint("internal")],
      relationships: chain,
      paths: [],
    },
    {
      name: "a classifier trained from nothing, which repeats no text",
      resources: [store("sensitive"), model("custom"), endpoint("credential")],
      relationships: chain,
      paths: [],
    },
    {
      name: "trained on handbooks",
      resources: [store("internal"), model("fine-tuned"), endpoint("credential")],
      relationships: chain,
      paths: [],
    },
  ],
});
