import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { withdrawAccess } from "#lib/domain/attack-path-fixes.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const model = (publisher: string | null) =>
  sampleResource("model", "model", { origin: "open-weight", publisher });
const host = sampleResource("compute", "host");
const role = sampleResource("identity", "role");
const store = sampleResource("data-store", "store");
const chain = related("host serves model", "host runs-as role", "role can-read store");

export default defineAttackPath({
  id: "unverified-model-to-inference-identity",
  title: "A model of unknown origin runs with a cloud identity",
  severity: "medium",
  layers: ["pipeline", "identity", "model"],
  story:
    "Nobody says who published {0}; code hidden in its files would run in {1} as {2}, which reaches {3}.",
  fixes: [
    {
      aspect: "use-verified-model",
      stop: 0,
      change: "Take {0} from a publisher you name, in a format that holds no code, and check its signature",
      effort: "medium",
      checks: ["model/*"],
    },
    withdrawAccess(2, "Let {2} read the model's own files and nothing else"),
  ],
  atlas: ["AML.T0010.003", "AML.T0018.002", "AML.T0011.000"],
  owasp: ["LLM03:2025", "ASI04"],
  answers: ["P13"],

  from: at("model", ({ facets }) => facets.origin === "open-weight" && facets.publisher === null),
  hops: [
    over(into("serves"), at(["compute", "model-deployment"])),
    over(out("runs-as"), at("identity")),
    over(
      out("can-read", "can-write", "can-manage", "can-assume"),
      at(["data-store", "dataset", "secret", "key-vault", "identity", "image-registry", "model-registry"]),
    ),
  ],
  identity: { start: 0, end: 2 },

  examples: () => [
    {
      name: "an open-weight model without a publisher on a host whose role reads a store",
      resources: [model(null), host, role, store],
      relationships: chain,
      paths: [["model", "host", "role", "store"]],
    },
    {
      name: "a model whose publisher is named",
      resources: [model("Mistral AI"), host, role, store],
      relationships: chain,
      paths: [],
    },
    {
      name: "a host without any right in the cloud",
      resources: [model(null), host, role, store],
      relationships: chain.slice(0, 2),
      paths: [],
    },
  ],
});
