import { aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { derivedBasis } from "#lib/domain/relationship.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const served = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "server", kind: "hosted-on" as const, to: "example" }],
};
const left = {
  reason: "unsupported",
  call: "ec2:DescribeInstances",
  permission: null,
  message: "Decided by the hop limit of the nodes",
} as const;
/** As it is derived from what the cloud tells of the cluster's nodes. */
const handedOut = (reason: string) => ({
  resources: [...served.resources, sampleResource("identity", "nodes")],
  relationships: [
    ...served.relationships,
    { from: "example", kind: "can-assume" as const, to: "nodes", reason },
  ],
});

export default defineCheck({
  id: "kubernetes/model-imds",
  title: "Model workload does not reach its node's metadata service",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "kubernetes.workload",
  follows: [...aiCallKinds, "can-assume"],
  followDepth: 1,
  risk: "A prompt that makes the server fetch an address gets the node's own cloud credentials.",
  remediation: {
    summary:
      "Deny 169.254.169.254 to its pods by a policy, or limit the hop count of the nodes' metadata service to one.",
    cli: "aws ec2 modify-instance-metadata-options --instance-id <node> --http-tokens required --http-put-response-hop-limit 1",
    terraform: 'metadata_options { http_tokens = "required" http_put_response_hop_limit = 1 }',
    console: [
      "Open the namespace › Network policies › Create",
      "Allow egress to 0.0.0.0/0 except 169.254.169.254/32, or less",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html",
    "https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity",
  ],

  evaluate: ({ key, properties }, graph) => {
    if (!worksWithAi(graph, key)) return notApplicable;
    const taken = graph.edges(key, "can-assume").find(({ reason }) => derivedBasis(reason) === "derived");
    if (taken)
      return fail(`The metadata service of their node hands its pods ${taken.resource.name}`, {
        identity: taken.resource.name,
      });
    const { metadataService } = properties;
    if (metadataService === "absent") return notApplicable;
    return metadataService === "closed"
      ? pass
      : fail("Nothing keeps its pods from the metadata service of their node", { metadataService });
  },

  examples: {
    pass: [{ name: "kept away", properties: { metadataService: "closed" }, neighbours: served }],
    fail: [
      { name: "open", properties: { metadataService: "open" }, neighbours: served },
      {
        name: "on nodes whose answers travel two hops",
        neighbours: handedOut("the metadata service of its node hands it out"),
        unknown: { "properties.metadataService": left },
      },
    ],
    notApplicable: [
      { name: "no model in it", properties: { metadataService: "open" } },
      { name: "machines of one's own", properties: { metadataService: "absent" }, neighbours: served },
    ],
    unknown: [
      {
        name: "the nodes' hop limit decides",
        neighbours: served,
        unknown: { "properties.metadataService": left },
      },
      {
        name: "which of its nodes it runs on decides",
        neighbours: handedOut(
          "the metadata service hands it out, under a condition on which of its nodes it runs on",
        ),
        unknown: { "properties.metadataService": left },
      },
    ],
  },
});
