import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/notebook-encrypted",
  title: "Notebook server is reached over TLS",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  evidenceFor: "application-infrastructure",
  appliesTo: "onprem.notebook",
  risk: "Whoever is on the way reads keys, prompts and data, and changes what is answered.",
  remediation: {
    summary:
      "Give the server a certificate of your own authority, or put a proxy with one in front and close the plain port.",
    cli: "jupyter server --certfile=server.pem --keyfile=server.key",
    terraform: 'resource "tls_locally_signed_cert" "server" { ca_cert_pem = var.authority_pem }',
    console: [
      "Issue a certificate for the machine's name",
      "Set it in the server's configuration, and restart",
      "Close the plain port",
    ],
  },
  references: [
    "https://jupyter-server.readthedocs.io/en/latest/operators/public-server.html",
    "https://csrc.nist.gov/pubs/sp/800/52/r2/final",
  ],

  evaluate: ({ properties: { encrypted, url } }) =>
    encrypted ? pass : fail(`It answers at ${url}, without TLS`, { url }),

  examples: {
    pass: [{ name: "https", properties: { encrypted: true, url: "https://hub.lab.example.com" } }],
    fail: [
      { name: "plain http", properties: { encrypted: false, url: "http://jupyter.lab.example.com:8888" } },
    ],
  },
});
