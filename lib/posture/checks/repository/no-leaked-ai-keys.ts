import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isAiSecret } from "#lib/domain/ai-secret.ts";

export default defineClassCheck({
  id: "repository/no-leaked-ai-keys",
  title: "No key to a model provider lies in the code",
  severity: "critical",
  layer: "pipeline",
  function: "detect",
  appliesToClass: "repository",
  risk: "Whoever can read the repository, or a copy of it, calls models in your name and reads what their keys open.",
  remediation: {
    summary:
      "Revoke the key at its provider first, then take it out of the code; a deleted commit still holds it.",
    cli: "gh api repos/$ORG/$REPO/secret-scanning/alerts?state=open --jq '.[] | {number, secret_type, validity}'",
    terraform: "Read the key from a secret store at run time; keep no key in a variable or a file",
    console: [
      "GitHub › Security › Secret scanning › open the alert",
      "Revoke the key at the provider, then close the alert as revoked",
    ],
  },
  references: [
    "https://docs.github.com/en/code-security/secret-scanning/managing-alerts-from-secret-scanning",
    "https://atlas.mitre.org/techniques/AML.T0055",
  ],

  evaluate: ({ facets }) => {
    if (facets.secretScanning === false) return notApplicable;
    const kinds = facets.leakedSecrets.filter(isAiSecret);
    return kinds.length === 0 ? pass : fail(`Found in it and not revoked: ${kinds.join(", ")}`, { kinds });
  },

  examples: {
    pass: [
      { name: "none", facets: { secretScanning: true, leakedSecrets: [] } },
      {
        name: "a secret of another kind",
        facets: { secretScanning: true, leakedSecrets: ["slack_webhook"] },
      },
    ],
    fail: [
      {
        name: "one of two",
        facets: { secretScanning: true, leakedSecrets: ["openai_api_key", "slack_webhook"] },
      },
    ],
    notApplicable: [
      {
        name: "nobody scans, which another check says",
        facets: { secretScanning: false, leakedSecrets: [] },
      },
    ],
    unknown: [
      {
        name: "alerts may not be read",
        facets: { secretScanning: true },
        unknown: {
          "facets.leakedSecrets": {
            reason: "denied",
            call: "secret-scanning:list-alerts-for-org",
            permission: "secret scanning alerts: read",
            message: "no",
          },
        },
      },
    ],
  },
});
