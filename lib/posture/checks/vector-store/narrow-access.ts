import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "vector-store/narrow-access",
  title: "Vector store names who may use it",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "vector-store",
  risk: "Any principal of the account can read what grounds the model, or write what it will believe.",
  remediation: {
    summary: "Name the principals and the collections in the access policy instead of wildcards.",
    cli: "aws opensearchserverless update-access-policy --type data --name <policy> --policy-version <version> --policy file://narrow.json",
    terraform: "aws_opensearchserverless_access_policy whose Principal lists roles, not the account",
    console: [
      "Open the collection › Data access",
      "Replace wildcard principals and indexes by those that need them",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html",
    "https://learn.microsoft.com/azure/search/search-security-rbac",
  ],

  evaluate: ({ facets: { broadAccess } }) =>
    broadAccess ? fail("Its own policy lets in a wildcard of principals", { broadAccess }) : pass,

  examples: {
    pass: [{ name: "named principals", facets: { broadAccess: false } }],
    fail: [{ name: "a wildcard", facets: { broadAccess: true } }],
  },
});
