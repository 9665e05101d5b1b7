import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/opensearch-anonymous",
  title: "OpenSearch domain on a public network asks each request who sends it",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesTo: "aws.opensearch.domain",
  risk: "Anybody on the internet can read the indexed documents and write what answers are grounded on.",
  remediation: {
    summary:
      "Name the roles that may use the domain in its access policy, and turn fine-grained access control on.",
    cli: "aws opensearch update-domain-config --domain-name <domain> --access-policies file://named-roles.json",
    terraform:
      'resource "aws_opensearch_domain_policy" "this" { access_policies = data.aws_iam_policy_document.named_roles.json }',
    console: [
      "OpenSearch Service › Domains › open the domain › Security configuration › Edit",
      "Put the roles in place of * in the access policy, and enable fine-grained access control",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html",
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html",
  ],

  evaluate: ({ facets: { publicNetwork }, properties: { anonymous } }) =>
    publicNetwork && anonymous
      ? fail("Anybody on the internet may read and write it", { publicNetwork, anonymous })
      : pass,

  examples: {
    pass: [
      {
        name: "public, and every request is signed",
        facets: { publicNetwork: true },
        properties: { anonymous: false },
      },
      {
        name: "asks nobody, in a private network",
        facets: { publicNetwork: false },
        properties: { anonymous: true },
      },
    ],
    fail: [
      {
        name: "public with an open policy",
        facets: { publicNetwork: true },
        properties: { anonymous: true },
      },
    ],
  },
});
