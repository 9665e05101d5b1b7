import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiCallKinds, isAi, worksWithAi } from "#lib/domain/ai-use.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const aroundNotebook = {
  resources: [sampleResource("notebook", "notebook")],
  relationships: [{ from: "notebook", kind: "in-network" as const, to: "example" }],
};

export default defineCheck({
  id: "gcp/network-egress",
  title: "Network around AI lets traffic out to named places only",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.compute.network",
  follows: ["in-network", ...aiCallKinds],
  risk: "Code in a notebook or a tool that was taken over sends weights and data wherever it likes.",
  remediation: {
    summary: "Deny egress, and allow what the workload needs.",
    cli: "gcloud compute firewall-rules create deny-egress --network NETWORK --direction EGRESS --action DENY --rules all --destination-ranges 0.0.0.0/0 --priority 65000",
    terraform:
      'resource "google_compute_firewall" "deny_egress" { direction = "EGRESS" deny { protocol = "all" } destination_ranges = ["0.0.0.0/0"] priority = 65000 }',
    console: ["VPC network › Firewall › Create firewall rule", "Egress, deny all, with a low priority"],
  },
  references: ["https://cloud.google.com/firewall/docs/firewalls#default_firewall_rules"],

  evaluate: ({ key, facets: { unrestrictedEgress } }, graph) => {
    const inside = graph
      .followBack(key, "in-network")
      .filter((member) => isAi(member) || (isOfClass(member, "compute") && worksWithAi(graph, member.key)));
    if (inside.length === 0) return notApplicable;
    return unrestrictedEgress ? fail("Any traffic may go to any address", { unrestrictedEgress }) : pass;
  },

  examples: {
    pass: [{ name: "closed", facets: { unrestrictedEgress: false }, neighbours: aroundNotebook }],
    fail: [
      {
        name: "open, which is the default",
        facets: { unrestrictedEgress: true },
        neighbours: aroundNotebook,
      },
    ],
    notApplicable: [{ name: "nothing of AI in it", facets: { unrestrictedEgress: true } }],
  },
});
