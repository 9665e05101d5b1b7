import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "vector-store/requires-identity-not-keys",
  title: "Vector store accepts identities only, not keys",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesToClass: "vector-store",
  risk: "A query or admin key reads or rewrites the whole index and names nobody.",
  remediation: {
    summary: "Give callers a data role, then switch key authentication off.",
    cli: "az search service update --name <service> --resource-group <group> --disable-local-auth true",
    terraform: "local_authentication_enabled = false on azurerm_search_service",
    console: [
      "Give callers the role Search Index Data Reader",
      "Open the search service › Settings › Keys",
      "Choose Role-based access control",
    ],
  },
  references: ["https://learn.microsoft.com/azure/search/search-security-enable-roles"],

  evaluate: ({ facets: { keyAuthentication } }) =>
    keyAuthentication ? fail("It accepts keys beside identities", { keyAuthentication }) : pass,

  examples: {
    pass: [{ name: "identities only", facets: { keyAuthentication: false } }],
    fail: [{ name: "keys accepted", facets: { keyAuthentication: true } }],
  },
});
