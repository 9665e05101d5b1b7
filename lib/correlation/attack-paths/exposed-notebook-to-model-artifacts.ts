import { at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { powerful } from "#lib/domain/attack-path-stops.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const notebook = (publicAddress: boolean) => sampleResource("notebook", "notebook", { publicAddress });
const identity = (level: "broad" | "scoped") =>
  sampleResource("identity", "identity", {}, { derived: { privilege: { level, reasons: [] } } });
const artifacts = sampleResource("data-store", "artifacts");
const model = sampleResource("model", "model");
const chain = [
  { from: "notebook", kind: "runs-as" as const, to: "identity" },
  { from: "identity", kind: "can-write" as const, to: "artifacts" },
  { from: "model", kind: "stores-artifacts-in" as const, to: "artifacts" },
];

export default defineAttackPath({
  id: "exposed-notebook-to-model-artifacts",
  title: "A notebook on the internet can take or replace models",
  severity: "critical",
  layers: ["pipeline", "identity", "model"],
  story:
    "Whoever gets into {0} from the internet acts as {1}, which can take or replace the model's files in {2}.",
  fixes: [
    {
      aspect: "remove-public-address",
      stop: 0,
      change: "Remove the public address of {0} and reach it through the provider's proxy",
      effort: "low",
      checks: ["notebook/no-public-address"],
    },
    {
      aspect: "narrow-identity",
      stop: 1,
      change: "Let {1} touch only the data of {0}, on stores that are named, and no model's files",
      effort: "medium",
      checks: [
        "identity/ai-*",
        "azure/identity-not-contributor",
        "azure/principal-no-standing-management",
        "gcp/ai-service-account-*",
      ],
    },
  ],
  atlas: ["AML.T0035", "AML.T0025", "AML.T0018"],
  owasp: ["LLM03:2025", "LLM04:2025", "ASI03"],
  answers: ["P15", "R08", "R14"],

  from: at("notebook", ({ facets }) => facets.publicAddress),
  hops: [
    over(out("runs-as"), powerful),
    over(
      out("can-write", "can-read", "can-manage"),
      at("data-store", (store, graph) => graph.edgesInto(store.key, "stores-artifacts-in").length > 0),
    ),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "a public notebook runs as a broad identity that reaches a model's files",
      resources: [notebook(true), identity("broad"), artifacts, model],
      relationships: chain,
      paths: [["notebook", "identity", "artifacts"]],
    },
    {
      name: "the same notebook without a public address",
      resources: [notebook(false), identity("broad"), artifacts, model],
      relationships: chain,
      paths: [],
    },
    {
      name: "a public notebook whose identity names what it may touch",
      resources: [notebook(true), identity("scoped"), artifacts, model],
      relationships: chain,
      paths: [],
    },
  ],
});
