import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/vector-store-encrypted",
  title: "Vector database is reached over TLS",
  severity: "high",
  layer: "data",
  function: "protect",
  evidenceFor: "plugins-and-data-connections",
  appliesTo: "onprem.vector-store",
  risk: "Whoever is on the way reads keys, prompts and data, and changes what is answered.",
  remediation: {
    summary:
      "Give the server a certificate of your own authority, or put a proxy with one in front and close the plain port.",
    cli: "export QDRANT__SERVICE__ENABLE_TLS=true QDRANT__TLS__CERT=server.pem QDRANT__TLS__KEY=server.key",
    terraform: 'resource "tls_locally_signed_cert" "server" { ca_cert_pem = var.authority_pem }',
    console: [
      "Issue a certificate for the machine's name",
      "Set it in the server's configuration, and restart",
      "Close the plain port",
    ],
  },
  references: [
    "https://qdrant.tech/documentation/guides/security/#tls",
    "https://csrc.nist.gov/pubs/sp/800/52/r2/final",
  ],

  evaluate: ({ properties: { encrypted, url } }) =>
    encrypted ? pass : fail(`It answers at ${url}, without TLS`, { url }),

  examples: {
    pass: [{ name: "https", properties: { encrypted: true, url: "https://qdrant.lab.example.com:6333" } }],
    fail: [
      { name: "plain http", properties: { encrypted: false, url: "http://qdrant.lab.example.com:6333" } },
    ],
  },
});
