import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/storage-transport",
  title: "Storage account takes only current encrypted connections",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "azure.storage.account",
  risk: "Documents travel in clear, or under TLS that can be broken.",
  remediation: {
    summary: "Require https and TLS 1.2.",
    cli: "az storage account update --name <account> --resource-group <group> --https-only true --min-tls-version TLS1_2",
    terraform: 'https_traffic_only_enabled = true and min_tls_version = "TLS1_2"',
    console: [
      "Open the storage account › Settings › Configuration",
      "Require secure transfer and choose TLS 1.2",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version",
  ],

  evaluate: ({ properties: { httpsOnly, minimumTls } }) => {
    if (!httpsOnly) return fail("It takes connections without encryption", { httpsOnly });
    return minimumTls === null || minimumTls === "TLS1_0" || minimumTls === "TLS1_1"
      ? fail("It takes TLS older than 1.2", { minimumTls })
      : pass;
  },

  examples: {
    pass: [{ name: "https with TLS 1.2", properties: { httpsOnly: true, minimumTls: "TLS1_2" } }],
    fail: [
      { name: "http", properties: { httpsOnly: false, minimumTls: "TLS1_2" } },
      { name: "TLS 1.0", properties: { httpsOnly: true, minimumTls: "TLS1_0" } },
      { name: "a minimum never set", properties: { httpsOnly: true, minimumTls: null } },
    ],
  },
});
