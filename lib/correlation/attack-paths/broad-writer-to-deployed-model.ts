import { at, defineAttackPath, into, maybe, out, over } from "#lib/domain/attack-path.ts";
import { narrowIdentity, restrictWriters } from "#lib/domain/attack-path-fixes.ts";
import { privilegeOf } from "#lib/domain/attack-path-stops.ts";
import { privileged, related, sampleResource } from "#lib/domain/sample-resource.ts";

const writer = (level: "broad" | "scoped") => sampleResource("identity", "writer", {}, privileged(level));
const store = sampleResource("data-store", "store");
const job = sampleResource("training-job", "job");
const model = sampleResource("model", "model");
const endpoint = sampleResource("model-deployment", "endpoint");
const chain = related(
  "writer can-write store",
  "job trained-on store",
  "job produces model",
  "endpoint serves model",
);

export default defineAttackPath({
  id: "broad-writer-to-deployed-model",
  title: "A broad role can change what a deployed model is trained on",
  severity: "medium",
  layers: ["identity", "data", "pipeline", "model"],
  story: "Whoever holds {0} can write into {1}, and what is written there the model behind {4} learns.",
  fixes: [
    narrowIdentity(0, "Name the stores {0} may write, and leave {1} out"),
    restrictWriters(
      1,
      "Deny writes to {1} to everyone but the process that prepares the data, and keep versions",
    ),
  ],
  atlas: ["AML.T0020", "AML.T0018.000", "AML.T0010.002"],
  owasp: ["LLM04:2025", "LLM03:2025"],
  answers: ["P06"],

  from: at("identity", (identity) => privilegeOf(identity) === "broad"),
  hops: [
    over(out("can-write"), at("data-store")),
    maybe(into("ingests"), at(["data-store", "dataset"])),
    over(into("trained-on"), at(["model", "training-job"])),
    over([...out("produces"), ...into("serves")], at("model-deployment"), { max: 2, between: ["model"] }),
  ],
  identity: { start: 1, end: 4 },

  examples: () => [
    {
      name: "a broad role writes the bucket that a deployed model was trained on",
      resources: [writer("broad"), store, job, model, endpoint],
      relationships: chain,
      paths: [["writer", "store", "job", "model", "endpoint"]],
    },
    {
      name: "only the role that prepares the data may write it",
      resources: [writer("scoped"), store, job, model, endpoint],
      relationships: chain,
      paths: [],
    },
    {
      name: "a broad role that only reads it",
      resources: [writer("broad"), store, job, model, endpoint],
      relationships: [...related("writer can-read store"), ...chain.slice(1)],
      paths: [],
    },
    {
      name: "a model that is served nowhere",
      resources: [writer("broad"), store, job, model],
      relationships: chain.slice(0, 3),
      paths: [],
    },
  ],
});
