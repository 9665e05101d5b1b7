import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

export default defineClassCheck({
  id: "knowledge-base/vector-store-key",
  title: "Vector store behind a knowledge base is under a customer key",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "knowledge-base",
  follows: ["indexes-into"],
  risk: "The text behind the embeddings stays readable under a key the customer cannot revoke.",
  remediation: {
    summary: "Create the collection anew with an encryption policy that names a customer key, then re-index.",
    cli: "aws opensearchserverless create-security-policy --type encryption --name <name> --policy file://encryption.json",
    terraform: "policy = jsonencode({ Rules = [...], KmsARN = aws_kms_key.vectors.arn })",
    console: [
      "OpenSearch › Serverless › Encryption policies › create one with a KMS key",
      "Create the collection under it and re-index",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-encryption.html",
  ],

  evaluate: ({ key }, graph) => {
    const stores = graph.follow(key, "indexes-into").filter((store) => isOfClass(store, "vector-store"));
    if (stores.length === 0) return notApplicable;
    const weak = stores.filter((store) => !store.facets.customerKey).map((store) => store.name);
    return weak.length === 0
      ? pass
      : fail(`Its vectors lie in ${weak.join(", ")} under the provider's key`, { stores: weak });
  },

  examples: {
    pass: [
      {
        name: "own key",
        neighbours: {
          resources: [
            {
              key: "index",
              type: "aws.opensearch-serverless.collection",
              name: "index",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                kind: "VECTORSEARCH",
                status: "ACTIVE",
                dataPrincipals: [],
                broadPolicies: [],
                networkPolicies: [],
              },
              facets: {
                publicNetwork: false,
                keyAuthentication: false,
                broadAccess: false,
                customerKey: true,
                accessLogging: true,
                hosts: [],
              },
            },
          ],
          relationships: [{ from: "example", kind: "indexes-into", to: "index" }],
        },
      },
    ],
    fail: [
      {
        name: "the provider's key",
        neighbours: {
          resources: [
            {
              key: "index",
              type: "aws.opensearch-serverless.collection",
              name: "index",
              account: "111122223333",
              region: "eu-west-1",
              tags: {},
              properties: {
                kind: "VECTORSEARCH",
                status: "ACTIVE",
                dataPrincipals: [],
                broadPolicies: [],
                networkPolicies: [],
              },
              facets: {
                publicNetwork: false,
                keyAuthentication: false,
                broadAccess: false,
                customerKey: false,
                accessLogging: true,
                hosts: [],
              },
            },
          ],
          relationships: [{ from: "example", kind: "indexes-into", to: "index" }],
        },
      },
    ],
    notApplicable: [{ name: "no store known", properties: {} }],
  },
});
