import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isAi, aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const aroundNotebook = {
  resources: [sampleResource("notebook", "notebook")],
  relationships: [{ from: "notebook", kind: "in-network" as const, to: "example" }],
};

export default defineCheck({
  id: "aws/security-group-ingress",
  title: "Security group around AI resources lets no traffic in from everywhere",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "aws.ec2.security-group",
  follows: ["in-network", ...aiCallKinds],
  risk: "Model servers and notebooks often ask for no password, and scanners find them within hours.",
  remediation: {
    summary: "Allow only the load balancer or the private ranges that need it.",
    cli: "aws ec2 revoke-security-group-ingress --group-id <id> --ip-permissions file://open.json",
    terraform:
      'ingress { from_port = 443 to_port = 443 protocol = "tcp" security_groups = [aws_security_group.lb.id] }',
    console: ["EC2 › Security groups › open the group › Inbound rules › Edit › remove 0.0.0.0/0 and ::/0"],
  },
  references: ["https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"],

  evaluate: ({ key, facets, properties }, graph) => {
    const inside = graph
      .followBack(key, "in-network")
      .filter((member) => isAi(member) || (isOfClass(member, "compute") && worksWithAi(graph, member.key)));
    if (inside.length === 0) return notApplicable;
    if (!facets.openToInternet) return pass;
    return fail(`${properties.openPorts.join(", ")} open to any address`, {
      openPorts: properties.openPorts,
    });
  },

  examples: {
    pass: [{ name: "closed", facets: { openToInternet: false }, neighbours: aroundNotebook }],
    fail: [
      {
        name: "open",
        facets: { openToInternet: true },
        properties: { openPorts: ["tcp 8888"] },
        neighbours: aroundNotebook,
      },
    ],
    notApplicable: [
      {
        name: "nothing of AI in it",
        facets: { openToInternet: true },
        properties: { openPorts: ["tcp 8888"] },
      },
    ],
  },
});
