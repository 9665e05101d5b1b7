import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

export default defineClassCheck({
  id: "knowledge-base/vector-store-access",
  title: "Vector store behind a knowledge base admits no broad callers",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesToClass: "knowledge-base",
  follows: ["indexes-into"],
  risk: "Embeddings and the text they came from can be read or replaced past the knowledge base.",
  remediation: {
    summary: "Name the knowledge base's role in the data-access policy and admit only private networks.",
    cli: "aws opensearchserverless update-access-policy --type data --name <policy> --policy-version <version> --policy file://policy.json",
    terraform:
      'resource "aws_opensearchserverless_access_policy" "kb" with Principal limited to the knowledge base role',
    console: [
      "OpenSearch › Serverless › Data access policies › edit principals",
      "Network policies › choose VPC endpoints and Bedrock only",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html",
    "https://genai.owasp.org/llmrisk/llm082025-vector-and-embedding-weaknesses/",
  ],

  evaluate: ({ key }, graph) => {
    const stores = graph.follow(key, "indexes-into").filter((store) => isOfClass(store, "vector-store"));
    if (stores.length === 0) return notApplicable;
    const weak = stores
      .filter((store) => store.facets.publicNetwork || store.facets.broadAccess)
      .map((store) => store.name);
    return weak.length === 0
      ? pass
      : fail(`Its vectors lie in ${weak.join(", ")}, open to broad callers or networks`, { stores: weak });
  },

  examples: {
    pass: [
      {
        name: "private and named callers",
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
        name: "public network",
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
                publicNetwork: true,
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
      {
        name: "every identity of the account",
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
                broadAccess: true,
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
    notApplicable: [{ name: "no store known", properties: {} }],
  },
});
