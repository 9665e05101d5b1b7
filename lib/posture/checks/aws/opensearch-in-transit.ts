import { defineCheck, fail, pass } from "#lib/domain/check.ts";

/** Its names give the lowest version, as in `Policy-Min-TLS-1-2-2019-07`. */
const isOldTls = (policy: string): boolean => policy.includes("TLS-1-0");

export default defineCheck({
  id: "aws/opensearch-in-transit",
  title: "OpenSearch domain encrypts what it sends, to clients and between its nodes",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "aws.opensearch.domain",
  risk: "Queries, documents and passwords can be read or changed on the way.",
  remediation: {
    summary: "Require HTTPS with TLS 1.2 and turn node-to-node encryption on.",
    cli: "aws opensearch update-domain-config --domain-name <domain> --domain-endpoint-options EnforceHTTPS=true,TLSSecurityPolicy=Policy-Min-TLS-1-2-PFS-2023-10 --node-to-node-encryption-options Enabled=true",
    terraform:
      'node_to_node_encryption { enabled = true }\ndomain_endpoint_options { enforce_https = true tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10" }',
    console: [
      "OpenSearch Service › Domains › open the domain › Security configuration › Edit",
      "Require HTTPS and enable node-to-node encryption",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html",
    "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html",
  ],

  evaluate: ({ properties: { enforcesHttps, nodeToNodeEncryption, tlsPolicy } }) => {
    const wrong = [
      ...(enforcesHttps ? [] : ["it answers plain HTTP"]),
      ...(nodeToNodeEncryption ? [] : ["its nodes talk in clear"]),
      ...(tlsPolicy !== null && isOldTls(tlsPolicy) ? [`it accepts TLS 1.0 (${tlsPolicy})`] : []),
    ];
    return wrong.length === 0
      ? pass
      : fail(`Traffic can be read: ${wrong.join(", ")}`, { enforcesHttps, nodeToNodeEncryption, tlsPolicy });
  },

  examples: {
    pass: [
      {
        name: "both, and TLS 1.2",
        properties: {
          enforcesHttps: true,
          nodeToNodeEncryption: true,
          tlsPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
        },
      },
      {
        name: "both, and a policy that is not told",
        properties: { enforcesHttps: true, nodeToNodeEncryption: true, tlsPolicy: null },
      },
    ],
    fail: [
      {
        name: "nodes in clear",
        properties: {
          enforcesHttps: true,
          nodeToNodeEncryption: false,
          tlsPolicy: "Policy-Min-TLS-1-2-2019-07",
        },
      },
      {
        name: "clients in clear",
        properties: {
          enforcesHttps: false,
          nodeToNodeEncryption: true,
          tlsPolicy: "Policy-Min-TLS-1-2-2019-07",
        },
      },
      {
        name: "old TLS",
        properties: {
          enforcesHttps: true,
          nodeToNodeEncryption: true,
          tlsPolicy: "Policy-Min-TLS-1-0-2019-07",
        },
      },
    ],
  },
});
