import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "cluster/control-plane-private",
  title: "API server of the cluster is not reachable from every network",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesToClass: "cluster",
  risk: "A leaked token or a flaw in the API server is enough to take the cluster from anywhere.",
  remediation: {
    summary:
      "Make the endpoint private, or name the networks that may reach it. Close GKE's DNS name to outside traffic, or put it in a service perimeter.",
    cli: "aws eks update-cluster-config --name <cluster> --resources-vpc-config endpointPublicAccess=false,endpointPrivateAccess=true",
    terraform: "vpc_config { endpoint_public_access = false endpoint_private_access = true }",
    console: [
      "Open the cluster › Networking › Manage endpoint access",
      "Choose Private, or name public access sources",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
    "https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges",
    "https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation",
  ],

  evaluate: (cluster) => {
    const { publicNetwork } = cluster.facets;
    if (!publicNetwork) return pass;
    return cluster.type === "gcp.container.cluster" && cluster.properties["answersAtAddress"] === false
      ? fail("Whomever IAM lets connect reaches its API server under its DNS name, from any address", {
          publicNetwork,
        })
      : fail("Any address on the internet may connect to its API server", { publicNetwork });
  },

  examples: {
    pass: [{ name: "private, or for named networks", facets: { publicNetwork: false } }],
    fail: [{ name: "open to every network", facets: { publicNetwork: true } }],
    unknown: [
      {
        name: "decided outside the cluster",
        unknown: {
          "facets.publicNetwork": {
            reason: "unsupported",
            call: "apis:apis.list",
            permission: null,
            message: "Decided outside the cluster",
          },
        },
      },
    ],
  },
});
