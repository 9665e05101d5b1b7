import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/sql-closed-network",
  title: "Cloud SQL takes no connection from every address",
  severity: "high",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.sqladmin.instance",
  risk: "Anybody on the internet can try passwords against the database that holds embeddings and documents.",
  remediation: {
    summary: "Remove ranges that stand for everywhere, and connect over a private network or the connectors.",
    cli: "gcloud sql instances patch INSTANCE --authorized-networks=192.0.2.0/24",
    terraform:
      'ip_configuration { authorized_networks { value = "192.0.2.0/24" } } on google_sql_database_instance',
    console: ["SQL › open it › Connections › Networking", "Remove 0.0.0.0/0"],
  },
  references: ["https://cloud.google.com/sql/docs/postgres/configure-ip"],

  evaluate: ({ properties: { authorizedNetworks } }) => {
    const everywhere = authorizedNetworks.filter((range) =>
      /^(0\.0\.0\.0|::)\/[0-8]$|^(0\.0\.0\.0|128\.0\.0\.0)\/1$/.test(range),
    );
    return everywhere.length === 0
      ? pass
      : fail(`It takes connections from ${everywhere.join(", ")}`, { ranges: everywhere });
  },

  examples: {
    pass: [
      { name: "private", properties: { authorizedNetworks: [] } },
      { name: "a named range", properties: { authorizedNetworks: ["192.0.2.0/24"] } },
    ],
    fail: [
      {
        name: "everywhere, beside a named range",
        properties: { authorizedNetworks: ["192.0.2.0/24", "0.0.0.0/0"] },
      },
      { name: "everywhere in two halves", properties: { authorizedNetworks: ["0.0.0.0/1", "128.0.0.0/1"] } },
    ],
  },
});
