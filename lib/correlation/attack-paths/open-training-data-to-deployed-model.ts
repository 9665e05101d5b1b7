import { at, defineAttackPath, into, maybe, out, over } from "#lib/domain/attack-path.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const store = (publicRead: boolean, externalPrincipals: string[]) =>
  sampleResource("data-store", "store", { publicRead, publicWrite: false, externalPrincipals });
const job = sampleResource("training-job", "job");
const model = sampleResource("model", "model");
const endpoint = sampleResource("model-deployment", "endpoint");
const chain = [
  { from: "job", kind: "trained-on" as const, to: "store" },
  { from: "job", kind: "produces" as const, to: "model" },
  { from: "endpoint", kind: "serves" as const, to: "model" },
];

export default defineAttackPath({
  id: "open-training-data-to-deployed-model",
  title: "A deployed model was trained on data that outsiders reach",
  severity: "high",
  layers: ["data", "pipeline", "model"],
  story:
    "Outsiders reach {0}, from which the model behind {3} was trained: they can study it, and what they can change the model learns.",
  fixes: [
    {
      aspect: "close-training-store",
      stop: 0,
      change: "Close {0} to the public and to other accounts",
      effort: "low",
      checks: [
        "data-store/private",
        "data-store/public-access-blocked",
        "data-store/own-principals",
        "data-store/not-publicly-writable",
        "dataset/*",
      ],
    },
    {
      aspect: "retrain-from-verified-data",
      stop: 3,
      change:
        "Compare the training data with a trusted copy and train the model behind {3} again if it differs",
      effort: "high",
      checks: ["model/training-data-*"],
    },
  ],
  atlas: ["AML.T0020", "AML.T0010.002", "AML.T0018.000"],
  owasp: ["LLM04:2025", "LLM03:2025"],
  answers: ["R04"],

  from: at(["data-store", "dataset"], (resource) => isOpen(resource.facets)),
  hops: [
    maybe(into("ingests"), at(["data-store", "dataset"])),
    over(into("trained-on"), at(["model", "training-job"])),
    over([...out("produces"), ...into("serves")], at("model-deployment"), { max: 2, between: ["model"] }),
  ],
  identity: { start: 0, end: 3 },

  examples: () => [
    {
      name: "a public bucket trained the model of an endpoint",
      resources: [store(true, []), job, model, endpoint],
      relationships: chain,
      paths: [["store", "job", "model", "endpoint"]],
    },
    {
      name: "another account may write the bucket that trained the model",
      resources: [store(false, ["999900001111"]), model, endpoint],
      relationships: [
        { from: "model", kind: "trained-on", to: "store" },
        { from: "endpoint", kind: "serves", to: "model" },
      ],
      paths: [["store", "model", "endpoint"]],
    },
    {
      name: "a bucket of one's own",
      resources: [store(false, []), job, model, endpoint],
      relationships: chain,
      paths: [],
    },
    {
      name: "a model that is served nowhere",
      resources: [store(true, []), job, model],
      relationships: chain.slice(0, 2),
      paths: [],
    },
  ],
});

function isOpen(facets: {
  publicRead: boolean;
  publicWrite?: boolean;
  externalPrincipals: string[];
}): boolean {
  return facets.publicRead || ("publicWrite" in facets && facets.publicWrite === true)
    ? true
    : facets.externalPrincipals.length > 0;
}
