import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "ai-service/private-endpoint",
  title: "AI service has an approved private endpoint",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesToClass: "ai-service",
  risk: "Prompts and answers have no private way to the service, and a public network that exists cannot be closed.",
  remediation: {
    summary: "Create a private endpoint in the network of the callers and approve it.",
    cli: "aws ec2 create-vpc-endpoint --vpc-id <vpc> --vpc-endpoint-type Interface --service-name com.amazonaws.<region>.bedrock-runtime --subnet-ids <subnet>\naz network private-endpoint create --name <name> --resource-group <group> --subnet <subnet-id> --private-connection-resource-id <account-id> --group-id account --connection-name <name>",
    terraform: 'azurerm_private_endpoint with subresource_names = ["account"]',
    console: [
      "Open the account › Networking › Private endpoint connections",
      "Add a private endpoint and approve it",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/vpc-interface-endpoints.html",
  ],

  evaluate: ({ facets: { privateEndpoint } }) =>
    !privateEndpoint ? fail("It has no approved private endpoint", { privateEndpoint }) : pass,

  examples: {
    pass: [{ name: "an approved endpoint", facets: { privateEndpoint: true } }],
    fail: [{ name: "no endpoint, or one still pending", facets: { privateEndpoint: false } }],
  },
});
