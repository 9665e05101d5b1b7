import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armKey } from "./arm.ts";
import { queryGraph } from "./graph-query.ts";

const aiTarget =
  /\/providers\/microsoft\.(cognitiveservices|machinelearningservices|search|databricks|botservice)\//;

const Assessment = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  severity: z.string().nullish(),
  target: z.string().nullish(),
  cause: z.string().nullish(),
});
const Alert = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  alertType: z.string().nullish(),
  severity: z.string().nullish(),
  status: z.string().nullish(),
  intent: z.string().nullish(),
  startedAt: z.string().nullish(),
  entity: z.string().nullish(),
});

/** Only what is wrong: what passes is every other resource, many times over. */
const assessmentsQuery = [
  "SecurityResources | where type =~ 'microsoft.security/assessments'",
  "where tostring(properties.status.code) =~ 'Unhealthy'",
  "extend target = tolower(tostring(properties.resourceDetails.Id))",
  "where target matches regex '/providers/microsoft[.](cognitiveservices|machinelearningservices|search|databricks|botservice)/'",
  "project id, displayName = tostring(properties.displayName), severity = tostring(properties.metadata.severity), target, cause = tostring(properties.status.cause)",
  "order by id asc",
].join(" | ");
const alertsQuery = [
  "SecurityResources | where type =~ 'microsoft.security/locations/alerts'",
  "where tostring(properties.Status) !~ 'Dismissed'",
  "extend entity = tolower(tostring(properties.ResourceIdentifiers[0].AzureResourceId))",
  "project id, displayName = tostring(properties.AlertDisplayName), alertType = tostring(properties.AlertType), severity = tostring(properties.Severity), status = tostring(properties.Status), intent = tostring(properties.Intent), startedAt = tostring(properties.StartTimeUtc), entity",
  "order by id asc",
].join(" | ");

export const defenderFindings: Collector = {
  id: "defender-findings",
  title: "What Defender for Cloud finds on AI resources, and its alerts",
  per: "account",
  produces: ["azure.security.assessment", "azure.security.alert", "monitored-by"],
  permissions: ["Microsoft.Security/assessments/read", "Microsoft.Security/alerts/read"],
  collect: async function* (source) {
    const { account } = source.scope;
    for await (const { rows, unparsed } of queryGraph(source, assessmentsQuery, Assessment)) {
      const found = rows.filter(({ target }) => aiTarget.test(target ?? ""));
      yield {
        resources: found.map((row) => assessmentOf(row, account)),
        relationships: found.map(({ id, target }) => ({
          from: armKey(target ?? ""),
          kind: "monitored-by",
          to: armKey(id),
        })),
        unparsed,
      };
    }
    for await (const { rows, unparsed } of queryGraph(source, alertsQuery, Alert))
      yield { resources: rows.map((row) => alertOf(row, account)), relationships: [], unparsed };
  },
};

const assessmentOf = (
  row: z.infer<typeof Assessment>,
  account: string,
): Resource<"azure.security.assessment"> => ({
  key: armKey(row.id),
  type: "azure.security.assessment",
  name: row.displayName || row.id.slice(row.id.lastIndexOf("/") + 1),
  account,
  region: null,
  tags: {},
  properties: {
    severity: row.severity || "Unknown",
    targetKey: armKey(row.target ?? ""),
    cause: row.cause || null,
  },
  facets: {},
});

const alertOf = (row: z.infer<typeof Alert>, account: string): Resource<"azure.security.alert"> => ({
  key: armKey(row.id),
  type: "azure.security.alert",
  name: row.displayName || row.alertType || row.id.slice(row.id.lastIndexOf("/") + 1),
  account,
  region: null,
  tags: {},
  properties: {
    kind: row.alertType || "unknown",
    severity: row.severity || "Unknown",
    status: row.status || "Active",
    intent: row.intent || null,
    startedAt: row.startedAt || null,
    entityKey: row.entity ? armKey(row.entity) : null,
    aboutAi: (row.alertType ?? "").startsWith("AI.") || aiTarget.test(row.entity ?? ""),
  },
  facets: {},
});
