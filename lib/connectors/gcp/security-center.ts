import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { answered, type Detail } from "./detail.ts";
import { lastSegment, projectKey } from "./names.ts";
import { listItems } from "./paging.ts";
import { readServices, servicesPermission, usesAi } from "./uses-ai.ts";
import { withUnknown } from "../normalized.ts";

const SecurityService = z.object({ name: z.string(), effectiveEnablementState: z.string().optional() });
const Finding = z.object({
  finding: z.object({
    category: z.string(),
    severity: z.string().default("SEVERITY_UNSPECIFIED"),
    resourceName: z.string().default(""),
  }),
});
type OpenFinding = Resource<"gcp.securitycenter.project-services">["properties"]["openFindings"][number];
type Findings = { found: OpenFinding[]; truncated: boolean };

/** As many as a page shows; an estate with more has no use for the rest of the list. */
const findingsMax = 200;
const openAndGrave = 'state="ACTIVE" AND NOT mute="MUTED" AND (severity="HIGH" OR severity="CRITICAL")';

const findingsOperation = "projects.sources.findings.list";
/** What Security Command Center watches in the project, and what of it is still open. */
export const securityCenter: Collector = {
  id: "security-center",
  title: "Security Command Center",
  per: "account",
  produces: ["gcp.securitycenter.project-services"],
  permissions: [
    "securitycentermanagement.securityCenterServices.list",
    "securitycenter.findings.list",
    servicesPermission,
  ],
  collect: async function* (source) {
    const services: unknown[] = [];
    const operation = "projects.locations.securityCenterServices.list";
    for await (const page of listItems(
      source,
      "securitycentermanagement",
      operation,
      "securityCenterServices",
    ))
      services.push(...page);
    const findings = await answered({ service: "securitycenter", operation: findingsOperation }, () =>
      readFindings(
        listItems(source, "securitycenter", findingsOperation, "listFindingsResults", {
          filter: openAndGrave,
          pageSize: 1_000,
        }),
      ),
    );
    yield normalizeSecurityCenter(services, findings, await readServices(source), source.scope);
  },
};

const isOfAi = (resource: string): boolean =>
  /^\/\/(aiplatform|discoveryengine|dialogflow|notebooks|documentai|modelarmor|generativelanguage)\./.test(
    resource,
  );

async function readFindings(pages: AsyncIterable<unknown[]>): Promise<Findings> {
  const found: OpenFinding[] = [];
  for await (const page of pages)
    for (const { finding } of z.array(Finding).parse(page)) {
      const { category, severity, resourceName } = finding;
      if (!isOfAi(resourceName)) continue;
      if (found.length >= findingsMax) return { found, truncated: true };
      found.push({ category, severity: severity.toLowerCase(), resource: resourceName });
    }
  return { found, truncated: false };
}

/** What threatens models is found by what reads the logs of events, and by what watches agents. */
const watchesAi = (service: string): boolean => /event-threat|agent|^ai-|ai-protection/.test(service);

export function normalizeSecurityCenter(
  raws: readonly unknown[],
  findings: Detail<Findings>,
  services: Detail<string[]>,
  { account }: Scope,
): Batch {
  const told = z
    .array(SecurityService)
    .parse(raws)
    .map(({ name, effectiveEnablementState }) => ({
      id: lastSegment(name).toLowerCase().replaceAll("_", "-"),
      enabled: effectiveEnablementState === "ENABLED",
    }));
  const enabled = told.filter((service) => service.enabled).map(({ id }) => id);
  const resource: Resource<"gcp.securitycenter.project-services"> = {
    key: `${projectKey(account)}/securityCenter`,
    type: "gcp.securitycenter.project-services",
    name: `Security Command Center in ${account}`,
    account,
    region: null,
    tags: {},
    properties: {
      enabledServices: enabled.toSorted(),
      disabledServices: told
        .filter((service) => !service.enabled)
        .map(({ id }) => id)
        .toSorted(),
      usesAi: usesAi(services.value),
      openFindings: findings.value?.found ?? [],
      truncated: findings.value?.truncated ?? false,
    },
    facets: { enabled: enabled.length > 0, coversAi: enabled.some(watchesAi) },
  };
  return {
    resources: [
      withUnknown(resource, {
        "properties.usesAi": services.unknown,
        "properties.openFindings": findings.unknown,
        "properties.truncated": findings.unknown,
      }),
    ],
    relationships: [],
  };
}
