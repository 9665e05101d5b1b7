import { aiCallKinds, isAi, worksWithAi } from "#lib/domain/ai-use.ts";
import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const pulled = {
  resources: [sampleResource("compute", "workload"), sampleResource("model-deployment", "server")],
  relationships: [
    { from: "workload", kind: "pulls-image" as const, to: "example" },
    { from: "server", kind: "hosted-on" as const, to: "workload" },
  ],
};

export default defineClassCheck({
  id: "image/pinned-by-digest",
  title: "Image of an AI workload is named by its digest",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "image",
  follows: ["pulls-image", ...aiCallKinds],
  followDepth: 2,
  risk: "Whoever moves the tag in the registry decides what runs at the next restart.",
  remediation: {
    summary: "Name the image by the digest that was tested; a tool can keep it up to date.",
    cli: "kubectl set image deployment/<name> --namespace <namespace> <container>=<image>@sha256:<digest>",
    terraform: 'image = "registry.example.com/server@sha256:..."',
    console: ["Open the workload › Edit", "Replace the tag of the image by its digest"],
  },
  references: [
    "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    "https://slsa.dev/spec/v1.1/verifying-artifacts",
  ],

  evaluate: ({ key, name, facets: { mutableReference } }, graph) => {
    const users = graph
      .followBack(key, "pulls-image")
      .filter((user) => isAi(user) || worksWithAi(graph, user.key));
    if (users.length === 0) return notApplicable;
    return mutableReference
      ? fail(`${users.map((user) => user.name).join(", ")} runs ${name}, which can change`, {
          image: name,
          usedBy: users.map((user) => user.name),
        })
      : pass;
  },

  examples: {
    pass: [{ name: "by digest", facets: { mutableReference: false }, neighbours: pulled }],
    fail: [{ name: "by tag", facets: { mutableReference: true }, neighbours: pulled }],
    notApplicable: [{ name: "nothing of AI runs it", facets: { mutableReference: true } }],
  },
});
