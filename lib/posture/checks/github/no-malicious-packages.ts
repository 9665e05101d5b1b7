import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/no-malicious-packages",
  title: "No package it depends on is an attack",
  severity: "critical",
  layer: "pipeline",
  function: "detect",
  appliesTo: "github.repository",
  risk: "The package itself steals keys or opens a way in, on every machine that installed it; names near those of AI libraries are its favourite.",
  remediation: {
    summary: "Take it out, then treat every key and machine that met it as known to the attacker.",
    cli: "gh api 'repos/$ORG/$REPO/dependabot/alerts?state=open' --jq '.[] | select(.security_advisory.cwes[].cwe_id==\"CWE-506\")'",
    terraform: "Nothing in Terraform: remove the package from the manifest and its lock file",
    console: [
      "Security › Dependabot › open the alert",
      "Remove the package, revoke the keys the build could read",
    ],
  },
  references: [
    "https://cwe.mitre.org/data/definitions/506.html",
    "https://docs.github.com/en/code-security/dependabot/dependabot-alerts/about-dependabot-alerts",
  ],

  evaluate: ({ properties: { dependencyAlerts, alerts } }) => {
    if (!dependencyAlerts) return notApplicable;
    const { maliciousDependencies: found } = alerts;
    return found.length === 0 ? pass : fail(`Malicious: ${found.join(", ")}`, { packages: found });
  },

  examples: {
    pass: [
      {
        name: "none",
        properties: {
          dependencyAlerts: true,
          alerts: {
            criticalDependencies: ["npm:lodash"],
            maliciousDependencies: [],
            promptInjection: [],
            modelOutputExecution: [],
          },
        },
      },
    ],
    fail: [
      {
        name: "one",
        properties: {
          dependencyAlerts: true,
          alerts: {
            criticalDependencies: ["pip:openai-sdk-helper"],
            maliciousDependencies: ["pip:openai-sdk-helper"],
            promptInjection: [],
            modelOutputExecution: [],
          },
        },
      },
    ],
    notApplicable: [
      {
        name: "nobody looks, which another check says",
        properties: {
          dependencyAlerts: false,
          alerts: {
            criticalDependencies: [],
            maliciousDependencies: [],
            promptInjection: [],
            modelOutputExecution: [],
          },
        },
      },
    ],
    unknown: [
      {
        name: "alerts may not be read",
        properties: { dependencyAlerts: true },
        unknown: {
          "properties.alerts": {
            reason: "denied",
            call: "dependabot:list-alerts-for-org",
            permission: "dependabot alerts: read",
            message: "no",
          },
        },
      },
    ],
  },
});
