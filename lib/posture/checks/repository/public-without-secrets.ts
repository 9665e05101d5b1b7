import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "repository/public-without-secrets",
  title: "A public repository holds no secret",
  severity: "critical",
  layer: "pipeline",
  function: "detect",
  appliesToClass: "repository",
  risk: "Everybody on the internet can read it, and bots do within minutes.",
  remediation: {
    summary: "Revoke the secret at its provider now, then look for its use since the commit.",
    cli: "gh api repos/$ORG/$REPO/secret-scanning/alerts?state=open",
    terraform: 'visibility = "private" on github_repository, once the secret is revoked',
    console: [
      "GitHub › Security › Secret scanning › open each alert",
      "Revoke, then search the provider's logs for calls since the commit",
    ],
  },
  references: [
    "https://docs.github.com/en/code-security/secret-scanning/managing-alerts-from-secret-scanning",
  ],

  evaluate: ({ facets: { publicRead, leakedSecrets } }) => {
    if (!publicRead) return notApplicable;
    return leakedSecrets.length === 0
      ? pass
      : fail(`Everybody can read: ${leakedSecrets.join(", ")}`, { kinds: leakedSecrets });
  },

  examples: {
    pass: [{ name: "public and clean", facets: { publicRead: true, leakedSecrets: [] } }],
    fail: [
      { name: "public with a token", facets: { publicRead: true, leakedSecrets: ["npm_access_token"] } },
    ],
    notApplicable: [{ name: "private", facets: { publicRead: false, leakedSecrets: ["npm_access_token"] } }],
  },
});
