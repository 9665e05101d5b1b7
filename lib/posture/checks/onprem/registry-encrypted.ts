import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/registry-encrypted",
  title: "Model registry is reached over TLS",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  evidenceFor: "application-design",
  appliesTo: "onprem.model-registry",
  risk: "Whoever is on the way reads keys, prompts and data, and changes what is answered.",
  remediation: {
    summary:
      "Give the server a certificate of your own authority, or put a proxy with one in front and close the plain port.",
    cli: "caddy reverse-proxy --from mlflow.lab.example.com --to 127.0.0.1:5000",
    terraform: 'resource "tls_locally_signed_cert" "server" { ca_cert_pem = var.authority_pem }',
    console: [
      "Issue a certificate for the machine's name",
      "Set it in the server's configuration, and restart",
      "Close the plain port",
    ],
  },
  references: [
    "https://mlflow.org/docs/latest/self-hosting/",
    "https://csrc.nist.gov/pubs/sp/800/52/r2/final",
  ],

  evaluate: ({ properties: { encrypted, url } }) =>
    encrypted ? pass : fail(`It answers at ${url}, without TLS`, { url }),

  examples: {
    pass: [{ name: "https", properties: { encrypted: true, url: "https://mlflow.lab.example.com" } }],
    fail: [
      { name: "plain http", properties: { encrypted: false, url: "http://mlflow.lab.example.com:5000" } },
    ],
  },
});
