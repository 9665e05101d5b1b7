import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/object-store-encrypted",
  title: "Object store is reached over TLS",
  severity: "high",
  layer: "data",
  function: "protect",
  evidenceFor: "data-governance",
  appliesTo: "onprem.object-store",
  risk: "Whoever is on the way reads keys, prompts and data, and changes what is answered.",
  remediation: {
    summary:
      "Give the server a certificate of your own authority, or put a proxy with one in front and close the plain port.",
    cli: "cp server.pem ~/.minio/certs/public.crt && cp server.key ~/.minio/certs/private.key",
    terraform: 'resource "tls_locally_signed_cert" "server" { ca_cert_pem = var.authority_pem }',
    console: [
      "Issue a certificate for the machine's name",
      "Set it in the server's configuration, and restart",
      "Close the plain port",
    ],
  },
  references: [
    "https://github.com/minio/minio/blob/master/docs/tls/README.md",
    "https://csrc.nist.gov/pubs/sp/800/52/r2/final",
  ],

  evaluate: ({ properties: { encrypted, url } }) =>
    encrypted ? pass : fail(`It answers at ${url}, without TLS`, { url }),

  examples: {
    pass: [{ name: "https", properties: { encrypted: true, url: "https://minio.lab.example.com:9000" } }],
    fail: [
      { name: "plain http", properties: { encrypted: false, url: "http://minio.lab.example.com:9000" } },
    ],
  },
});
