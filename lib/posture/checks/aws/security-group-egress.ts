import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isAi, aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const aroundNotebook = {
  resources: [sampleResource("notebook", "notebook")],
  relationships: [{ from: "notebook", kind: "in-network" as const, to: "example" }],
};

export default defineCheck({
  id: "aws/security-group-egress",
  title: "Security group around AI resources limits where traffic may go",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "aws.ec2.security-group",
  follows: ["in-network", ...aiCallKinds],
  risk: "What runs there, injected code included, can send data anywhere.",
  remediation: {
    summary: "Allow only the endpoints and proxies the workload needs.",
    cli: "aws ec2 revoke-security-group-egress --group-id <id> --ip-permissions file://all.json",
    terraform:
      'egress { from_port = 443 to_port = 443 protocol = "tcp" prefix_list_ids = [data.aws_prefix_list.s3.id] }',
    console: ["EC2 › Security groups › open the group › Outbound rules › Edit"],
  },
  references: ["https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"],

  evaluate: ({ key, facets }, graph) => {
    const inside = graph
      .followBack(key, "in-network")
      .filter((member) => isAi(member) || (isOfClass(member, "compute") && worksWithAi(graph, member.key)));
    if (inside.length === 0) return notApplicable;
    if (!facets.unrestrictedEgress) return pass;
    return fail("Any traffic may go to any address", { unrestrictedEgress: true });
  },

  examples: {
    pass: [{ name: "closed", facets: { unrestrictedEgress: false }, neighbours: aroundNotebook }],
    fail: [{ name: "open", facets: { unrestrictedEgress: true }, neighbours: aroundNotebook }],
    notApplicable: [{ name: "nothing of AI in it", facets: { unrestrictedEgress: true } }],
  },
});
