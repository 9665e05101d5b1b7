import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "vector-store/customer-key",
  title: "Vector store is encrypted with a customer key",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesToClass: "vector-store",
  risk: "Embedded documents are readable under the provider's key, and access cannot be revoked by you.",
  remediation: {
    summary: "Encrypt the indexes with a key of your own.",
    cli: "az search service update --name <service> --resource-group <group> --set encryptionWithCmk.enforcement=Enabled",
    terraform: "customer_managed_key_enforcement_enabled = true on azurerm_search_service",
    console: ["Create each index with a key from Key Vault", "Enforce customer keys on the service"],
  },
  references: [
    "https://learn.microsoft.com/azure/search/search-security-manage-encryption-keys",
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-encryption.html",
  ],

  evaluate: ({ facets: { customerKey } }) =>
    !customerKey ? fail("It holds data that no customer key encrypts", { customerKey }) : pass,

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
