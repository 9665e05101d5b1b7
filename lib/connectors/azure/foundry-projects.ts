import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { armKey, armRow, identityKeys, placeOf, resourcesOfType, type ArmRow } from "./arm.ts";
import { queryGraph } from "./graph-query.ts";

const Properties = z.object({ endpoints: z.record(z.string(), z.string()).nullish() });
export const Project = armRow(Properties);
export type Project = ArmRow<z.infer<typeof Properties>>;

export const projectsQuery = resourcesOfType("microsoft.cognitiveservices/accounts/projects");

export const foundryProjects: Collector = {
  id: "foundry-projects",
  title: "Foundry projects",
  per: "account",
  produces: ["azure.ai-foundry.project", "hosted-on", "runs-as"],
  permissions: ["Microsoft.CognitiveServices/accounts/projects/read"],
  collect: async function* (source) {
    for await (const { rows, unparsed } of queryGraph(source, projectsQuery, Project)) {
      const batches = rows.map((row) => normalizeProject(row, source.scope.account));
      yield {
        resources: batches.flatMap(({ resources }) => resources),
        relationships: batches.flatMap(({ relationships }) => relationships),
        unparsed,
      };
    }
  },
};

export const accountOf = (projectId: string): string => armKey(projectId).replace(/\/projects\/[^/]+$/, "");

/** Where agents of the project answer; of several addresses, the one that is a project's. */
export const endpointOf = ({ properties }: Project): string | null =>
  Object.values(properties.endpoints ?? {}).find((url) => /\/api\/projects\/[^/]+\/?$/.test(url)) ?? null;

/** A project has no network, key or log of its own: its account's decide, and are checked there. */
export function normalizeProject(row: Project, account: string): Batch {
  const place = placeOf(row, account);
  return {
    resources: [
      {
        ...place,
        // Resource Graph calls it `account/project`.
        name: row.name.slice(row.name.lastIndexOf("/") + 1),
        type: "azure.ai-foundry.project",
        properties: {
          accountKey: accountOf(row.id),
          endpoint: endpointOf(row),
          managedIdentity: identityKeys(row).length > 0,
        },
        // People sign in through the tenant's own directory, and what it asks of them is told there.
        facets: {
          singleSignOn: true,
          multiFactor: null,
          spendLimited: null,
          addressesLimited: null,
          retention: null,
          usesModels: false,
          members: [],
        },
      },
    ],
    relationships: [
      { from: place.key, kind: "hosted-on", to: accountOf(row.id) },
      ...identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as" as const, to })),
    ],
  };
}
