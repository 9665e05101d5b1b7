import { at, defineAttackPath, maybe, out, over } from "#lib/domain/attack-path.ts";
import { removePublicNetwork, unmountToken, withdrawAccess } from "#lib/domain/attack-path-fixes.ts";
import { openWayIn } from "#lib/domain/attack-path-stops.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const service = (authentication: "none" | "identity") =>
  sampleResource("api", "service", { publicNetwork: true, authentication });
const pod = sampleResource("compute", "pod", { publicNetwork: false, authentication: "none" });
const model = sampleResource("model", "model");
const role = sampleResource("identity", "role");
const store = sampleResource("data-store", "store");
const chain = related("service routes-to pod", "pod serves model", "pod runs-as role", "role can-read store");

export default defineAttackPath({
  id: "open-inference-server-to-stores",
  title: "An inference server that asks nobody who they are reaches cloud storage",
  severity: "critical",
  layers: ["api", "identity", "data"],
  story: "Anyone can reach {1} through {0}; a flaw in the inference server gives them {2}, and with it {3}.",
  fixes: [
    // Behind a key the same flaw of the server still gives the same rights, so asking for one closes nothing.
    unmountToken(1, "Mount no token of {2} in {1}: serving a model needs none"),
    removePublicNetwork(0, "Take {0} off the internet, and let those who call it come from inside"),
    withdrawAccess(2, "Let {2} read the files of the model it serves and nothing else"),
  ],
  atlas: ["AML.T0049", "AML.T0040", "AML.T0035"],
  owasp: ["LLM03:2025", "LLM10:2025", "ASI03"],
  answers: ["R11"],

  from: openWayIn,
  hops: [
    maybe(
      out("routes-to"),
      at(
        "compute",
        ({ key }, graph) =>
          graph.edges(key, "serves").length > 0 || graph.edgesInto(key, "hosted-on").length > 0,
      ),
      { max: 3, between: ["api", "compute"] },
    ),
    over(out("runs-as"), at("identity")),
    over(
      out("can-read", "can-write", "can-manage"),
      at(["data-store", "dataset", "image-registry", "model-registry", "secret", "key-vault"]),
    ),
  ],
  identity: { start: 1, end: 2 },
  covers: ["exposed-compute-to-secrets"],

  examples: () => [
    {
      name: "an open service before a pod that serves a model and reads a bucket",
      resources: [service("none"), pod, model, role, store],
      relationships: chain,
      paths: [["service", "pod", "role", "store"]],
    },
    {
      name: "an open server of its own",
      resources: [
        sampleResource("compute", "pod", { publicNetwork: true, authentication: "none" }),
        model,
        role,
        store,
      ],
      relationships: chain.slice(1),
      paths: [["pod", "role", "store"]],
    },
    {
      name: "a vector database, which serves no model and is a server all the same",
      resources: [service("none"), pod, sampleResource("vector-store", "index"), role, store],
      relationships: related(
        "service routes-to pod",
        "index hosted-on pod",
        "pod runs-as role",
        "role can-read store",
      ),
      paths: [["service", "pod", "role", "store"]],
    },
    {
      name: "authentication stands in front",
      resources: [service("identity"), pod, model, role, store],
      relationships: chain,
      paths: [],
    },
    {
      name: "a pod that serves no model",
      resources: [service("none"), pod, model, role, store],
      relationships: chain.filter(({ kind }) => kind !== "serves"),
      paths: [],
    },
    {
      name: "a pod without any right in the cloud",
      resources: [service("none"), pod, model, role, store],
      relationships: chain.slice(0, 3),
      paths: [],
    },
  ],
});
